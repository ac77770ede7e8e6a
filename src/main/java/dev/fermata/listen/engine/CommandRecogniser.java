package dev.fermata.listen.engine;

import dev.fermata.listen.Heard;
import dev.fermata.listen.Recogniser;
import dev.fermata.listen.RecogniserException;
import dev.fermata.listen.Utterance;
import dev.fermata.speak.engine.RunningProgram;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import dev.fermata.time.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Any program that reads a WAV file from its standard input and writes what is said to its standard output; nothing for
 * no speech. It is a process of its own for each utterance. It does not say how sure it is, and counts as sure.
 */
public final class CommandRecogniser implements Recogniser {
    private static final Duration MOST_TIME = Duration.ofSeconds(10);
    private static final int MOST_TEXT = 4_000;
    private static final int MOST_COMPLAINT = 300;

    private final Clock clock;
    private final List<String> command;

    /** @param command the program and its arguments */
    public CommandRecogniser(Clock clock, List<String> command) {
        this.clock = clock;
        this.command = command;
    }

    @Override
    public String name() {
        return command.get(0);
    }

    @Override
    public Optional<Heard> recognise(Utterance utterance) throws RecogniserException, InterruptedException {
        byte[] wav = Wav.write(new Sound(utterance.samples(), Utterance.RATE));
        try (RunningProgram program = new RunningProgram(clock, command, name(), wav)) {
            RunningProgram.Output output = program.finish(MOST_TIME, MOST_TEXT, MOST_COMPLAINT);
            if (output.code() != 0) {
                throw new RecogniserException(name() + " ended with " + output.code() + ": "
                        + output.complaint(MOST_COMPLAINT));
            }
            return Spoken.of(new String(output.out(), StandardCharsets.UTF_8), utterance);
        } catch (VoiceException e) {
            throw new RecogniserException(e.getMessage());
        }
    }
}
