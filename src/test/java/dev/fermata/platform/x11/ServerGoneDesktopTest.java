package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("desktop")
class ServerGoneDesktopTest {
    /** An agent of sorts, in a process of its own: the first argument is its display, the second says how it ends. */
    static final class Agent {
        private Agent() {
        }

        public static void main(String[] arguments) throws Exception {
            X11Connection.onServerGone(() -> {
                System.out.println("the X server is gone");
                if (arguments[1].equals("halt")) {
                    Runtime.getRuntime().halt(4);
                }
                System.exit(4);
            });
            JNativeHookInput hook = new JNativeHookInput(Throwable::printStackTrace);
            Desktop desktop = X11Desktop.open(
                    arguments[0], hook, X11Injector.EchoCorrection.NONE, e -> { });
            hook.start((key, down) -> { });
            hook.watch(Set.of(Key.SPACE));
            desktop.suppressor().suppress(Map.of(Key.E, Key.E));
            desktop.injector().press(Key.W);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    desktop.injector().release(Key.W);
                    System.out.println("released");
                } catch (DesktopException e) {
                    System.out.println("told: " + e.getMessage());
                }
                desktop.close();
                System.out.println("closed");
            }));
            System.out.println("ready");
            Thread.sleep(60_000);
        }
    }

    @Test
    void processEndsWithAMessageWhenTheServerIsKilled() throws Exception {
        Run run = runUntilServerKilled("halt");
        assertEquals(4, run.status, run.output.toString());
        assertEquals(List.of("the X server is gone"), run.output);
    }

    @Test
    @Tag("proof")
    void shutdownHooksOfADeadDesktopFailFast() throws Exception {
        Run run = runUntilServerKilled("exit");
        assertEquals(4, run.status, run.output.toString());
        assertEquals("the X server is gone", run.output.get(0));
        assertTrue(run.output.stream().anyMatch(line -> line.startsWith("told: X11 display")),
                run.output.toString());
        assertTrue(run.output.contains("closed"), run.output.toString());
    }

    private record Run(int status, List<String> output) {
    }

    private static Run runUntilServerKilled(String ending) throws Exception {
        SharedDesktop.requirePrograms();
        try (VirtualDesktop desktop = new VirtualDesktop()) {
            Process agent = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), "-Djava.awt.headless=true",
                    Agent.class.getName(), desktop.display(), ending).redirectErrorStream(true).start();
            try (BufferedReader output = agent.inputReader(StandardCharsets.UTF_8)) {
                String line = output.readLine();
                while (line != null && !line.equals("ready")) {
                    line = output.readLine();
                }
                desktop.killServer();
                assertTrue(agent.waitFor(8, TimeUnit.SECONDS), "the process hangs");
                return new Run(agent.exitValue(), output.lines().toList());
            } finally {
                agent.destroyForcibly();
            }
        }
    }
}
