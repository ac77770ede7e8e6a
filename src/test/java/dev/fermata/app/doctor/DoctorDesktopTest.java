package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.FermataProcess;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.platform.x11.ForeignGrab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code fermata doctor} as a process on a real X server. How fast that server is today is not judged. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
@Tag("proof")
class DoctorDesktopTest {
    private static final List<String> SUBJECTS = List.of("java", "permissions", "profiles", "api port", "timer",
            "display server", "other agents", "injection", "hook", "key state", "suppression", "managed keys",
            "hotkeys", "screen", "voice", "sound device", "virtual desktop");
    /** These depend on how busy the machine is, and on whether it has a sound device. */
    private static final Set<String> MEASURED = Set.of("timer", "injection", "hook", "voice", "sound device");

    private final VirtualDesktop desktop;
    private final List<ForeignGrab> others = new ArrayList<>();
    @TempDir
    private Path folder;

    DoctorDesktopTest(VirtualDesktop desktop) {
        this.desktop = desktop;
    }

    @AfterEach
    void nothingIsLeftDown() {
        others.forEach(ForeignGrab::close);
        SharedDesktop.soon().untilAsserted(() -> assertEquals(Set.of(), desktop.keysDown()));
    }

    @Test
    void everyLineAppearsAndNothingIsWrongOnAWorkingDesktop() throws Exception {
        FermataProcess doctor = doctor();
        assertEquals(0, doctor.exitCode(), doctor::toString);
        for (String subject : SUBJECTS) {
            String verdict = MEASURED.contains(subject) ? "(fine|degraded)" : "fine";
            assertLine(doctor, verdict + " +" + subject + " .*");
        }
        assertLine(doctor, "fine +suppression +10 of 10 presses .*");
        assertLine(doctor, "fine +managed keys +.*\\be\\b.*");
        assertLine(doctor, "fine +hotkeys +can all be kept from the game: .*\\bf9.*");
        assertTrue(doctor.out().lines().allMatch(line -> line.length() <= 100), doctor::out);
        assertEquals("", doctor.err());
    }

    /** The window is told of the releases, which nobody keeps back, and of none of the ten presses. */
    @Test
    void whatIsSaidToBeKeptBackDoesNotReachTheWindow() throws Exception {
        assertLine(doctor(), "fine +suppression +10 of 10 presses .*");
        SharedDesktop.soon().untilAsserted(() -> assertEquals(10, seen("u:f24") - seen("d:f24")));
    }

    private long seen(String event) {
        return desktop.target().eventsOf(Key.F24).stream().filter(event::equals).count();
    }

    @Test
    void keysThatAnotherProgramHasAreNamedWithTheirProfiles() throws Exception {
        profile("mine", "r");
        others.add(ForeignGrab.ofKey(desktop.display(), Key.F24));
        others.add(ForeignGrab.ofKey(desktop.display(), Key.R));
        FermataProcess doctor = doctor();
        assertEquals(0, doctor.exitCode(), doctor::toString);
        assertLine(doctor, "degraded +suppression +another program has grabbed f24.*");
        assertLine(doctor, "degraded +managed keys +taken by another program.* r \\(mine\\)");
        assertTrue(doctor.out().contains("-> find the program or desktop shortcut"), doctor::out);
        assertEquals(6, doctor("--strict").exitCode());
    }

    @Test
    void hotkeysThatCannotBeKeptFromTheGameAreNamedWithTheReasonAndSharedOnesAreNotTried() throws Exception {
        Path file = profile("mine", "r");
        Files.writeString(file, Files.readString(file) + """
                [hotkeys]
                toggle = "f7"
                master = "right_alt"
                "ctrl+1" = "skill Bolt toggle"
                "ctrl+2" = "use mine"
                shared = ["ctrl+2"]
                """);
        others.add(ForeignGrab.ofKey(desktop.display(), Key.F7));
        others.add(ForeignGrab.ofKey(desktop.display(), Key.DIGIT_2));
        FermataProcess doctor = doctor("-p", "mine");
        assertEquals(0, doctor.exitCode(), doctor::toString);
        String all = doctor.out().replaceAll("\\s+", " ");
        assertTrue(all.contains("degraded hotkeys work, but the game gets them too: f7 (another program has grabbed "
                + "f7; Test), right_alt (a modifier by itself is left to every program; Test) -> choose other hotkeys"),
                doctor::out);
        assertFalse(all.contains("ctrl+1 (") || all.contains("ctrl+2"), doctor::out);
    }

