package dev.fermata.speak.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveResamplerTest {
    @ParameterizedTest
    @ValueSource(ints = {48_000, 44_100, 32_000, 16_000, 8_000})
    void piecesBecomeWhatTheWholeBecomes(int from) {
        Random random = new Random(from);
        short[] whole = new short[from];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * i / from));
        }
        short[] expected = Resampler.to(new Sound(whole, from), 16_000).samples();
        LiveResampler live = new LiveResampler(from, 16_000);
        short[] got = new short[0];
        for (int at = 0; at < whole.length;) {
            int count = Math.min(whole.length - at, 1 + random.nextInt(2_000));
            short[] more = live.take(Arrays.copyOfRange(whole, at, at + count), count);
            got = Arrays.copyOf(got, got.length + more.length);
            System.arraycopy(more, 0, got, got.length - more.length, more.length);
            at += count;
        }
        assertTrue(got.length > 15_900 && got.length <= expected.length,
                "only the last few wait for more: " + got.length);
        for (int i = 0; i < got.length; i++) {
            int at = i;
            assertEquals(expected[i], got[i], 1, () -> "at " + at);
        }
    }
}
