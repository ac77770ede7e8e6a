package dev.fermata.speak.sound;

import dev.fermata.time.Clock;
import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;

/**
 * Lines to the sound devices of this machine: to PulseAudio's server, or PipeWire's in its place, where there is one
 * and no device is named; else as Java knows them.
 */
public final class SoundLines implements Lines {
    private static final int BITS = 16;
    private static final int BYTES = 2;
    private static final double MILLIS = 1_000;
    /** The rate that nearly all devices have of themselves, then the other ones that are common. */
    private static final List<Integer> RATES = List.of(48_000, 44_100, 32_000, 22_050);

    private final String device;
    private final Clock clock;

    /**
     * @param device part of the name of the one that is meant, in any case; empty for the usual one
     * @param clock that of those who play
     */
    public SoundLines(String device, Clock clock) {
        this.device = device;
        this.clock = clock;
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

    /**
     * Opens a line and gives it back; may take a second.
     *
     * @return by what it is opened, for people
     * @throws IOException for people, when there is none
     */
    public String tryOut() throws IOException {
        Optional<Tape> tape = openTape();
        if (tape.isPresent()) {
            tape.get().close();
            return "by PulseAudio's library";
        }
        open(HandedLine.CLOSE).close();
        return "by Java's sound library";
    }

    @Override
    public Optional<Tape> openTape() {
        return device.isEmpty() && OperatingSystem.current() == OperatingSystem.LINUX ? PulseTape.open(clock)
                : Optional.empty();
    }

    @Override
    public Line open(Duration buffer) throws IOException {
        Mixer.Info mixer = device.isEmpty() ? null : named();
        Exception first = null;
        for (int rate : RATES) {
            for (int channels = 1; channels <= 2; channels++) {
                try {
                    return open(mixer, new AudioFormat(rate, BITS, channels, true, false), buffer);
                } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
                    first = first == null ? e : first;
                }
            }
        }
        throw new IOException("no sound device can be used (" + first.getMessage() + ")", first);
    }

    private static Line open(Mixer.Info mixer, AudioFormat format, Duration buffer) throws LineUnavailableException {
        SourceDataLine opened = mixer == null ? AudioSystem.getSourceDataLine(format)
                : AudioSystem.getSourceDataLine(format, mixer);
        opened.open(format, (int) (format.getSampleRate() * buffer.toMillis() / MILLIS) * format.getFrameSize());
        return new Opened(opened);
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

    /** Each sample goes to all channels. */
    record Opened(SourceDataLine line) implements Line {
        @Override
        public int rate() {
            return (int) line.getFormat().getSampleRate();
        }

        @Override
        public int capacity() {
            return line.getBufferSize() / line.getFormat().getFrameSize();
        }

        @Override
        public int room() {
            return line.available() / line.getFormat().getFrameSize();
        }

        @Override
        public int write(short[] samples, int count) {
            int channels = line.getFormat().getChannels();
            byte[] bytes = new byte[count * BYTES * channels];
            for (int i = 0; i < count * channels; i++) {
                short sample = samples[i / channels];
                bytes[BYTES * i] = (byte) sample;
                bytes[BYTES * i + 1] = (byte) (sample >> Byte.SIZE);
            }
            return line.write(bytes, 0, bytes.length) / BYTES / channels;
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
