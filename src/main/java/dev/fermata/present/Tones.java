package dev.fermata.present;

import dev.fermata.present.News.Kind;

/**
 * The sounds, made here: one or two short tones each. Rising is going on, falling is standing still, three low ones
 * are a fault. Pure.
 */
final class Tones {
    /** Samples a second; each is 16 bits, signed, the low byte first, of one channel. */
    static final int RATE = 44_100;

    /** How long a tone takes to swell and to fade, so that it does not click. */
    private static final double EDGE_SECONDS = 0.006;
    private static final double LOUDEST = 32_767;

    private Tones() {
    }

    /** One tone; 0 Hz is silence. */
    private record Tone(double hertz, double seconds) {
    }

    /** How the news sounds. @param volume from 0 to 1 */
    static byte[] of(Kind kind, double volume) {
        return switch (kind) {
            case ARMED -> made(volume, new Tone(660, 0.08));
            case STARTED -> made(volume, new Tone(523, 0.07), new Tone(784, 0.11));
            case PAUSED -> made(volume, new Tone(784, 0.07), new Tone(523, 0.11));
            case STOPPED -> made(volume, new Tone(523, 0.07), new Tone(392, 0.07), new Tone(262, 0.13));
            case REFUSED -> made(volume, new Tone(220, 0.09), new Tone(0, 0.05), new Tone(220, 0.09));
            case DEAF, GONE, NOT_STARTED -> made(volume, new Tone(196, 0.09), new Tone(0, 0.05), new Tone(196, 0.09),
                    new Tone(0, 0.05), new Tone(196, 0.14));
            case HEARING -> made(volume, new Tone(392, 0.07), new Tone(784, 0.11));
            case HELD -> made(volume, new Tone(988, 0.03));
            case FREE -> made(volume, new Tone(1_319, 0.03));
        };
    }

    private static byte[] made(double volume, Tone... tones) {
        int samples = 0;
        for (Tone tone : tones) {
            samples += length(tone);
        }
        byte[] sound = new byte[2 * samples];
        int at = 0;
        for (Tone tone : tones) {
            int length = length(tone);
            for (int i = 0; i < length; i++) {
                double edge = Math.min(1, Math.min(i, length - 1 - i) / (EDGE_SECONDS * RATE));
                int value = (int) Math.round(
                        LOUDEST * volume * edge * Math.sin(2 * Math.PI * tone.hertz() * i / RATE));
                sound[at++] = (byte) value;
                sound[at++] = (byte) (value >> 8);
            }
        }
        return sound;
    }

    private static int length(Tone tone) {
        return (int) Math.round(tone.seconds() * RATE);
    }
}
