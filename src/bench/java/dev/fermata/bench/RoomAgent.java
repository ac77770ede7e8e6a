package dev.fermata.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code fermata stream} as its user starts it, with settings and rules of its own. */
final class RoomAgent implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("http://\\S+:\\d+/");
    private static final long PATIENCE_SECONDS = 20;

    private final Path messages;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    /**
     * Starts it and waits until its API is there.
     *
     * @param folder for all its files, with {@code fermata/settings.toml} and {@code fermata/stream.toml} in it
     */
    RoomAgent(Path command, Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        messages = folder.resolve("messages");
        ProcessBuilder builder = Child.builder("", List.of(command.toAbsolutePath().toString(), "stream", "--port", "0"),
                folder);
        builder.environment().putAll(Map.of("XDG_CACHE_HOME", folder.toString()));
        builder.environment().putAll(environment);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "PULSE_SERVER"));
        process = builder.redirectErrorStream(true).redirectOutput(messages.toFile()).start();
        base = awaitPage();
    }

    private String awaitPage() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher page = PAGE.matcher(Files.readString(messages));
            if (page.find()) {
                return page.group();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        process.destroyForcibly();
        throw new IOException("the agent did not start; it said: " + Files.readString(messages));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Of its API, with a stroke at the end. */
    String base() {
        return base;
    }

    /** What it answers there. */
    String ask(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The value of a sample in its metrics, such as {@code a_seconds{quantile="1"}}. */
    static OptionalDouble metric(String metrics, String sample) {
        return metrics.lines().filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1).strip())).findFirst();
    }

    /** What it has said to people. */
    String messages() throws IOException {
        return Files.readString(messages);
    }

    /** Asks it to end. Returns its exit code; -1 where it had to be killed. */
    int stop() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
