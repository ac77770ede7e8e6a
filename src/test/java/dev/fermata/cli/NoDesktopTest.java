package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.FermataProcess;
import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Injector;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Suppressor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process where there is no desktop, or one that takes nothing. */
@EnabledOnOs(OS.LINUX)
@Tag("long")
@Tag("proof")
class NoDesktopTest {
    @TempDir
    private Path folder;

    private Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("XDG_RUNTIME_DIR", folder.toString(),
                "XDG_STATE_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString()));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private static void assertNoDesktop(FermataProcess ran, String message) {
        assertEquals(ExitCode.NO_DESKTOP, ran.exitCode(), ran::toString);
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("fermata: ") && ran.err().contains(message), ran::err);
        assertEquals(1, ran.err().lines().count(), ran::err);
    }

    @Test
    void withoutADisplayEveryCommandThatNeedsOneSaysHowToGetOne() throws Exception {
        String message = "DISPLAY is not set, so there is no desktop to work on; start Fermata from a terminal inside";
        assertNoDesktop(FermataProcess.run(environment(), "run", "-p", "demo"), message);
        assertNoDesktop(FermataProcess.run(environment(), "run", "-p", "demo", "--dry-run"), message);
        assertNoDesktop(FermataProcess.run(environment(), "keys", "--listen"), message);
        assertNoDesktop(FermataProcess.run(environment(), "demo", "--place", "desktop"), message);
    }

    @Test
    void aWaylandSessionIsToldFromNoSession() throws Exception {
        assertNoDesktop(FermataProcess.run(environment("WAYLAND_DISPLAY", "wayland-0"), "run", "-p", "demo"),
                "this is a Wayland session without X11");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws Exception {
        assertNoDesktop(FermataProcess.run(environment("DISPLAY", ":987"), "run", "-p", "demo"),
                "X11 display :987 cannot be reached");
    }

    @Test
    void theDoctorTellsWhatIsFineAndWhatIsBroken() throws Exception {
        FermataProcess ran = FermataProcess.run(environment(), "doctor");
        assertEquals(ExitCode.NO_DESKTOP, ran.exitCode(), ran::toString);
        assertTrue(ran.out().contains("fine      profiles"), ran::out);
        assertTrue(ran.out().contains("-> start Fermata from a terminal inside the desktop session"), ran::out);
        assertFalse(ran.out().contains("hook"), ran::out);
        assertEquals(ExitCode.NO_DESKTOP, FermataProcess.run(environment(), "doctor", "--strict").exitCode());
        assertTrue(ran.out().contains("broken    display server  DISPLAY is not set"), ran::out);
    }

    @Test
    void theDoctorSaysWhyAServerMayRefuseIt() throws Exception {
        FermataProcess ran = FermataProcess.run(environment("DISPLAY", ":987", "XAUTHORITY", "/nowhere"), "doctor");
        assertEquals(ExitCode.NO_DESKTOP, ran.exitCode(), ran::toString);
        assertTrue(ran.out().contains("X11 display :987 cannot be reached"), ran::out);
        assertTrue(ran.out().contains("-> XAUTHORITY names /nowhere, which cannot be read"), ran::out);
    }

    @Test
    void theDoctorSaysWhereSettingsAreWrong() throws Exception {
        FermataProcess ran = FermataProcess.run(environment("FERMATA_PORT", "many"), "doctor");
        assertTrue(ran.out().contains("broken    settings"), ran::out);
        assertTrue(ran.out().contains("-> 'fermata config' tells"), ran::out);
    }

    @Test
    void theProfileIsCheckedBeforeTheDesktop() throws Exception {
        FermataProcess ran = FermataProcess.run(environment(), "run", "-p", "none");
        assertEquals(ExitCode.BAD_PROFILE, ran.exitCode(), ran::toString);
    }

    /** {@code fermata run} on a desktop that refuses every key. */
    static final class OnRefusingDesktop {
        private OnRefusingDesktop() {
        }

        public static void main(String[] arguments) {
            Refusing refusing = new Refusing();
            System.exit(Main.commandLine(new RunCommand((echoes, clock) ->
                    new Desktop("refusing", refusing, refusing, refusing, refusing))).execute(arguments));
        }
    }

    @Test
    void tenRefusedKeysInARowEndTheAgentWithAFailure() throws Exception {
        Path profile = folder.resolve("p.toml");
        Files.writeString(profile, """
                schema = 1
                name = "Test"
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "50ms"
                """);
        try (FermataProcess agent = new FermataProcess(environment(), List.of(), OnRefusingDesktop.class,
                "-p", profile.toString(), "--start", "running")) {
            assertEquals(ExitCode.FAILURE, agent.exitCode(20_000), agent::toString);
            assertTrue(agent.out().contains("! injector: the desktop refuses q"), agent::out);
            assertTrue(agent.out().contains("STOPPED"), agent::out);
            assertTrue(agent.out().endsWith("fermata: the desktop refused too many keys in a row;"
                    + " see the messages above\n"), agent::out);
        }
    }

    private static final class Refusing implements InputHook, Injector, PhysicalKeys, Suppressor {
        @Override
        public void start(Listener listener) {
            // Nobody plays here.
        }

        @Override
        public void watch(Set<Key> keys) {
            // Nobody plays here.
        }

        @Override
        public long heard() {
            return 0;
        }

        @Override
        public void restart() {
            // Never lost.
        }

        @Override
        public void press(Key key) {
            throw new DesktopException("the desktop refuses " + key);
        }

        @Override
        public void release(Key key) {
            throw new DesktopException("the desktop refuses " + key);
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        @Override
        public Reading read(Key key, boolean sentByUs) {
            return Reading.UP;
        }

        @Override
        public void listen(KeptListener listener) {
            // No press is kept here.
        }

        @Override
        public Set<Key> suppress(Map<Key, Key> sentAs) {
            return sentAs.keySet();
        }

        @Override
        public boolean canSuppress(Key key) {
            return true;
        }

        @Override
        public void close() {
            // Nothing was lent.
        }
    }
}
