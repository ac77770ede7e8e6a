package dev.fermata.speak.pipeline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.speak.sound.Resampler;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Has a WAV file play behind what is spoken, again from its beginning where it is shorter, swelling and fading at the
 * ends. Where both together would clip, both are made quieter. The file is read once, with the first sound. Any
 * thread.
 */
final class Background implements Step<Sound> {
    /** Two minutes of 48 kHz in two channels. */
    private static final long MOST_BYTES = 24_000_000;
    private static final double FADE_SECONDS = 0.05;

    private final Path file;
    private final double volume;
    @GuardedBy("this")
    private Sound read;
    /** The same at the rate that was asked for last. */
    @GuardedBy("this")
    private Sound resampled;

    /** @param volume of the file, of how loud it is */
    Background(Path file, double volume) {
        this.file = file;
        this.volume = volume;
    }

    /** @throws UncheckedIOException when the file cannot be read */
    @Override
    public Sound apply(Sound sound, Said said) {
        short[] behind = at(sound.rate()).samples();
        double fade = sound.rate() * FADE_SECONDS;
        double[] mixed = new double[sound.length()];
        double peak = 0;
        for (int i = 0; i < mixed.length; i++) {
            double swell = Math.min(1, Math.min((i + 1) / fade, (mixed.length - i) / fade));
            mixed[i] = sound.samples()[i] + behind[i % behind.length] * volume * swell;
            peak = Math.max(peak, Math.abs(mixed[i]));
        }
        double gain = Math.min(1, Level.CEILING / Math.max(1, peak));
        short[] samples = new short[mixed.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(mixed[i] * gain);
        }
        return new Sound(samples, sound.rate());
    }

    private synchronized Sound at(int rate) {
        try {
            if (read == null) {
                if (Files.size(file) > MOST_BYTES) {
                    throw new IOException("it is larger than " + MOST_BYTES + " bytes");
                }
                Sound found = Wav.read(Files.readAllBytes(file));
                if (found.length() == 0) {
                    throw new IOException("there is no sound in it");
                }
                read = found;
            }
            resampled = resampled != null && resampled.rate() == rate ? resampled : Resampler.to(read, rate);
            return resampled;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be played: " + e.getMessage(), e);
        }
    }
}
