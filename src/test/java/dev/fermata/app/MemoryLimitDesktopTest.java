package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.cli.Main;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The agent in a memory cgroup of its own, as a service with a limit or in a container. Linux, with the right to make one. */
@Tag("desktop")
@Tag("proof")
@ExtendWith(SharedDesktop.class)
class MemoryLimitDesktopTest {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final long LIMIT_BYTES = 96_000_000;
    /** Joins the group as the first to be killed, and becomes the command. */
    private static final String JOIN = "echo 1000 > /proc/self/oom_score_adj && echo $$ > \"$0\" && exec \"$@\"";
    /** {@code tail} keeps a line until it ends, and this one does not. */
    private static final String EAT = "echo $$ > \"$0\" && head -c 400000000 /dev/zero | tail -n 1 >/dev/null";
    private static final String PROFILE = """
            schema = 1
            name = "test"
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "150ms"
            [[skill]]
            name = "Channel"
            keys = "w"
            mode = "hold"
            """;

    @TempDir
    private Path folder;
    private Path group;

    @BeforeEach
    void makeGroup() {
        boolean first = Files.isDirectory(CGROUPS.resolve("memory"));
        group = CGROUPS.resolve(first ? "memory" : ".").resolve("fermata-test-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
            Files.writeString(group.resolve(first ? "memory.limit_in_bytes" : "memory.max"), Long.toString(LIMIT_BYTES));
        } catch (IOException e) {
            assumeTrue(false, "no memory cgroup can be made here: " + e);
        }
    }

    @AfterEach
    void removeGroup() throws IOException {
        SharedDesktop.soon().ignoreExceptions().until(() -> Files.deleteIfExists(group) || !Files.exists(group));
    }

    @Test
    void anAgentKilledForWantOfMemoryLeavesNothingThatStopsTheNext(VirtualDesktop desktop) throws Exception {
        String profile = Files.writeString(folder.resolve("p.toml"), PROFILE).toString();
        String processes = group.resolve("cgroup.procs").toString();
        Map<String, String> environment = Map.of("DISPLAY", desktop.display(), "XDG_RUNTIME_DIR", folder.toString(),
                "XDG_STATE_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString(), "XDG_SESSION_TYPE", "x11");
        String[] arguments = {"run", "-p", profile, "--start", "running", "--events", "-", "--port", "0"};
        try (FermataProcess agent = new FermataProcess(environment, List.of("sh", "-c", JOIN, processes), Main.class,
                arguments)) {
            agent.awaitOut(line -> line.contains("\"event\":\"played\""));
            assertTrue(Files.readString(group.resolve("cgroup.procs")).lines().count() >= 1, "it is in the group");
            Process eater = new ProcessBuilder("sh", "-c", EAT, processes).start();
            try {
                assertEquals(128 + 9, agent.exitCode(20_000), agent::toString);
            } finally {
                eater.descendants().forEach(ProcessHandle::destroyForcibly);
                eater.destroyForcibly();
                assertTrue(eater.waitFor(10, TimeUnit.SECONDS));
            }
        }
        try (FermataProcess next = new FermataProcess(environment, arguments)) {
            next.awaitOut(line -> line.contains("\"event\":\"played\""));
            next.signal("TERM");
            assertEquals(0, next.exitCode(5_000), next::toString);
        }
        SharedDesktop.soon().untilAsserted(() -> assertEquals(Set.of(), desktop.keysDown()));
    }
}
