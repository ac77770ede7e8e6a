package dev.fermata.control.client;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.user.PrivateFiles;
import dev.fermata.user.RunToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a running agent tells about itself in {@code agent.json}, so that clients find it whatever
 * port it was started with. Only its user can read it; the token of the settings is not in it. When several
 * agents run, the file is that of the last one.
 *
 * @param port where the API listens; empty when it was started without one
 * @param host an address under which the API is reached from this machine
 * @param pid the agent's process
 * @param sessionId the number clients may name the run by
 * @param runToken the secret of this run; empty in the file of an older agent
 */
public record AgentFile(OptionalInt port, String host, long pid, long sessionId, Optional<RunToken> runToken) {
    private static final String NAME = "agent.json";
    /** Far more than it needs. */
    private static final int MAX_BYTES = 16 * 1024;
    /** Clocks of files and of processes differ a little. */
    private static final long CLOCK_MARGIN_SECONDS = 2;

    /** Keeps the file there; closing it takes it away. */
    public static final class Published implements AutoCloseable {
        private final Path file;
        private final long pid;

        private Published(Path file, long pid) {
            this.file = file;
            this.pid = pid;
        }

        /** Removes the file unless another agent has written its own meanwhile; idempotent. */
        @Override
        public void close() {
            try {
                if (parse(file).map(found -> found.agent().pid() == pid).orElse(false)) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                // Harmless: clients see that the process in it has ended.
                return;
            }
        }
    }

    /**
     * Writes the file, all of it at once.
     *
     * @param folder made if missing
     * @throws UncheckedIOException when it cannot be written
     */
    public Published publish(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            PrivateFiles.replace(PrivateFiles.folder(folder).resolve(NAME), toJson() + "\n");
            return new Published(file, pid);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** What the agent that runs now has written. Empty when there is none, or it died without removing it. */
    public static Optional<AgentFile> find(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            Optional<Written> found = parse(file);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return found.filter(one -> isRunning(one, written)).map(Written::agent);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Otherwise it has died, and its number may be another process's by now. */
    private static boolean isRunning(Written found, Instant written) {
        long pid = found.agent().pid();
        String start = ProcessStart.of(pid);
        if (!found.processStart().isEmpty() && !start.isEmpty()) {
            return found.processStart().equals(start);
        }
        return ProcessHandle.of(pid).filter(process -> startedBefore(process, written)).isPresent();
    }

    /** The next best: by a clock that may have been set since. */
    private static boolean startedBefore(ProcessHandle process, Instant written) {
        return process.info().startInstant()
                .map(start -> start.isBefore(written.plusSeconds(CLOCK_MARGIN_SECONDS))).orElse(true);
    }

    /** @param processStart as {@link ProcessStart} told it of the agent; empty when it could not */
    private record Written(AgentFile agent, String processStart) {
    }

    private static Optional<Written> parse(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        // Whoever could write it could have clients talk to a program of his own.
        Node json = Json.parse(PrivateFiles.read(file, MAX_BYTES)).orElse(Node.of(null));
        if (json.get("pid").whole().isEmpty()) {
            return Optional.empty();
        }
        OptionalInt port = json.get("port").whole().isPresent()
                ? OptionalInt.of((int) json.get("port").whole().getAsLong()) : OptionalInt.empty();
        AgentFile agent = new AgentFile(port, json.get("host").text(), json.get("pid").whole().getAsLong(),
                json.get("session_id").whole().orElse(0),
                Optional.of(json.get("run_token").text()).filter(RunToken::isOne).map(RunToken::new));
        return Optional.of(new Written(agent, json.get("process_start").text()));
    }

    /** By hand: a run writes no other JSON, and what does would be loaded for this. Nothing here needs an escape. */
    private String toJson() {
        return "{\"port\":" + (port.isPresent() ? port.getAsInt() : "null") + ",\"host\":\"" + host + "\",\"pid\":" + pid
                + ",\"process_start\":\"" + ProcessStart.of(pid) + "\",\"session_id\":" + sessionId + ",\"run_token\":"
                + (runToken.isPresent() ? "\"" + runToken.get().text() + "\"" : "null") + "}";
    }
}
