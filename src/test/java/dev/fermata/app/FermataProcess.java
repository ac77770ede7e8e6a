package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The command {@code fermata} as a process of its own, with what it prints and its exit code. It has
 * no desktop but the one in the environment it is given, and is killed when closed.
 */
public final class FermataProcess implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 20_000;

    private final Process process;
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final List<Thread> readers;

    /** Starts {@code fermata} with these arguments. */
    public FermataProcess(Map<String, String> environment, String... arguments) {
        this(environment, List.of(), Main.class, arguments);
    }

    /**
     * Starts a class that stands for {@code fermata}.
     *
     * @param before what to put before the command, such as {@code env}
     */
    public FermataProcess(Map<String, String> environment, List<String> before, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx64m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readers = List.of(read(process.getInputStream(), out), read(process.getErrorStream(), err));
    }

    /** Runs it to its end, which must come by itself. */
    public static FermataProcess run(Map<String, String> environment, String... arguments)
            throws InterruptedException {
        try (FermataProcess run = new FermataProcess(environment, arguments)) {
            run.exitCode(PATIENCE_MILLIS);
            return run;
        }
    }

    /** Sends a signal, such as {@code INT}. */
    public void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        assertTrue(status == 0, "kill " + name + " failed");
    }

    /** Types a line into its standard input. */
    public void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends its standard input. */
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for a line of the standard output. */
    public void awaitOut(Predicate<String> wanted) throws InterruptedException {
        await(out, wanted);
    }

    /** Waits for a line of the standard error. */
    public void awaitErr(Predicate<String> wanted) throws InterruptedException {
        await(err, wanted);
    }

    /** Waits for its end, at most so long, and then answers its exit code. */
    public int exitCode(long atMostMillis) throws InterruptedException {
        assertTrue(process.waitFor(atMostMillis, TimeUnit.MILLISECONDS),
                () -> "not ended after " + atMostMillis + " ms: " + this);
        for (Thread reader : readers) {
            reader.join(1_000);
        }
        return process.exitValue();
    }

    /** The exit code of a process that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** What it has printed to standard output so far. */
    public String out() {
        return joined(out);
    }

    /** What it has printed to standard error so far. */
    public String err() {
        return joined(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "out:\n" + out() + "err:\n" + err();
    }

    private void await(List<String> lines, Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        synchronized (lines) {
            while (lines.stream().noneMatch(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                assertTrue(left > 0 && (process.isAlive() || readers.stream().anyMatch(Thread::isAlive)),
                        () -> "the line did not come; " + this);
                lines.wait(Math.min(left, 50));
            }
        }
    }

    private static String joined(List<String> lines) {
        synchronized (lines) {
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(line).append('\n'));
            return text.toString();
        }
    }

    private static Thread read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                String line;
                while ((line = in.readLine()) != null) {
                    synchronized (lines) {
                        lines.add(line);
                        lines.notifyAll();
                    }
                }
            } catch (IOException e) {
                // The process was killed in the middle of a line.
            }
        }, "fermata-output");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }
}
