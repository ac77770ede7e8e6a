package dev.fermata.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.user.OperatingSystem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.NodeList;

/** What is written, and above all how odd paths are quoted. */
class ServiceFilesTest {
    private static final Path HOME = Path.of("/home/me");
    private static final StartCommand PLAIN = new StartCommand(Path.of("/opt/fermata/bin/fermata"), "arpg", false);
    private static final StartCommand ODD =
            new StartCommand(Path.of("/opt/a b/50%/$HOME/`x`/q\"uo'te/back\\slash/--x/<&>/fermata"), "my profile", true);

    @Test
    void autostartEntryStartsTheLauncherThroughAShell() {
        assertEquals("Exec=/bin/sh -c \"export FERMATA_SERVICE=autostart; exec \\\\\"\\\\$0\\\\\" \\\\\"\\\\$@\\\\\" >/dev/null\" "
                + "\"/opt/fermata/bin/fermata\" \"run\" \"--profile\" \"arpg\" \"--start\" \"stopped\"",
                line(text(ServiceKind.AUTOSTART, PLAIN), "Exec="));
    }

    @Test
    void quotesForDesktopFilesAsTheSpecificationSays() {
        // Inside double quotes " ` $ \ take a backslash, % is doubled; then every backslash is doubled,
        // because the value is a string.
        assertEquals("\"a b\"", DesktopEntries.word("a b"));
        assertEquals("\"50%%\"", DesktopEntries.word("50%"));
        assertEquals("\"\\\\$x\\\\`\\\\\"\"", DesktopEntries.word("$x`\""));
        assertEquals("\"\\\\\\\\\"", DesktopEntries.word("\\"));
    }

    @Test
    void quotesForSystemd() {
        assertEquals("\"a b 50%% $$x \\\" \\\\ ' `\"", ServiceFiles.unitWord("a b 50% $x \" \\ ' `"));
    }

    @Test
    void unitIsNotStartedAgainWhereThatCannotHelp() {
        String unit = text(ServiceKind.SYSTEMD, PLAIN);

        assertEquals("RestartPreventExitStatus=2 3 5", line(unit, "RestartPreventExitStatus"));
        assertEquals("Environment=FERMATA_SERVICE=systemd", line(unit, "Environment"), "it tells the desktop why");
        assertEquals("ExecStart=/bin/sh -c \"exec \\\"$$0\\\" \\\"$$@\\\"\" \"/opt/fermata/bin/fermata\" \"run\" \"--profile\" \"arpg\" \"--start\" \"stopped\"",
                line(unit, "ExecStart"));
    }

    @Test
    void unitReleasesWhatAKilledAgentHasLeftDown() {
        assertEquals("ExecStopPost=-/bin/sh -c \"exec \\\"$$0\\\" \\\"$$@\\\"\" \"/opt/fermata/bin/fermata\" \"release\" \"--quiet\"",
                line(text(ServiceKind.SYSTEMD, PLAIN), "ExecStopPost="));
    }

    @Test
    void propertyListIsWellFormedWhateverThePath() throws Exception {
        String list = text(ServiceKind.LAUNCH_AGENT, ODD);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);

        NodeList words = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("array").item(0).getChildNodes();

        assertEquals(ODD.words(), IntStream.range(0, words.getLength()).mapToObj(words::item)
                .filter(node -> node.getNodeName().equals("string")).map(node -> node.getTextContent()).toList());
    }

    @Test
    void onlyWhoAsksForItGetsAnArmedAgent() {
        StartCommand armed = new StartCommand(PLAIN.launcher(), "arpg", true);
        for (ServiceKind kind : List.of(ServiceKind.AUTOSTART, ServiceKind.SYSTEMD, ServiceKind.LAUNCH_AGENT)) {
            assertTrue(text(kind, PLAIN).contains("stopped") && !text(kind, PLAIN).contains("ready"), text(kind, PLAIN));
            assertTrue(text(kind, armed).contains("ready") && !text(kind, armed).contains("stopped"), text(kind, armed));
            assertTrue(ServiceFiles.advice(kind, false).get(0).contains(", stopped."));
            assertTrue(ServiceFiles.advice(kind, true).get(0).contains(", armed."));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTOSTART", "SYSTEMD"})
    void isInTheMenuWithAnIconAsWell(ServiceKind kind) {
        List<ServiceEntry> entries = entries(kind, PLAIN);
        ServiceEntry.Text menu = (ServiceEntry.Text) entries.get(entries.size() - 2);
        ServiceEntry.Text icon = (ServiceEntry.Text) entries.get(entries.size() - 1);

        assertEquals(Path.of("/home/me/.local/share/applications/fermata.desktop"), menu.path());
        assertEquals("Exec=\"/opt/fermata/bin/fermata\" open", line(menu.content(), "Exec="));
        assertEquals(Path.of("/home/me/.local/share/icons/hicolor/scalable/apps/fermata.svg"), icon.path());
        assertTrue(icon.content().startsWith("<svg ") && icon.content().contains(ServiceFiles.MARK), icon.content());
    }

    @Test
    void theRunKeyHasOneValueAndNoFile() {
        assertEquals(List.of(new ServiceEntry.Value(
                        "\"/opt/fermata/bin/fermata\" run --profile \"arpg\" --start stopped")),
                entries(ServiceKind.RUN_KEY, PLAIN));
    }

    @Test
    void whatWasNotRunSaysSo() {
        assertTrue(ServiceFiles.advice(ServiceKind.RUN_KEY, false).get(0).contains("NOT YET RUN"));
        assertTrue(text(ServiceKind.LAUNCH_AGENT, PLAIN).contains("Not yet run"));
    }

    @Test
    void followsTheUsersFolders() {
        assertEquals(Path.of("/elsewhere/autostart/fermata.desktop"), ServiceFiles.paths(ServiceKind.AUTOSTART,
                ServiceHost.of(OperatingSystem.LINUX, HOME, Map.of("XDG_CONFIG_HOME", "/elsewhere"))).get(0));
        assertEquals(Path.of("/home/me/.config/autostart/fermata.desktop"), ServiceFiles.paths(ServiceKind.AUTOSTART,
                ServiceHost.of(OperatingSystem.LINUX, HOME, Map.of("XDG_CONFIG_HOME", "relative"))).get(0));
        assertEquals(Path.of("/other/.config/autostart/fermata.desktop"), ServiceFiles.paths(ServiceKind.AUTOSTART,
                ServiceHost.of(OperatingSystem.LINUX, HOME, Map.of("HOME", "/other"))).get(0));
        assertEquals(Path.of("/home/me/Library/LaunchAgents/dev.fermata.agent.plist"), ServiceFiles.paths(
                ServiceKind.LAUNCH_AGENT, ServiceHost.of(OperatingSystem.MACOS, HOME, Map.of())).get(0));
    }

    @Test
    void refusesWhatCannotBeWrittenIntoALine() {
        assertThrows(IllegalArgumentException.class, () -> new StartCommand(Path.of("/a\nb"), "arpg", false));
        assertThrows(IllegalArgumentException.class, () -> new StartCommand(Path.of("relative"), "arpg", false));
        assertThrows(IllegalArgumentException.class, () -> new StartCommand(Path.of("/a"), "", false));
    }

    private static String text(ServiceKind kind, StartCommand command) {
        return ((ServiceEntry.Text) entries(kind, command).get(0)).content();
    }

    private static List<ServiceEntry> entries(ServiceKind kind, StartCommand command) {
        return ServiceFiles.of(kind, ServiceHost.of(kind.os(), HOME, Map.of()), command);
    }

    private static String line(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
    }
}
