package dev.fermata.stream.bridge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real redis-server on a port of its own, which can be killed and started anew. */
public final class RedisProcess implements AutoCloseable {
    private final int port;
    private final Path folder;
    private final List<String> more;
    private Process process;

    /**
     * Starts one; skips the test where there is none.
     *
     * @param more options, such as {@code --requirepass x}; in them PORT is its port
     */
    public RedisProcess(Path folder, String... more) throws IOException {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "redis-server"))), "there is no redis-server");
        this.folder = folder;
        this.more = List.of(more);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        start();
    }

    public int port() {
        return port;
    }

    public String address() {
        return (more.contains("--tls-port") ? "rediss://localhost:" : "redis://127.0.0.1:") + port;
    }

    /** Starts it on the same port. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", Integer.toString(port), "--bind",
                "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.toString(), "--daemonize", "no"));
        more.forEach(each -> command.add(each.equals("PORT") ? Integer.toString(port) : each));
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile()).start();
        Awaitility.await().pollInSameThread().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            new Socket("127.0.0.1", port).close();
            return true;
        });
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
