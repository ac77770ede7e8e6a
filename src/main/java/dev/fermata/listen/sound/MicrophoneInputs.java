package dev.fermata.listen.sound;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/** The microphones of this machine, as Java knows them. */
public final class MicrophoneInputs implements Inputs {
    private static final int BITS = 16;
    private static final int BYTES = 2;
    /** A fifth of a second: that long the reading thread may be late. */
    private static final int PARTS_WAITING = 5;
    /** The rate that is listened to, then those that devices have of themselves. */
    private static final List<Integer> RATES = List.of(16_000, 48_000, 44_100, 32_000);

    private final String device;

    /** @param device part of the name of the one that is meant, in any case; empty for the usual one */
    public MicrophoneInputs(String device) {
        this.device = device;
    }

    /** The names of the devices that can listen. */
    public static List<String> devices() {
        List<String> names = new ArrayList<>();
        for (Mixer.Info each : AudioSystem.getMixerInfo()) {
            if (canListen(each)) {
                names.add(each.getName());
            }
        }
        return names;
    }

    private static boolean canListen(Mixer.Info mixer) {
        return AudioSystem.getMixer(mixer).isLineSupported(new DataLine.Info(TargetDataLine.class, null));
    }

    @Override
    public Input open() throws IOException {
        Mixer.Info mixer = device.isEmpty() ? null : named();
        Exception first = null;
        for (int rate : RATES) {
            for (int channels = 1; channels <= 2; channels++) {
                try {
                    return open(mixer, new AudioFormat(rate, BITS, channels, true, false));
                } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
                    first = first == null ? e : first;
                }
            }
        }
        throw new IOException("no microphone can be used (" + first.getMessage() + ")", first);
    }

    private static Input open(Mixer.Info mixer, AudioFormat format) throws LineUnavailableException {
        TargetDataLine line = mixer == null ? AudioSystem.getTargetDataLine(format)
                : AudioSystem.getTargetDataLine(format, mixer);
        line.open(format, (int) format.getSampleRate() / PARTS_WAITING * format.getFrameSize());
        line.start();
        return new Opened(line);
    }

    private Mixer.Info named() throws IOException {
        for (Mixer.Info each : AudioSystem.getMixerInfo()) {
            if (each.getName().toLowerCase(Locale.ROOT).contains(device.toLowerCase(Locale.ROOT)) && canListen(each)) {
                return each;
            }
        }
        throw new IOException("there is no microphone with '" + device + "' in its name; there is "
                + String.join(", ", devices()));
    }

    @Override
    public String toString() {
        return device.isEmpty() ? "the usual microphone" : device;
    }

    /** Its channels become one. */
    private record Opened(TargetDataLine line) implements Input {
        @Override
        public int rate() {
            return (int) line.getFormat().getSampleRate();
        }

        @Override
        public int read(short[] into) {
            int channels = line.getFormat().getChannels();
            int frame = BYTES * channels;
            byte[] bytes = new byte[Math.min(into.length, line.available() / frame) * frame];
            int count = Math.max(0, line.read(bytes, 0, bytes.length)) / frame;
            for (int i = 0; i < count; i++) {
                int sum = 0;
                for (int at = i * frame; at < (i + 1) * frame; at += BYTES) {
                    sum += (short) (bytes[at] & 0xff | bytes[at + 1] << Byte.SIZE);
                }
                into[i] = (short) (sum / channels);
            }
            return count;
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
