package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Sensor.Grows;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That what an eye keeps of the last picture makes no difference to what it says of the next. */
@Tag("long")
class FillEyeTest {
    private static final int FULL = 0xc82020;
    private static final int EMPTY = 0x301414;
    private static final int[] OTHERS = {FULL, EMPTY, 0xffffff, 0x000000, 0x20ff20, 0xd05050};

    private final Random random = new Random(11);

    @ParameterizedTest
    @EnumSource(Grows.class)
    void saysOfAPictureWhatOneSaysThatSeesItFirst(Grows grows) {
        FillEye eye = eye(grows);
        Reading reading = new Reading();
        Reading first = new Reading();
        Picture now = filled(60, 50, grows);
        int known = 0;
        for (int i = 0; i < 300; i++) {
            if (i % 50 == 49) {
                now = filled(60 + random.nextInt(30), 50, grows);
            } else if (i % 5 == 0) {
                now = filled(now.width, random.nextInt(101), grows);
            } else {
                patch(now, 1 + random.nextInt(40), OTHERS[random.nextInt(OTHERS.length)]);
            }
            eye.read(now, 0, reading);
            eye(grows).read(now, 0, first);
            assertEquals(first.why(), reading.why());
            assertEquals(first.value(), reading.value());
            assertEquals(first.confidence(), reading.confidence());
            known += reading.isKnown() ? 1 : 0;
        }
        assertTrue(known > 0 && known < 300, "some can be read and some cannot");
    }

    private static FillEye eye(Grows grows) {
        return new FillEye(plain(60, FULL), plain(60, EMPTY), grows, null);
    }

    private static Picture plain(int size, int colour) {
        Picture picture = new Picture(size, size);
        Arrays.fill(picture.rgb, colour);
        return picture;
    }

    private static Picture filled(int size, int percent, Grows grows) {
        Picture picture = plain(size, EMPTY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int along = switch (grows) {
                    case RIGHT -> x;
                    case LEFT -> size - 1 - x;
                    case DOWN -> y;
                    case UP -> size - 1 - y;
                };
                picture.rgb[y * size + x] = along * 100 < percent * size ? FULL : EMPTY;
            }
        }
        return picture;
    }

    private void patch(Picture into, int size, int colour) {
        int left = random.nextInt(into.width - size);
        int top = random.nextInt(into.height - size);
        for (int y = top; y < top + size; y++) {
            Arrays.fill(into.rgb, y * into.width + left, y * into.width + left + size, colour);
        }
    }
}
