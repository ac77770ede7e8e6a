package dev.fermata.speak.engine;

import dev.fermata.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A program that reads something from its standard input and writes something else to its standard output, within
 * limits of time and size. It is ended, with those that it has started, by {@link #close}. One thread.
 */
public final class RunningProgram implements AutoCloseable {
    /** Less than a pipe holds: so much is written without waiting for a program that does not read. */
    private static final int PIPE = 4_000;
    private static final Duration LOOK = Duration.ofMillis(2);

    private final Clock clock;
    private final String name;
    private final Process process;
    private final long begun;

    /** What a program has written and how it has ended. */
    public record Output(int code, byte[] out, byte[] complaint) {
        /** What it complains of, on one line. @param most bytes of it */
        public String complaint(int most) {
            return new String(complaint, 0, Math.min(most, complaint.length), StandardCharsets.UTF_8).strip()
                    .replaceAll("\\s+", " ");
        }
    }

    /**
     * Starts it.
     *
     * @param command the program and its arguments
     * @param name what it is, for people
     * @param input what it reads
     * @throws VoiceException when it cannot be started
     */
    public RunningProgram(Clock clock, List<String> command, String name, byte[] input) throws VoiceException {
        this.clock = clock;
        this.name = name;
        begun = clock.nanos();
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new VoiceException(VoiceException.Kind.UNREACHABLE, name + " cannot be started: " + e.getMessage());
        }
        if (input.length <= PIPE) {
            feed(input);
        } else {
            Thread feeder = new Thread(() -> feed(input), "program-input");
            feeder.setDaemon(true);
            feeder.start();
        }
    }

    private void feed(byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // It does not want it, and tells by its exit code what came of that.
        }
    }

    /**
     * Waits for its end.
     *
     * @param mostTime since it was started
     * @param mostOut bytes that it may write
     * @param mostComplaint bytes that are kept of what it complains of
     * @throws VoiceException when it takes longer or writes more
     * @throws InterruptedException when the thread was interrupted
     */
    public Output finish(Duration mostTime, int mostOut, int mostComplaint)
            throws VoiceException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        boolean ended = false;
        while (true) {
            boolean news = take(process.getInputStream(), out, mostOut)
                    | take(process.getErrorStream(), complaint, mostComplaint);
            if (ended && !news) {
                return new Output(process.exitValue(), out.toByteArray(), complaint.toByteArray());
            }
            if (out.size() > mostOut) {
                throw new VoiceException(VoiceException.Kind.BROKEN, name + " wrote more than " + mostOut + " bytes");
            }
            if (clock.nanos() - begun >= mostTime.toNanos()) {
                throw new VoiceException(VoiceException.Kind.SLOW,
                        name + " took more than " + mostTime.toMillis() + " ms");
            }
            ended = !process.isAlive();
            if (!news && !ended) {
                clock.parkUntil(clock.nanos() + LOOK.toNanos());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Takes what is there, a little more than so much at most. Returns whether there was something. */
    private static boolean take(InputStream from, ByteArrayOutputStream to, int most) {
        try {
            int there = from.available();
            if (there == 0) {
                return false;
            }
            byte[] got = from.readNBytes(there);
            to.write(got, 0, Math.max(0, Math.min(got.length, most + 1 - to.size())));
            return true;
        } catch (IOException e) {
            return false; // it has closed it, and the exit code tells the rest
        }
    }

    /** Ends it, if it has not ended. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
