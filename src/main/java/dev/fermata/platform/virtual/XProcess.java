package dev.fermata.platform.virtual;

import dev.fermata.platform.DesktopException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that runs for as long as the virtual desktop does. Thread-safe for {@link #send}; the
 * rest is for the thread that owns the desktop.
 */
final class XProcess implements AutoCloseable {
    /**
     * Put before a command, makes it run until it ends or its standard input does, which happens when
     * this JVM is gone.
     */
    static final List<String> UNTIL_END_OF_INPUT = List.of(
            "sh", "-c", "\"$@\" </dev/null & cat >/dev/null; kill $! 2>/dev/null; wait", "sh");

    private static final long GENTLE_MILLIS = 500;
    private static final long END_MILLIS = 2_000;

    private final String name;
    private final Process process;
    private final Writer input;

    /** @param display for the program's DISPLAY; null leaves it out */
    XProcess(String display, List<String> command) {
        this.name = String.join(" ", command);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().remove("DISPLAY");
        if (display != null) {
            builder.environment().put("DISPLAY", display);
        }
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new DesktopException("cannot start " + name + ": " + e.getMessage(), e);
        }
        this.input = process.outputWriter(StandardCharsets.US_ASCII);
    }

    /** Runs a program to its end and returns what it printed. */
    static List<String> run(String display, List<String> command, long timeoutMillis) {
        try (XProcess program = new XProcess(display, command)) {
            if (!program.process.waitFor(timeoutMillis, TimeUnit.MILLISECONDS)) {
                throw new DesktopException(String.join(" ", command) + " did not end in "
                        + timeoutMillis + " ms");
            }
            List<String> lines = new ArrayList<>(program.output().lines().toList());
            int status = program.process.exitValue();
            if (status != 0) {
                throw new DesktopException(
                        String.join(" ", command) + " failed with status " + status + " " + lines);
            }
            return lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DesktopException("interrupted while waiting for " + command.get(0), e);
        }
    }

    /** Sends a line to the program's standard input at once. */
    void send(String line) {
        synchronized (input) {
            try {
                input.write(line);
                input.write('\n');
                input.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(name + " no longer runs", e);
            }
        }
    }

    BufferedReader output() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** Ends what the program started without giving it a chance to clean up. */
    void killChildren() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Sends the programs that this one has started a signal, such as {@code STOP}. */
    void signalChildren(String name) {
        process.descendants().forEach(child ->
                run(null, List.of("kill", "-" + name, Long.toString(child.pid())), VirtualDesktop.START_MILLIS));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Ends the program: by the end of its input, or else by force. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        try {
            input.close();
        } catch (IOException e) {
            process.destroy(); // it does not take input any more, so it is about to end anyway
        }
        try {
            if (!process.waitFor(GENTLE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroy();
            }
            if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** What an X server started with {@code -displayfd 1} is called; it prints that once it accepts clients. */
    String displayNumber(long timeoutMillis) {
        BufferedReader output = output();
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread reader = new Thread(() -> readLine(output, line), "display-number");
        reader.setDaemon(true);
        reader.start();
        try {
            return ":" + line.get(timeoutMillis, TimeUnit.MILLISECONDS).strip();
        } catch (TimeoutException | ExecutionException e) {
            throw new DesktopException(name + " did not start: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DesktopException("interrupted while " + name + " was starting", e);
        }
    }

    private static void readLine(BufferedReader from, CompletableFuture<String> to) {
        try {
            String line = from.readLine();
            if (line == null) {
                to.completeExceptionally(new IOException("it ended at once"));
            } else {
                to.complete(line);
            }
        } catch (IOException e) {
            to.completeExceptionally(e);
        }
    }
}
