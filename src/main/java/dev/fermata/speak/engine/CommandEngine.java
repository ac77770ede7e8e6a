package dev.fermata.speak.engine;

import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import dev.fermata.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Any program that reads a text from its standard input and writes a WAV file to its standard output. It is a process
 * of its own for each text, and is ended, with those that it has started, when it takes too long, writes too much or
 * is not wanted any more.
 */
public final class CommandEngine implements Engine {
    static final Duration MOST_TIME = Duration.ofSeconds(10);
    /** A minute of 48 kHz. */
    static final int MOST_BYTES = 6_000_000;

    private static final Duration LOOK = Duration.ofMillis(2);
    private static final int MOST_COMPLAINT = 300;

    private final Clock clock;
    private final Duration mostTime;
    private final Function<String, List<String>> command;
    private final String name;
    private final String identity;

    /**
     * @param command the program with its arguments, for a text
     * @param name what it is, for people
     * @param identity see {@link Engine#identity}
     */
    CommandEngine(Clock clock, Duration mostTime, Function<String, List<String>> command, String name, String identity) {
        this.clock = clock;
        this.mostTime = mostTime;
        this.command = command;
        this.name = name;
        this.identity = identity;
    }

    /** One that is the same for all texts. @param command the program and its arguments */
    public CommandEngine(Clock clock, List<String> command) {
        this(clock, MOST_TIME, text -> command, command.get(0), "command " + command);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Sound make(String text) throws VoiceException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command.apply(text)).start();
        } catch (IOException e) {
            throw new VoiceException(VoiceException.Kind.UNREACHABLE, name + " cannot be started: " + e.getMessage());
        }
        try {
            return Wav.read(output(process, text));
        } catch (IOException e) {
            throw new VoiceException(VoiceException.Kind.BROKEN,
                    name + " gave nothing that can be played: " + e.getMessage());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private byte[] output(Process process, String text) throws VoiceException, InterruptedException {
        long limit = clock.nanos() + mostTime.toNanos();
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        boolean ended = false;
        try {
            // Less than a pipe holds, so this does not wait for a program that does not read.
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
        } catch (IOException e) {
            ended = !process.isAlive(); // it does not want the text, and tells by its exit code what came of that
        }
        while (true) {
            boolean news = take(process.getInputStream(), sound, MOST_BYTES)
                    | take(process.getErrorStream(), complaint, MOST_COMPLAINT);
            if (ended && !news) {
                return checked(process.exitValue(), sound, complaint);
            }
            if (sound.size() > MOST_BYTES) {
                throw new VoiceException(VoiceException.Kind.BROKEN,
                        name + " wrote more than " + MOST_BYTES + " bytes");
            }
            if (clock.nanos() >= limit) {
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

    private byte[] checked(int code, ByteArrayOutputStream sound, ByteArrayOutputStream complaint)
            throws VoiceException {
        if (code != 0) {
            throw new VoiceException(VoiceException.Kind.REFUSED, name + " ended with " + code + ": "
                    + complaint.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " "));
        }
        return sound.toByteArray();
    }
}
