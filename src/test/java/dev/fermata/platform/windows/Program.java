package dev.fermata.platform.windows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A program of scripts/test-windows that is told what to do, and says what it sees, in lines. Thread-safe. */
final class Program implements AutoCloseable {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final Process process;
    private final PrintStream commands;
    private final List<String> lines = new ArrayList<>();
    private int from;

    /** Starts it, and waits until it says that it is ready. */
    Program(String... command) {
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "program");
        reader.setDaemon(true);
        reader.start();
        await("ready"::equals, "ready");
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    lines.add(line.strip());
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            return; // it has ended
        }
    }

    /** Has a command carried out, and waits until that is done. Returns the answer's last part. */
    String ask(String command) {
        int begin = size();
        commands.println(command);
        String answer = await(begin, line -> line.startsWith("did " + command), "the answer to " + command);
        return answer.substring(("did " + command).length()).strip();
    }

    /** What is to be looked at from now on. */
    void mark() {
        synchronized (lines) {
            from = lines.size();
        }
    }

    /** What it has said since the mark, of those that begin so. */
    List<String> said(String beginning) {
        synchronized (lines) {
            return lines.subList(from, lines.size()).stream().filter(line -> line.startsWith(beginning)).toList();
        }
    }

    /** Waits for a line after the mark. */
    String await(Predicate<String> wanted, String what) {
        return await(from, wanted, what);
    }

    private int size() {
        synchronized (lines) {
            return lines.size();
        }
    }

    private String await(int begin, Predicate<String> wanted, String what) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        synchronized (lines) {
            while (true) {
                for (String line : lines.subList(begin, lines.size())) {
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                long left = (end - System.nanoTime()) / 1_000_000L;
                if (left <= 0 || !process.isAlive()) {
                    throw new AssertionError(what + " was not said, but " + lines.subList(begin, lines.size()));
                }
                try {
                    lines.wait(Math.min(left, 200));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
