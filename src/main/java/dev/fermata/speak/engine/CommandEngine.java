package dev.fermata.speak.engine;

import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import dev.fermata.time.Clock;
import java.io.IOException;
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
        try (RunningProgram program = new RunningProgram(clock, command.apply(text), name,
                text.getBytes(StandardCharsets.UTF_8))) {
            RunningProgram.Output output = program.finish(mostTime, MOST_BYTES, MOST_COMPLAINT);
            if (output.code() != 0) {
                throw new VoiceException(VoiceException.Kind.REFUSED, name + " ended with " + output.code() + ": "
                        + output.complaint(MOST_COMPLAINT));
            }
            return Wav.read(output.out());
        } catch (IOException e) {
            throw new VoiceException(VoiceException.Kind.BROKEN,
                    name + " gave nothing that can be played: " + e.getMessage());
        }
    }
}
