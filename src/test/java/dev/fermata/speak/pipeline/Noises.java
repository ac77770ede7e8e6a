package dev.fermata.speak.pipeline;

import dev.fermata.speak.sound.Sound;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Sounds that are no speech. */
final class Noises {
    static final int RATE = 24_000;

    private Noises() {
    }

    /** By what they are; each of a second. */
    static Map<String, Sound> all() {
        Map<String, Sound> all = new LinkedHashMap<>();
        all.put("zeros", sound(1, i -> 0));
        all.put("hiss of a converter", noise(0.001, 0));
        all.put("white noise", noise(0.1, 0));
        all.put("quiet white noise", noise(0.01, 0));
        all.put("pink noise", noise(0.1, 0.9));
        all.put("brown noise", noise(0.1, 0.995));
        all.put("tone of 440 Hz", tone(440, 1));
        all.put("tone of 120 Hz", tone(120, 1));
        all.put("tone of 2 kHz", tone(2_000, 1));
        all.put("hum with harmonics", sound(1, i -> 0.2 * (i * 150L % RATE * 2.0 / RATE - 1)));
        all.put("square wave", sound(1, i -> i * 440L / RATE % 2 == 0 ? 0.2 : -0.2));
        all.put("chord", sound(1, i -> 0.1 * (sine(262, i) + sine(330, i) + sine(392, i))));
        all.put("beeps", sound(1, i -> i / 3_000 % 2 == 0 ? 0.3 * sine(880, i) : 0));
        all.put("siren", sound(1, i -> 0.3 * Math.sin(2 * Math.PI * (500.0 * i / RATE + 300.0 * i * i / RATE / RATE))));
        all.put("swelling tone", sound(1, i -> 0.3 * sine(440, i) * (0.5 + 0.5 * sine(4, i))));
        all.put("clicks", sound(1, i -> i % 2_400 == 0 ? 0.9 : 0));
        all.put("one step of the volume", sound(1, i -> 0.3));
        all.put("noise in bursts", bursts());
        return all;
    }

    static Sound tone(double hertz, double seconds) {
        return sound(seconds, i -> 0.3 * sine(hertz, i));
    }

    static Sound sound(double seconds, IntToDoubleFunction wave) {
        short[] samples = new short[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (32_767 * wave.applyAsDouble(i));
        }
        return new Sound(samples, RATE);
    }

    static Sound noise(double loud, double smooth) {
        Random random = new Random(7);
        double[] last = {0};
        double keep = Math.sqrt(1 - smooth * smooth);
        return sound(1, i -> {
            last[0] = smooth * last[0] + keep * random.nextGaussian();
            return Math.max(-1, Math.min(1, loud * last[0]));
        });
    }

    private static Sound bursts() {
        Random random = new Random(8);
        return sound(1, i -> i / 2_400 % 2 == 0 ? 0.1 * Math.max(-3, Math.min(3, random.nextGaussian())) : 0);
    }

    private static double sine(double hertz, int i) {
        return Math.sin(2 * Math.PI * hertz * i / RATE);
    }
}
