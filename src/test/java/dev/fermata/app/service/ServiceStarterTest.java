package dev.fermata.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.service.ServiceStarter.Call;
import dev.fermata.app.service.ServiceStarter.Outcome;
import dev.fermata.user.OperatingSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which programs start what is installed, and what becomes of their refusals. */
class ServiceStarterTest {
    private static final StartCommand COMMAND = new StartCommand(Path.of("/opt/fermata/bin/fermata"), "arpg", false);

    private final List<Call> calls = new ArrayList<>();
    private String refused = "";

    @Test
    void systemdReadsTheUnitAnewAndIsToldOfTheDisplay() {
        starter(ServiceKind.SYSTEMD, Map.of("DISPLAY", ":0", "HOME", "/home/me")).start(ServiceKind.SYSTEMD, COMMAND);

        assertEquals(List.of("systemctl --user import-environment DISPLAY", "systemctl --user daemon-reload",
                "systemctl --user reset-failed fermata.service", "systemctl --user restart fermata.service"), words());
    }

    @Test
    void aUnitThatNeverFailedMayRefuseToForgetIt() {
        refused = "reset-failed";
        starter(ServiceKind.SYSTEMD, Map.of()).start(ServiceKind.SYSTEMD, COMMAND);

        assertEquals(3, calls.size(), calls::toString);
    }

    @Test
    void whatTheSystemRefusesIsSaidInItsWords() {
        refused = "daemon-reload";
        ServiceException failure = assertThrows(ServiceException.class,
                () -> starter(ServiceKind.SYSTEMD, Map.of()).start(ServiceKind.SYSTEMD, COMMAND));

        assertEquals("'systemctl --user daemon-reload' failed: no bus", failure.getMessage());
        assertEquals(1, calls.size(), "nothing more is tried");
    }

    @Test
    void withoutSystemdItBecomesAProcessOfItsOwn() {
        starter(ServiceKind.AUTOSTART, Map.of()).start(ServiceKind.AUTOSTART, COMMAND);

        Call only = calls.get(0);
        assertEquals(List.of("/bin/sh", "-c"), only.words().subList(0, 2));
        assertTrue(only.words().get(2).contains("exec setsid"), "not ended with the terminal");
        assertTrue(only.words().get(2).startsWith("export FERMATA_SERVICE="), "a failed start is told the desktop");
        assertEquals(COMMAND.words(), only.words().subList(3, only.words().size()));
        assertTrue(only.isLeft(), "nobody waits for its end");
    }

    @Test
    void onWindowsItGetsAConsoleOfItsOwn() {
        starter(ServiceKind.RUN_KEY, Map.of()).start(ServiceKind.RUN_KEY, COMMAND);

        assertEquals(List.of("cmd.exe /d /c start Fermata /min /opt/fermata/bin/fermata run --profile arpg --start stopped"),
                words());
    }

    @Test
    void onMacosTheAgentThatIsThereIsTakenAwayFirst() {
        refused = "bootout";
        starter(ServiceKind.LAUNCH_AGENT, Map.of()).start(ServiceKind.LAUNCH_AGENT, COMMAND);

        assertTrue(words().get(1).endsWith("LaunchAgents/dev.fermata.agent.plist"), calls::toString);
        assertEquals(2, calls.size());
    }

    private ServiceStarter starter(ServiceKind kind, Map<String, String> environment) {
        OperatingSystem os = kind.os();
        return new ServiceStarter(ServiceHost.of(os, Path.of("/home/me"), Map.of()), environment, call -> {
            calls.add(call);
            boolean refuses = !refused.isEmpty() && String.join(" ", call.words()).contains(refused);
            return refuses ? new Outcome(1, "no bus\n") : new Outcome(0, "");
        });
    }

    private List<String> words() {
        return calls.stream().map(call -> String.join(" ", call.words())).toList();
    }
}
