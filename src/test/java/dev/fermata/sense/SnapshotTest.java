package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fermata.platform.Screen;
import dev.fermata.platform.Screen.State;
import dev.fermata.platform.simulated.SimulatedScreen;
import java.io.ByteArrayInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was in a window stays readable, pixel by pixel, and what was covered stays covered. */
class SnapshotTest {
    private final SimulatedScreen screen = new SimulatedScreen();

    private int[] noise(int width, int height) {
        int[] rgb = new Random(width).ints((long) width * height, 0, 1 << 24).toArray();
        screen.show(width, height, rgb);
        return rgb;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "33, 70", "640, 480", "2048, 1200"})
    void everyRectangleIsAsItWas(int width, int height) throws Exception {
        int[] rgb = noise(width, height);
        Snapshot snapshot = Snapshot.of(screen);
        screen.show(width, height, new int[width * height]);
        Picture whole = Png.read(new ByteArrayInputStream(snapshot.png()));
        assertArrayEquals(rgb, whole.rgb);
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            int wide = 1 + random.nextInt(width - x);
            int high = 1 + random.nextInt(height - y);
            int[] part = new int[wide * high];
            assertEquals(State.SEEN, snapshot.capture(x, y, wide, high, part));
            assertArrayEquals(whole.part(x, y, wide, high).rgb, part);
        }
        assertEquals(State.OUTSIDE, snapshot.capture(width - 1, 0, 2, 1, new int[2]));
    }

    @Test
    void whatWasCoveredStaysCoveredAndTheRestIsRead() throws Exception {
        int[] rgb = noise(200, 100);
        // A window above, at 90, 40 of 30 x 20 pixels.
        Screen covered = new Covered(screen);
        Snapshot snapshot = Snapshot.of(covered);
        int[] part = new int[64 * 32];
        assertEquals(State.SEEN, snapshot.capture(0, 0, 64, 32, part));
        assertEquals(rgb[0], part[0]);
        assertEquals(State.COVERED, snapshot.capture(100, 45, 5, 5, part));
        assertEquals(State.COVERED, snapshot.capture(60, 30, 40, 20, part));
        assertEquals(State.SEEN, snapshot.capture(128, 32, 64, 32, part));
        assertEquals(rgb[32 * 200 + 128], part[0]);
    }

    private static final class Covered implements Screen {
        private final Screen screen;

        Covered(Screen screen) {
            this.screen = screen;
        }

        @Override
        public String name() {
            return screen.name();
        }

        @Override
        public State look() {
            return screen.look();
        }

        @Override
        public int width() {
            return screen.width();
        }

        @Override
        public int height() {
            return screen.height();
        }

        @Override
        public boolean takeChange() {
            return screen.takeChange();
        }

        @Override
        public State capture(int x, int y, int width, int height, int[] rgb) {
            boolean isCovered = x < 120 && x + width > 90 && y < 60 && y + height > 40;
            return isCovered ? State.COVERED : screen.capture(x, y, width, height, rgb);
        }

        @Override
        public void awaitChange(long nanos) {
            screen.awaitChange(nanos);
        }

        @Override
        public void wake() {
            screen.wake();
        }

        @Override
        public long captures() {
            return screen.captures();
        }

        @Override
        public void close() {
            screen.close();
        }
    }

    @Test
    void nothingIsTakenOfWhatCannotBeSeen() {
        noise(64, 64);
        screen.cover(State.COVERED);
        assertEquals("there is nothing to see: covered by another window", nothing());
        screen.cover(State.SEEN);
        screen.stand(State.NO_WINDOW);
        assertEquals("there is nothing to see: the window is gone", nothing());
        screen.stand(State.SEEN);
        screen.show(64, 64, new int[64 * 64]);
        assertEquals("there is nothing to see: the picture is black", nothing());
    }

    private String nothing() {
        return assertThrows(Snapshot.NothingSeenException.class, () -> Snapshot.of(screen)).getMessage();
    }
}
