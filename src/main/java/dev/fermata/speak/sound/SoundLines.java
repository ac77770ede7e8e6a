package dev.fermata.speak.sound;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;

/** Lines to the sound devices of this machine, as Java knows them. */
public final class SoundLines implements Lines {
    private static final int BITS = 16;
    private static final int BYTES = 2;
    /** What the device has waiting at most: longer than the stepping thread may be late on a busy machine. */
    private static final double BUFFER_SECONDS = 0.25;

    private final String device;

    /** @param device part of the name of the one that is meant, in any case; empty for the usual one */
    public SoundLines(String device) {
        this.device = device;
    }

    /** The names of the devices that can play. */
    public static List<String> devices() {
        List<String> names = new ArrayList<>();
        for (Mixer.Info each : AudioSystem.getMixerInfo()) {
            if (AudioSystem.getMixer(each).isLineSupported(new DataLine.Info(SourceDataLine.class, null))) {
                names.add(each.getName());
            }
        }
        return names;
    }

    @Override
    public Line open(int rate) throws IOException {
        AudioFormat format = new AudioFormat(rate, BITS, 1, true, false);
        try {
            SourceDataLine opened = device.isEmpty() ? AudioSystem.getSourceDataLine(format)
                    : AudioSystem.getSourceDataLine(format, named());
            opened.open(format, BYTES * (int) (rate * BUFFER_SECONDS));
            return new Opened(opened);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new IOException("no sound device can be used (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public String toString() {
        return device.isEmpty() ? "the usual sound device" : device;
    }

    private Mixer.Info named() throws IOException {
        for (Mixer.Info each : AudioSystem.getMixerInfo()) {
            if (each.getName().toLowerCase(Locale.ROOT).contains(device.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IOException("there is no sound device with '" + device + "' in its name; there is "
                + String.join(", ", devices()));
    }

    private record Opened(SourceDataLine line) implements Line {
        @Override
        public int room() {
            return line.available() / BYTES;
        }

        @Override
        public int write(byte[] samples, int count) {
            return line.write(samples, 0, count * BYTES) / BYTES;
        }

        @Override
        public void start() {
            line.start();
        }

        @Override
        public void flush() {
            line.flush();
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
