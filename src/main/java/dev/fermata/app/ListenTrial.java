package dev.fermata.app;

import dev.fermata.config.settings.ListenMode;
import dev.fermata.config.settings.Settings;
import dev.fermata.listen.Grammar;
import dev.fermata.listen.Heard;
import dev.fermata.listen.Recogniser;
import dev.fermata.listen.RecogniserException;
import dev.fermata.listen.Utterance;
import dev.fermata.listen.engine.PocketSphinx;
import dev.fermata.listen.sound.MicrophoneInputs;
import dev.fermata.segment.CutReason;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets people see what the settings make of listening, without an agent and without doing anything. One thread. */
public final class ListenTrial {
    /** What is understood where the profile has no commands. */
    public static final List<String> PHRASES = List.of("pause", "resume", "stop everything");

    private static final long MS = 1_000_000;

    private final Clock clock = new SystemClock();
    private final Settings.Listen settings;

    /** Hears of it; any thread. */
    public interface Listener {
        /** Something to tell people. */
        void tell(String line);

        /** What is heard at the moment. @param level from 0 to 1 @param voiced whether there is voice in it */
        void level(double level, boolean voiced);
    }

    /** Listens as these settings say; nothing is opened before {@link #listen}. */
    public ListenTrial(Settings.Listen settings) {
        this.settings = settings;
    }

    /** Whether anything is listened to at all. */
    public boolean isOn() {
        return settings.mode() != ListenMode.OFF;
    }

    /** The names of the microphones there are; asking the system may take a second. */
    public List<String> devices() {
        return MicrophoneInputs.devices();
    }

    /** Opens the microphone and gives it back; may take a second. @throws IOException for people */
    public void tryDevice() throws IOException {
        new MicrophoneInputs(settings.device()).open().close();
    }

    /** What understands what is said, for people. @throws IOException where it is not on this machine */
    public String recogniser() throws IOException {
        try (Recogniser made = Recognisers.make(clock, settings.recogniser(), Grammar.of(PHRASES), message -> { })) {
            return made.name() + (made instanceof PocketSphinx sphinx ? ", model " + sphinx.model() : "");
        } catch (RecogniserException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Has half a second of silence looked at.
     *
     * @return how long that took, in nanoseconds
     * @throws IOException for people, when it cannot be
     * @throws InterruptedException when the thread was interrupted
     */
    public long tryRecogniser() throws IOException, InterruptedException {
        long begun = clock.nanos();
        Utterance silence = new Utterance(new short[Utterance.RATE / 2], begun, begun,
                CutReason.IS_FINAL);
        try (Recogniser made = Recognisers.make(clock, settings.recogniser(), Grammar.of(PHRASES), message -> { })) {
            made.recognise(silence);
        } catch (RecogniserException e) {
            throw new IOException(e.getMessage(), e);
        }
        return clock.nanos() - begun;
    }

    /**
     * Listens for so long, and tells what is heard and understood. Nothing is done about it.
     *
     * @param phrases that may be said
     * @param save where each utterance is written; nothing is where that is empty
     * @throws IOException for people, where what understands is not on this machine
     * @throws InterruptedException when the thread was interrupted
     */
    public void listen(List<String> phrases, Duration time, Optional<Path> save, Listener listener)
            throws IOException, InterruptedException {
        Recogniser recogniser;
        try {
            recogniser = Recognisers.make(clock, settings.recogniser(), Grammar.of(phrases), listener::tell);
        } catch (RecogniserException e) {
            throw new IOException(e.getMessage(), e);
        }
        Ears ears = new Ears(clock, open(), recogniser, new Told(listener, save), now -> Clock.NEVER, listener::tell,
                failure -> listener.tell("failed: " + failure));
        try {
            ears.prepare();
            long end = clock.nanos() + time.toNanos();
            while (clock.nanos() < end) {
                clock.parkUntil(end);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            ears.close();
        }
    }

    /** Nobody hears keys here, so it listens all the time. */
    private Settings.Listen open() {
        return new Settings.Listen(ListenMode.OPEN, settings.keys(), settings.device(), settings.recogniser(),
                settings.confidence(), settings.silence(), settings.longest(), settings.tail());
    }

    private final class Told implements Ears.Listener {
        private final Listener listener;
        private final Optional<Path> save;
        private int number;

        Told(Listener listener, Optional<Path> save) {
            this.listener = listener;
            this.save = save;
        }

        @Override
        public void heard(double level, boolean voiced) {
            listener.level(level, voiced);
        }

        @Override
        public void said(Utterance utterance) {
            number++;
            if (save.isPresent()) {
                Path file = save.get().resolve("said-%03d.wav".formatted(number));
                try {
                    Files.createDirectories(save.get());
                    Files.write(file, Wav.write(new Sound(utterance.samples(), Utterance.RATE)));
                    listener.tell("saved " + file);
                } catch (IOException e) {
                    listener.tell("cannot be saved: " + e);
                }
            }
        }

        @Override
        public void recognised(Utterance utterance, Optional<Heard> heard) {
            String how = " (%d ms of sound, %d ms after it ended)".formatted(utterance.length().toMillis(),
                    (clock.nanos() - utterance.endedNanos()) / MS);
            listener.tell(heard.map(each -> "heard '%s', confidence %.2f%s".formatted(each.text(), each.confidence(),
                    each.confidence() < settings.confidence() ? ": not sure enough" : "")).orElse("nothing understood")
                    + how);
        }

        @Override
        public void cannot(Utterance utterance, String reason) {
            listener.tell("cannot be understood: " + reason);
        }

        @Override
        public void lost(String message) {
            listener.tell(message);
        }

        @Override
        public void back(String message) {
            listener.tell(message);
        }
    }
}
