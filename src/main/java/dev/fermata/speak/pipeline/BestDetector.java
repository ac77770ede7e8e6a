package dev.fermata.speak.pipeline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.function.Consumer;

/** WebRTC's detector, loaded when the first sound is looked at; where it cannot be, the one by energy, told once. */
final class BestDetector implements VoiceDetector {
    /** Loads a detector. */
    interface Loader {
        /** @throws IOException when it cannot be loaded */
        VoiceDetector load() throws IOException;
    }

    private final Loader loader;
    private final Consumer<String> tell;
    @GuardedBy("this")
    private VoiceDetector found;

    /** @param tell told, for people, that the better one is missing */
    BestDetector(Loader loader, Consumer<String> tell) {
        this.loader = loader;
        this.tell = tell;
    }

    @Override
    public boolean[] voiced(short[] samples) {
        return found().voiced(samples);
    }

    private VoiceDetector found() {
        String missing;
        synchronized (this) {
            if (found != null) {
                return found;
            }
            try {
                found = loader.load();
                return found;
            } catch (IOException e) {
                found = new EnergyDetector();
                missing = e.getMessage();
            }
        }
        tell.accept(untold(missing));
        return new EnergyDetector();
    }

    private static String untold(String missing) {
        return "libfvad cannot be loaded (" + missing + "); whether a sound is speech is told by its energy alone";
    }

    /** The same for sound as it comes, loaded at once. */
    static LiveDetector live(Consumer<String> tell) {
        try {
            return WebRtcDetector.live();
        } catch (IOException e) {
            tell.accept(untold(e.getMessage()));
            return EnergyDetector.live();
        }
    }
}
