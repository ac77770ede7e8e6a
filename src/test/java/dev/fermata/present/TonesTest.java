package dev.fermata.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.present.News.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TonesTest {
    @ParameterizedTest
    @EnumSource
    void areShortAsLoudAsAskedAndDoNotClick(Kind kind) {
        int[] samples = samples(kind, 0.5);
        assertTrue(samples.length < Tones.RATE / 2, "less than half a second");
        int loudest = Arrays.stream(samples).map(Math::abs).max().orElseThrow();
        assertTrue(loudest > 15_000 && loudest <= 16_384, "half of the loudest: " + loudest);
        assertEquals(0, samples[0]);
        assertEquals(0, samples[samples.length - 1]);
        for (int i = 1; i < samples.length; i++) {
            // The steepest of 1,400 Hz at half volume.
            assertTrue(Math.abs(samples[i] - samples[i - 1]) < 3_300, "a jump at " + i);
        }
    }

    @Test
    void goingOnRisesAndStandingStillFalls() {
        assertTrue(pitch(Kind.STARTED, 0, 0.06) < pitch(Kind.STARTED, 0.08, 0.17));
        assertTrue(pitch(Kind.PAUSED, 0, 0.06) > pitch(Kind.PAUSED, 0.08, 0.17));
        assertNotEquals(samples(Kind.HELD, 1).length, samples(Kind.PAUSED, 1).length);
    }

    /** Crossings of zero in a second. */
    private static double pitch(Kind kind, double from, double to) {
        int[] samples = samples(kind, 1);
        int crossings = 0;
        for (int i = (int) (from * Tones.RATE) + 1; i < to * Tones.RATE; i++) {
            crossings += samples[i - 1] < 0 != samples[i] < 0 ? 1 : 0;
        }
        return crossings / (to - from);
    }

    private static int[] samples(Kind kind, double volume) {
        byte[] sound = Tones.of(kind, volume);
        int[] samples = new int[sound.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (sound[2 * i] & 0xff | sound[2 * i + 1] << 8);
        }
        return samples;
    }
}
