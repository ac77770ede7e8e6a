package dev.fermata.speak.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.SourceDataLine;
import org.junit.jupiter.api.Test;

/** What Java's lines are given. */
class SoundLinesTest {
    private static final int BUFFER = 4_000;
    private static final int FREE = 1_000;

    private byte[] written = {};

    private Lines.Line line(int channels) {
        AudioFormat format = new AudioFormat(48_000, 16, channels, true, false);
        return new SoundLines.Opened((SourceDataLine) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {SourceDataLine.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getFormat" -> format;
                    case "getBufferSize" -> BUFFER;
                    case "available" -> FREE;
                    case "write" -> {
                        written = Arrays.copyOf((byte[]) arguments[0], (int) arguments[2]);
                        yield written.length;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Test
    void aSampleIsTwoBytesWithTheLowOneFirst() {
        Lines.Line line = line(1);
        assertEquals(2, line.write(new short[] {1, -2, 7}, 2));
        assertArrayEquals(new byte[] {1, 0, -2, -1}, written);
        assertEquals(BUFFER / 2, line.capacity());
        assertEquals(FREE / 2, line.room());
    }

    @Test
    void whereOnlyStereoIsOfferedBothChannelsGetIt() {
        Lines.Line line = line(2);
        assertEquals(2, line.write(new short[] {1, -2}, 2));
        assertArrayEquals(new byte[] {1, 0, 1, 0, -2, -1, -2, -1}, written);
        assertEquals(BUFFER / 4, line.capacity());
        assertEquals(FREE / 4, line.room());
    }
}
