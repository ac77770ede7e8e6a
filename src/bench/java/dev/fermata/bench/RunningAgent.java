package dev.fermata.bench;

import dev.fermata.observe.EventLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code fermata run} as its user starts it, with its events. */
final class RunningAgent implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("http://\\S+:(\\d+)/");
    private static final long PATIENCE_SECONDS = 20;

    private final Path command;
    private final String display;
    private final Path folder;
    private final Process process;
    /** What it tells people. */
    private final Path messages;
    private final BlockingQueue<EventLine> events = new LinkedBlockingQueue<>(100_000);
    private final Consumer<EventLine> listener;

    /** @param listener gets every event, on the thread that reads them */
    RunningAgent(Path command, String display, Consumer<EventLine> listener, String... arguments) throws IOException {
        this(command, display, listener, true, Map.of(),
                Stream.concat(Stream.of("--events", "-"), Stream.of(arguments)).toList());
    }

    /** As most run it: nobody reads its events, so that only its messages tell what it does. */
    static RunningAgent unwatched(Path command, String display, String... arguments) throws IOException {
        return unwatched(command, display, Map.of(), arguments);
    }

    /** The same with more in its environment. */
    static RunningAgent unwatched(Path command, String display, Map<String, String> environment, String... arguments)
            throws IOException {
        return new RunningAgent(command, display, event -> { }, false, environment, List.of(arguments));
    }

    /** @param events whether its standard output has its events; else that is where it talks to people */
    private RunningAgent(Path command, String display, Consumer<EventLine> listener, boolean events,
            Map<String, String> environment, List<String> arguments) throws IOException {
        this.listener = listener;
        this.command = command;
        this.display = display;
        List<String> line = new ArrayList<>(List.of(command.toString(), "run", "--port", "0"));
        line.addAll(arguments);
        folder = Scratch.folder("bench-agent");
        messages = folder.resolve("messages");
        ProcessBuilder builder = Child.builder(display, line, folder);
        builder.environment().putAll(environment);
        process = (events ? builder.redirectError(messages.toFile())
                : builder.redirectErrorStream(true).redirectOutput(messages.toFile())).start();
        Thread reader = new Thread(this::read, "agent-events");
        reader.setDaemon(true);
        reader.start();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the next such event, dropping others. */
    EventLine await(Predicate<EventLine> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            EventLine event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new IllegalStateException("the agent did not do what was expected; it said: " + messages());
            }
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /** Waits until the agent is in that state. */
    void awaitState(String state) throws InterruptedException {
        await(event -> event.name().equals("state") && event.text("to").equals(state));
    }

    /** Waits for its API and answers the port. */
    int awaitPort() throws InterruptedException {
        return Integer.parseInt(awaitMessage(PAGE).group(1));
    }

    /** Waits until it has told people that. */
    Matcher awaitMessage(Pattern wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            Matcher found = wanted.matcher(messages());
            if (found.find()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IllegalStateException("the agent did not say '" + wanted + "' but: " + messages());
    }

    /** Runs another command of the same user to its end, its words thrown away. @return the seconds it took */
    double command(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        long start = System.nanoTime();
        Process other = Child.builder(display, line, folder).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!other.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || other.exitValue() != 0) {
            other.destroyForcibly();
            throw new IllegalStateException("'fermata " + String.join(" ", arguments) + "' failed");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    String messages() {
        try {
            return Files.readString(messages);
        } catch (IOException e) {
            return "nothing";
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                EventLine.parse(line).ifPresent(event -> {
                    events.offer(event);
                    listener.accept(event);
                });
            }
        } catch (IOException e) {
            return; // it has ended
        }
    }

    /** Asks it to end. Returns its exit code. */
    int stop() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(3, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
