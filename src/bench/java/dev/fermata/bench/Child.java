package dev.fermata.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Java program of the benchmarks as a process of its own, with the options Fermata is started with
 * (scripts/bench hands them over).
 * It prints lines; {@link System#nanoTime} counts alike in all processes of a Linux machine, so its
 * times can be compared with ours.
 */
final class Child implements AutoCloseable {
    private static final long START_SECONDS = 20;

    private final Process process;
    private final BlockingQueue<String[]> lines = new LinkedBlockingQueue<>();

    /** @param display for its DISPLAY */
    Child(String display, Class<?> main, String... arguments) throws IOException {
        this(display, Map.of(), main, arguments);
    }

    /** @param environment on top of what all have */
    Child(String display, Map<String, String> environment, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("fermata.bench.options").strip().split("\\s+")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = builder(display, command, Scratch.folder("bench-child"));
        builder.environment().putAll(environment);
        process = builder.start();
        Thread reader = new Thread(this::read, "child-lines");
        reader.setDaemon(true);
        reader.start();
    }

    /** For a program on a display, with that folder instead of the user's own. */
    static ProcessBuilder builder(String display, List<String> command, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("DISPLAY", display, "XDG_RUNTIME_DIR", folder.toString(),
                "XDG_STATE_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString(),
                "XDG_SESSION_TYPE", "x11", "FERMATA_NO_BUILD", "1"));
        builder.environment().remove("WAYLAND_DISPLAY");
        return builder;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it says it is ready. */
    void awaitReady() throws InterruptedException {
        if (await(TimeUnit.SECONDS.toMillis(START_SECONDS), "ready") == null) {
            throw new IllegalStateException("a benchmark program did not start");
        }
    }

    /** Forgets what it has said so far. */
    void clear() {
        lines.clear();
    }

    /** The next line with these first words, as words; null when it does not come in time. */
    String[] await(long millis, String... first) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            String[] words = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (words == null || begins(words, first)) {
                return words;
            }
        }
    }

    private static boolean begins(String[] words, String[] first) {
        for (int i = 0; i < first.length; i++) {
            if (i >= words.length || !words[i].equals(first[i])) {
                return false;
            }
        }
        return true;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line.split(" "));
            }
        } catch (IOException e) {
            return; // it has ended
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(3, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