    @Test
    void aGrabOfTheOldKindDoesNotHinderSuppression() throws Exception {
        others.add(ForeignGrab.ofKeyTheOldWay(desktop.display(), Key.F24));
        assertLine(doctor(), "fine +suppression .*");
    }

    @Test
    void aProgramThatHasTheWholeKeyboardIsNoticed() throws Exception {
        others.add(ForeignGrab.ofKeyboard(desktop.display()));
        FermataProcess doctor = doctor();
        assertEquals(0, doctor.exitCode(), doctor::toString);
        assertLine(doctor, "degraded +suppression +only 0 of 1 presses of f24 .*");
        assertTrue(doctor.out().contains("-> close open menus and screen locks"), doctor::out);
    }

    @Test
    void aRunningAgentIsNamedAndNotDisturbed() throws Exception {
        Path profile = profile("mine", "r");
        Path events = folder.resolve("events");
        try (FermataProcess agent = new FermataProcess(environment(), "run", "-p", profile.toString(), "--port", "0",
                "--start", "running", "--events", events.toString())) {
            agent.awaitOut(line -> line.startsWith("READY") || line.contains("RUNNING"));
            FermataProcess doctor = doctor();
            assertEquals(0, doctor.exitCode(), doctor::toString);
            assertLine(doctor, "degraded +other agents +fermata already runs here, as process \\d+.*");
            assertTrue(doctor.out().contains("-> 'fermata stop'"), doctor::out);
            assertLine(doctor, "fine +suppression .*");
            assertLine(doctor, "fine +managed keys +not tried.*");
            assertLine(doctor, "fine +hotkeys +not tried.*");
            agent.signal("TERM");
            assertEquals(0, agent.exitCode(5_000), agent::toString);
            String seen = Files.readString(events);
            assertFalse(seen.contains("f24") || seen.contains("scheduler_pause_requested")
                    || seen.contains("\"failure\""), seen);
        }
    }

    @Test
    void aPortThatIsTakenIsToldBeforeTheAgentGoesWithoutIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = environment();
            environment.put("FERMATA_PORT", Integer.toString(other.getLocalPort()));
            FermataProcess doctor = FermataProcess.run(environment, "doctor");
            assertEquals(0, doctor.exitCode(), doctor::toString);
            assertLine(doctor, "degraded +api port +127.0.0.1:" + other.getLocalPort() + " cannot be listened on.*");
        }
    }

    @Test
    void figuresAreThereForPrograms() throws Exception {
        String json = doctor("--json").out();
        assertEquals(1, json.lines().count(), json);
        assertTrue(json.matches("(?s)\\{\"verdict\":\"(fine|degraded)\",\"checks\":\\{\"java\":.*"
                + "\"hook\":\\{\"verdict\":\"\\w+\",[^}]*\"median_ms\":\\d.*"), json);
    }

    private FermataProcess doctor(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "doctor";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return FermataProcess.run(environment(), all);
    }

    private static void assertLine(FermataProcess doctor, String pattern) {
        assertTrue(doctor.out().lines().anyMatch(line -> line.matches(pattern)),
                () -> "no line is like " + pattern + " in " + doctor);
    }

    private Path profile(String name, String managedKey) throws IOException {
        Path profiles = Files.createDirectories(folder.resolve("fermata").resolve("profiles"));
        return Files.writeString(profiles.resolve(name + ".toml"), """
                schema = 1
                name = "Test"
                [priority]
                special = ["space"]
                [priority.managed.%s]
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "100ms"
                """.formatted(managedKey));
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of("DISPLAY", desktop.display(), "XDG_RUNTIME_DIR", folder.toString(),
                "XDG_STATE_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString(), "XDG_SESSION_TYPE", "x11",
                "FERMATA_PORT", "0"));
    }
}
