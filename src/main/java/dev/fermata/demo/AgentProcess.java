package dev.fermata.demo;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.observe.EventLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * {@code fermata run} as a process of its own, with its events: what a user would start, on a
 * display of the caller's choice. Thread-safe. The process is killed if this one ends.
 */
public final class AgentProcess implements AutoCloseable {
    private static final int MOST_LINES = 50_000;
    private static final int END_SECONDS = 3;

    private final Process process;
    @GuardedBy("itself")
    private final List<EventLine> events = new ArrayList<>();
    @GuardedBy("itself")
    private final StringBuilder messages = new StringBuilder();
    private final Consumer<EventLine> listener;
    private final List<Thread> readers = new ArrayList<>();

    /**
     * Starts {@code fermata run --events -} with further arguments.
     *
     * @param environment variables to set, e.g. {@code DISPLAY}
     * @param listener gets every event as it is read, on a thread of its own
     * @throws UncheckedIOException when the process cannot be started
     */
    public AgentProcess(Map<String, String> environment, Consumer<EventLine> listener, String... arguments) {
        this.listener = listener;
        List<String> command = new ArrayList<>(start());
        command.addAll(List.of("run", "--events", "-"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        // What runs now is what is to be shown, also when a source has changed since.
        builder.environment().put("FERMATA_NO_BUILD", "1");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the agent cannot be started: " + e.getMessage(), e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "agent-process-end"));
        read("agent-events", process.getInputStream(), this::event);
        read("agent-messages", process.getErrorStream(), this::message);
    }

    /**
     * By the launcher that this process came from, so that the agent is what the user would start, with
     * the class-data archive and native libraries of a package; by this Java where there is none.
     */
    private static List<String> start() {
        String launcher = System.getProperty("fermata.launcher", "");
        return !launcher.isEmpty() ? List.of(launcher) : List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx64m", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true",
                "-Dfermata.home=" + System.getProperty("fermata.home", "."),
                "-cp", System.getProperty("java.class.path"), "dev.fermata.cli.Main");
    }

    /** The events so far; a copy. */
    public List<EventLine> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** What it has told people so far, on its standard error stream. */
    public String messages() {
        synchronized (messages) {
            return messages.toString();
        }
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Waits until an event is there. Returns whether it came in time. */
    public boolean await(Predicate<EventLine> wanted, long atMostMillis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        synchronized (events) {
            while (events.stream().noneMatch(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || !process.isAlive() && readersDone()) {
                    return false;
                }
                events.wait(Math.min(left, 50));
            }
            return true;
        }
    }

    /** Asks it to end, as the system does at logout (SIGTERM). */
    public void terminate() {
        // Process.destroy would close our end of its output as well.
        process.toHandle().destroy();
    }

    /** Waits for its end. @return its exit code @throws IllegalStateException when it takes too long */
    public int awaitExit(long atMostMillis) throws InterruptedException {
        if (!process.waitFor(atMostMillis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the agent has not ended after " + atMostMillis + " ms");
        }
        for (Thread reader : readers) {
            reader.join(1_000);
        }
        return process.exitValue();
    }

    /** Asks it to end, so that it lets go of what it has down, and kills it where that takes too long. */
    @Override
    public void close() {
        terminate();
        try {
            if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private boolean readersDone() {
        return readers.stream().noneMatch(Thread::isAlive);
    }

    private void event(String line) {
        EventLine.parse(line).ifPresent(event -> {
            synchronized (events) {
                if (events.size() < MOST_LINES) {
                    events.add(event);
                }
                events.notifyAll();
            }
            listener.accept(event);
        });
    }

    private void message(String line) {
        synchronized (messages) {
            messages.append(line).append('\n');
        }
    }

    private void read(String name, InputStream stream, Consumer<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                String line;
                while ((line = in.readLine()) != null) {
                    lines.accept(line);
                }
            } catch (IOException e) {
                // The process has ended in the middle of a line.
            }
        }, name);
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }
}
