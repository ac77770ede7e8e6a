package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fermata.model.Glob;
import dev.fermata.model.WindowPattern;
import dev.fermata.platform.Screen;
import dev.fermata.platform.Screen.State;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a window can be read, and what is said where it cannot, with another program's windows on a real server. */
@Tag("desktop")
class X11ScreenDesktopTest {
    private static final int[] PIXELS = new int[20 * 10];

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 30})
    void readsWhatAnotherProgramHasPainted(int depth) {
        try (PaintedScreen painted = new PaintedScreen(depth);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(100, 50, 300, 200)),
                        false)) {
            painted.tell("paint 0 10 20 20 10 d02840");
            assertEquals(State.SEEN, screen.look());
            assertEquals(300, screen.width());
            assertEquals(200, screen.height());
            assertEquals(State.SEEN, screen.capture(10, 20, 20, 10, PIXELS));
            for (int pixel : PIXELS) {
                assertEquals(0xd0, pixel >> 16, 8);
                assertEquals(0x28, pixel >> 8 & 0xff, 8);
                assertEquals(0x40, pixel & 0xff, 8);
            }
            assertEquals(State.SEEN, screen.capture(5, 20, 20, 10, PIXELS));
            assertEquals(0x40, PIXELS[0] >> 16, 8, "left of what is painted");
        }
    }

    @Test
    void theWholeScreenIsReadWithAllWindowsOnIt() {
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.empty(), false)) {
            painted.open(100, 50, 300, 200);
            painted.tell("paint 0 0 0 300 200 123456");
            assertEquals(State.SEEN, screen.look());
            assertEquals(800, screen.width());
            assertEquals(State.SEEN, screen.capture(100, 50, 20, 10, PIXELS));
            assertEquals(0x123456, PIXELS[0]);
        }
    }

    @Test
    void saysWhyAWindowCannotBeRead() throws InterruptedException {
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(100, 50, 300, 200)),
                        false)) {
            painted.tell("paint 0 0 0 300 200 102030");
            assertEquals(State.SEEN, read(screen, 10, 20));

            painted.open(150, 60, 100, 100);
            assertEquals(State.SEEN, read(screen, 10, 20), "beside the window above");
            assertEquals(State.COVERED, read(screen, 60, 20));
            painted.tell("hide 1");
            assertEquals(State.SEEN, read(screen, 60, 20));

            painted.tell("move 0 -30 50");
            assertEquals(State.OUTSIDE, read(screen, 10, 20), "over the edge of the screen");
            assertEquals(State.SEEN, read(screen, 60, 20), "wherever the window is");
            painted.tell("move 0 790 50");
            assertEquals(State.OUTSIDE, read(screen, 10, 20));
            painted.tell("move 0 0 0");

            painted.tell("size 0 25 200");
            assertEquals(State.OUTSIDE, read(screen, 10, 20), "the window has become too small");
            painted.tell("size 0 300 200");
            assertEquals(State.SEEN, read(screen, 10, 20));

            painted.tell("hide 0");
            assertEquals(State.HIDDEN, read(screen, 10, 20));
            painted.tell("show 0");
            assertEquals(State.SEEN, read(screen, 10, 20));

            painted.killPainter();
            // The server notices the end of a client by itself.
            for (int i = 0; i < 200 && read(screen, 10, 20) != State.NO_WINDOW; i++) {
                Thread.sleep(10);
            }
            assertEquals(State.NO_WINDOW, read(screen, 10, 20));
        }
    }

    private static State read(Screen screen, int x, int y) {
        State state = screen.look();
        return state == State.SEEN ? screen.capture(x, y, 20, 10, PIXELS) : state;
    }

    @Test
    void readsOnlyTheFocusedWindowWhenAskedTo() {
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(100, 50, 300, 200)),
                        true)) {
            painted.open(500, 50, 100, 100);
            painted.tell("focus 0");
            assertEquals(State.SEEN, read(screen, 10, 20));
            painted.tell("focus 1");
            assertEquals(State.UNFOCUSED, read(screen, 10, 20));
            painted.tell("focus 0");
            assertEquals(State.SEEN, read(screen, 10, 20));
        }
    }

    @Test
    void aWindowThatNeverWasIsNone() {
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(12345), false)) {
            assertEquals(State.NO_WINDOW, screen.look());
            assertEquals(State.NO_WINDOW, screen.capture(0, 0, 20, 10, PIXELS));
        }
    }

    @Test
    void tellsOfWhatIsDrawnAndOfNothingElse() {
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(100, 50, 300, 200)),
                        false)) {
            screen.look();
            assertTrue(screen.takeChange(), "nothing was seen before");
            screen.look();
            screen.takeChange();
            for (int i = 0; i < 5; i++) {
                screen.look();
                assertFalse(screen.takeChange(), "nobody draws");
            }
            painted.tell("paint 0 10 20 20 10 ffffff");
            screen.awaitChange(2_000_000_000L);
            screen.look();
            assertTrue(screen.takeChange());
        }
    }

    @Test
    void readingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(100, 50, 300, 200)),
                        false)) {
            for (int i = 0; i < 3_000; i++) {
                assertEquals(State.SEEN, read(screen, 10, 20));
            }
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 20; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100; i++) {
                    read(screen, 10, 20);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertEquals(0, least);
        }
    }

    @Test
    void norDoesFollowingAWindowAndWaitingForAChange() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        WindowPattern game = new WindowPattern(Optional.of(new Glob("Game")), Optional.empty(), Optional.empty());
        try (PaintedScreen painted = new PaintedScreen(24)) {
            painted.open(100, 50, 300, 200);
            painted.tell("name 0 Game");
            painted.tell("focus 0");
            try (Screen screen = X11WindowFinder.followed(painted.display(), game, true)) {
                long least = Long.MAX_VALUE;
                for (int round = 0; round < 40; round++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < 50; i++) {
                        read(screen, 10, 20);
                        screen.takeChange();
                        screen.awaitChange(1);
                    }
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertEquals(State.SEEN, read(screen, 10, 20));
                assertEquals(0, least);
            }
        }
    }
}
