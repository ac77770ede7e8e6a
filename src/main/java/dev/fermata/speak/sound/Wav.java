package dev.fermata.speak.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads sounds as WAV files have them: 16 bits, any number of channels, which become one; and writes them. Pure. */
public final class Wav {
    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FORMAT = 16;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int LEAST_RATE = 4_000;
    private static final int MOST_RATE = 192_000;
    private static final int MOST_CHANNELS = 8;
    /** Who pipes a sound does not know its length, and says nearly as much as can be said. */
    private static final long LEAST_UNKNOWN = 0x7fff0000L;

    private Wav() {
    }

    /**
     * Reads a whole file, or what was piped: there the length in it is none, for it was not known, and what is there
     * counts. A length that was known has to be true.
     *
     * @throws IOException when it is nothing of the kind, or not whole
     */
    public static Sound read(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER || !word(in, 0).equals("RIFF") || !word(in, 8).equals("WAVE")) {
            throw new IOException(file.length == 0 ? "the sound is empty"
                    : "the sound is no WAV file");
        }
        int channels = 0;
        int rate = 0;
        int at = HEADER;
        while (at + CHUNK_HEADER <= file.length) {
            String name = word(in, at);
            long claimed = Integer.toUnsignedLong(in.getInt(at + 4));
            at += CHUNK_HEADER;
            int length = (int) Math.min(claimed, file.length - at);
            if (name.equals("fmt ") && length >= FORMAT) {
                channels = in.getShort(at + 2);
                rate = in.getInt(at + 4);
                requireFormat(in, at, channels, rate);
            } else if (name.equals("data")) {
                if (channels == 0) {
                    throw new IOException("the WAV file does not say its format");
                }
                return new Sound(samples(in, at, length(in, at, claimed), channels), rate);
            }
            at += length + (length & 1);
        }
        throw new IOException("the WAV file has no sound in it");
    }

    /** A whole file. */
    public static byte[] write(Sound sound) {
        int bytes = 2 * sound.length();
        ByteBuffer file = ByteBuffer.allocate(HEADER + CHUNK_HEADER + FORMAT + CHUNK_HEADER + bytes)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(file.capacity() - CHUNK_HEADER).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(FORMAT).putShort((short) PCM).putShort((short) 1).putInt(sound.rate())
                .putInt(2 * sound.rate()).putShort((short) 2).putShort((short) 16);
        file.put(ascii("data")).putInt(bytes);
        file.asShortBuffer().put(sound.samples());
        return file.array();
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /** How many bytes of sound begin there. */
    private static int length(ByteBuffer in, int at, long claimed) throws IOException {
        int there = in.capacity() - at;
        if (claimed == 0 || claimed >= LEAST_UNKNOWN) {
            return there;
        }
        if (claimed > there) {
            throw new IOException("the WAV file is cut off: it has " + there + " of " + claimed + " bytes of sound");
        }
        int after = at + (int) claimed + (int) (claimed & 1);
        if (after + CHUNK_HEADER <= in.capacity() && !word(in, after).matches("[ -~]{4}")) {
            throw new IOException("the WAV file has more sound than the " + claimed + " bytes that it says");
        }
        return (int) claimed;
    }

    private static void requireFormat(ByteBuffer in, int at, int channels, int rate) throws IOException {
        int kind = Short.toUnsignedInt(in.getShort(at));
        int bits = in.getShort(at + 14);
        boolean usable = (kind == PCM || kind == EXTENSIBLE) && bits == 16 && channels >= 1
                && channels <= MOST_CHANNELS && rate >= LEAST_RATE && rate <= MOST_RATE;
        if (usable && (in.getInt(at + 8) != rate * channels * 2 || in.getShort(at + 12) != channels * 2)) {
            throw new IOException("the WAV file's rates are not of one sound: " + rate + " samples and "
                    + in.getInt(at + 8) + " bytes a second");
        }
        if (!usable) {
            throw new IOException("the WAV file has a format that is not played: kind " + kind + ", " + bits
                    + " bits, " + channels + " channels, " + rate + " a second");
        }
    }

    private static short[] samples(ByteBuffer in, int from, int bytes, int channels) {
        short[] samples = new short[bytes / 2 / channels];
        for (int i = 0; i < samples.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += in.getShort(from + 2 * (i * channels + channel));
            }
            samples[i] = (short) (sum / channels);
        }
        return samples;
    }

    private static String word(ByteBuffer in, int at) {
        return new String(in.array(), at, 4, StandardCharsets.ISO_8859_1);
    }
}
