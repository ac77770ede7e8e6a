package dev.fermata.present;

import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** Plays a short sound for each news on the system's usual device, which is opened with the first. */
public final class Sounds implements Teller.Channel {
    private static final int BITS = 16;
    /** What the device may have waiting: a tenth of a second is soon enough, and no stutter. */
    private static final int BUFFER_BYTES = Tones.RATE / 5;

    private final double volume;
    private SourceDataLine line;

    /** @param volume from 0 to 1 */
    public Sounds(double volume) {
        this.volume = volume;
    }

    @Override
    public void tell(News news) throws IOException {
        if (line == null) {
            line = open();
        }
        byte[] sound = Tones.of(news.kind(), volume);
        line.start();
        // Not drained: that takes half a second, however short the sound is.
        line.write(sound, 0, sound.length);
    }

    /** {@inheritDoc} A line that is not stopped has the sound server wake again and again for nothing. */
    @Override
    public void rest() {
        if (line != null) {
            line.stop();
        }
    }

    private static SourceDataLine open() throws IOException {
        AudioFormat format = new AudioFormat(Tones.RATE, BITS, 1, true, false);
        try {
            SourceDataLine opened = AudioSystem.getSourceDataLine(format);
            opened.open(format, BUFFER_BYTES);
            return opened;
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new IOException("there are no sounds: no sound device can be used (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        if (line != null) {
            // What tells of the end is to be heard to its end.
            line.drain();
            line.close();
        }
    }
}
