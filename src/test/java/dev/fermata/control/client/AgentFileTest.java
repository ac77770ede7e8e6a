package dev.fermata.control.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentFileTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir Path folder;

    @Test
    void isThereWhileTheAgentRunsAndNothingElseWithIt() throws IOException {
        AgentFile file = new AgentFile(OptionalInt.of(8123), "127.0.0.1", PID, 123456, Optional.empty());
        Path runtime = folder.resolve("run/fermata");

        AgentFile.Published published = file.publish(runtime);

        assertEquals(Optional.of(file), AgentFile.find(runtime));
        assertEquals(List.of("agent.json"), names(runtime));
        published.close();
        published.close();
        assertEquals(Optional.empty(), AgentFile.find(runtime));
        assertEquals(List.of(), names(runtime));
    }

    @Test
    void isForItsUserOnly() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this file system has no permissions");
        new AgentFile(OptionalInt.empty(), "127.0.0.1", PID, 1, Optional.empty()).publish(folder);

        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("agent.json"))));
    }

    @Test
    void belongsToTheLastAgent() {
        AgentFile.Published first =
                new AgentFile(OptionalInt.of(1), "127.0.0.1", 1, 1, Optional.empty()).publish(folder);
        AgentFile second = new AgentFile(OptionalInt.empty(), "::1", PID, 2, Optional.empty());
        second.publish(folder);

        first.close();

        assertEquals(Optional.of(second), AgentFile.find(folder), "the first one leaves it alone");
    }

    @Test
    void isNotHeededWhenItsAgentDied() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        new AgentFile(OptionalInt.of(1), "127.0.0.1", dead.pid(), 1, Optional.empty()).publish(folder);

        assertEquals(Optional.empty(), AgentFile.find(folder));
    }

    @Test
    void isNotHeededWhenItsNumberNowBelongsToALaterProcess() throws IOException {
        new AgentFile(OptionalInt.of(1), "127.0.0.1", PID, 1, Optional.empty()).publish(folder);
        processStart("another");

        assertEquals(Optional.empty(), AgentFile.find(folder), "whatever its time");
        new AgentFile(OptionalInt.of(1), "127.0.0.1", PID, 1, Optional.empty()).publish(folder).close();
        assertEquals(List.of(), names(folder));
    }

    @Test
    void isNotHeededWhenItIsOlderThanItsProcessAndSaysNoMore() throws IOException {
        assumeTrue(ProcessHandle.current().info().startInstant().isPresent(),
                "this system does not tell when a process began");
        new AgentFile(OptionalInt.of(1), "127.0.0.1", PID, 1, Optional.empty()).publish(folder);
        processStart("");
        assertTrue(AgentFile.find(folder).isPresent());
        Instant before = ProcessHandle.current().info().startInstant().orElseThrow().minusSeconds(60);
        Files.setLastModifiedTime(folder.resolve("agent.json"), FileTime.from(before));

        assertEquals(Optional.empty(), AgentFile.find(folder));
    }

    @Test
    void isHeededHoweverTheClockWasSetSince() throws IOException {
        AgentFile agent = new AgentFile(OptionalInt.of(1), "127.0.0.1", PID, 1, Optional.empty());
        agent.publish(folder);
        for (long seconds : new long[] {-86_400, 86_400}) {
            // A clock set forward moves the start of a process that Linux tells, but no file's time.
            Files.setLastModifiedTime(folder.resolve("agent.json"), FileTime.from(Instant.now().plusSeconds(seconds)));

            assertEquals(Optional.of(agent), AgentFile.find(folder));
        }
    }

    @Test
    void noTwoProcessesBeginAlike() throws Exception {
        Process first = new ProcessBuilder("sleep", "60").start();
        try {
            String start = ProcessStart.of(first.pid());
            assertFalse(start.isEmpty());
            assertEquals(start, ProcessStart.of(first.pid()));
            assertNotEquals(ProcessStart.of(PID), start);
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertEquals("", ProcessStart.of(first.pid()));
    }

    @Test
    void isNotHeededWhenItIsDamaged() throws IOException {
        for (String text : List.of("", "{", "[]", "{\"pid\":\"me\"}")) {
            PrivateFiles.replace(folder.resolve("agent.json"), text);
            assertEquals(Optional.empty(), AgentFile.find(folder));
        }
        PrivateFiles.replace(folder.resolve("agent.json"), "{\"pid\":" + PID + "}");
        assertTrue(AgentFile.find(folder).isPresent());
    }

    @Test
    void isNotHeededWhenSomebodyElseCouldHaveWrittenIt() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path runtime = folder.resolve("fermata");
        new AgentFile(OptionalInt.of(1), "127.0.0.1", PID, 1, Optional.empty()).publish(runtime);
        Path file = runtime.resolve("agent.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals(Optional.empty(), AgentFile.find(runtime));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Path elsewhere = Files.move(file, folder.resolve("elsewhere.json"));
        Files.createSymbolicLink(file, elsewhere);
        assertEquals(Optional.empty(), AgentFile.find(runtime));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(runtime)));
    }

    @Test
    void saysWhereItCannotBeWritten() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "");

        UncheckedIOException failure = assertThrows(UncheckedIOException.class,
                () -> new AgentFile(OptionalInt.empty(), "", PID, 1, Optional.empty()).publish(taken));

        assertTrue(failure.getMessage().contains("agent.json cannot be written"), failure.getMessage());
    }

    private void processStart(String value) throws IOException {
        Path file = folder.resolve("agent.json");
        String text = Files.readString(file);
        String other = text.replaceFirst("\"process_start\": ?\"[^\"]*\"", "\"process_start\":\"" + value + "\"");
        assertNotEquals(text, other);
        Files.writeString(file, other);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
