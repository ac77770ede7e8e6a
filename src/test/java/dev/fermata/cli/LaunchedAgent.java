package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * {@code fermata run} as a user starts it: by a launcher, which becomes the agent's process, in a
 * process group of its own. It keeps W down, and is killed when closed.
 */
final class LaunchedAgent implements AutoCloseable {
    private static final String PROFILE = """
            schema = 1
            name = "test"
            [priority]
            special = ["space"]
            [[skill]]
            name = "Channel"
            keys = "w"
            mode = "hold"
            during_hold = "run"
            """;
    /** For a whole machine under load; alone everything takes half a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final VirtualDesktop desktop;
    private final List<String> before;
    private final String launcher;
    private final Process process;
    private final long pid;

    /**
     * @param terminal whether its output is a terminal, whose keyboard is the input of {@link #process}
     * @param before what to put before the launcher
     * @param arguments more of them; there is no API unless they name its {@code --port}
     */
    LaunchedAgent(String kind, VirtualDesktop desktop, Path folder, boolean terminal, List<String> before,
            String... arguments) throws IOException {
        this(kind, PROFILE, desktop, folder, terminal, before, arguments);
    }

    /** @param profile one that keeps W down while nobody holds */
    LaunchedAgent(String kind, String profile, VirtualDesktop desktop, Path folder, boolean terminal,
            List<String> before, String... arguments) throws IOException {
        this.folder = folder;
        this.before = before;
        this.desktop = desktop;
        List<String> words = new ArrayList<>(before);
        launcher = LaunchTree.launcher(kind, folder).toString();
        words.addAll(List.of(launcher, "run",
                "-p", Files.writeString(folder.resolve("p.toml"), profile).toString(), "--start", "running"));
        words.addAll(List.of(arguments));
        if (!words.contains("--port")) {
            words.add("--no-api");
        }
        // The shell tells which process becomes the agent.
        Path script = Files.writeString(folder.resolve("start.sh"), "echo $$ >'" + folder.resolve("pid") + "'\n"
                + words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ", "exec ", "\n")));
        List<String> command = terminal ? List.of("script", "-qefc", "sh " + script, "/dev/null")
                : List.of("setsid", "sh", script.toString());
        process = start(command);
        try {
            await().until(() -> desktop.keysDown().contains(Key.W));
            pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        } catch (RuntimeException | Error e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(out() + err(), e);
        }
    }

    private Process start(List<String> command) throws IOException {
        return withEnvironment(new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile())).start();
    }

    /** Runs another command of the same user in the same surroundings; returns what it printed when it succeeds. */
    String command(String... words) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.add(launcher);
        command.addAll(List.of(words));
        Process other = withEnvironment(new ProcessBuilder(command).redirectErrorStream(true)).start();
        String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, other.waitFor(), () -> command + " printed " + printed + "; the agent: " + out() + err());
        return printed;
    }

    private ProcessBuilder withEnvironment(ProcessBuilder builder) {
        builder.environment().putAll(Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "WAYLAND_DISPLAY", "", "XDG_RUNTIME_DIR", folder.toString(), "XDG_STATE_HOME", folder.toString(),
                "XDG_CONFIG_HOME", folder.toString(), "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                "JAVA_HOME", System.getProperty("java.home"), "FERMATA_NO_BUILD", "1"));
        return builder;
    }

    /** Waits as long as a machine under load may need. */
    static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).atMost(PATIENCE);
    }

    /** The process of the launcher, which is then that of the agent. */
    long pid() {
        return pid;
    }

    /** What was started, with the agent's process in it or being it. */
    Process process() {
        return process;
    }

    /** Sends a signal; to a whole process group if the number is negative. */
    void signal(String name, long to) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, "--", Long.toString(to)).start().waitFor());
    }

    /** Waits for the end of the agent's process. */
    void awaitEnd() {
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty() || isZombie());
    }

    private boolean isZombie() throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        return Files.exists(stat) && Files.readString(stat).contains(") Z ");
    }

    /** How many processes wait for the end of an agent of this folder. */
    long watchers() {
        return ProcessHandle.allProcesses().filter(each -> each.info().arguments()
                .map(words -> Stream.of(words).anyMatch(word -> word.startsWith(folder + "/fermata/pressed-")))
                .orElse(false)).count();
    }

    /** Everything is up, and nobody waits any more. */
    void assertNothingLeft() {
        await().untilAsserted(() -> assertEquals("[]", desktop.keysDown().toString()));
        await().until(() -> watchers() == 0);
    }

    String out() {
        return text("out");
    }

    String err() {
        return text("err");
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertTrue(watchers() <= 1, "only one watches an agent");
    }
}
