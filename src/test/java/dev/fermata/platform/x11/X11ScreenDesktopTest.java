package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fermata.model.Glob;
import dev.fermata.model.WindowPattern;
import dev.fermata.platform.Screen;
import dev.fermata.platform.Screen.State;
import dev.fermata.platform.Shot;
import java.lang.management.ManagementFactory;
import java.util.List;
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

    /** As {@link #read(Screen, int, int)} of several places, whose last one's is told. */
    private static State read(Screen screen, List<Shot> shots) {
        State state = screen.look();
        if (state == State.SEEN) {
            screen.capture(shots);
        }
        return state == State.SEEN ? shots.get(shots.size() - 1).state() : state;
    }

    @Test
    void whatHappensBetweenTheLookAndThePictureIsNoticed() {
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(100, 50, 300, 200)),
                        false)) {
            assertEquals(State.SEEN, read(screen, 10, 20));
            painted.open(110, 60, 100, 100);
            assertEquals(State.COVERED, screen.capture(10, 20, 20, 10, PIXELS), "what is there is another window's");
            assertEquals(State.COVERED, read(screen, 10, 20));
            painted.tell("hide 1");
            assertEquals(State.SEEN, read(screen, 10, 20));
            painted.open(500, 300, 100, 100);
            assertEquals(State.SEEN, screen.capture(10, 20, 20, 10, PIXELS), "what happens elsewhere does no harm");
            painted.tell("size 0 310 200");
            assertEquals(State.FAILED, screen.capture(10, 20, 20, 10, PIXELS), "the place is another now");
            assertEquals(State.SEEN, read(screen, 10, 20));
            painted.tell("hide 0");
            assertEquals(State.HIDDEN, screen.capture(10, 20, 20, 10, PIXELS));
            painted.tell("show 0");
            assertEquals(State.SEEN, read(screen, 10, 20));
            painted.tell("close 0");
            assertEquals(State.NO_WINDOW, screen.capture(10, 20, 20, 10, PIXELS));
        }
    }

    @Test
    void aWindowIsFollowedThroughAllThatItIsIn() {
        try (PaintedScreen painted = new PaintedScreen(24)) {
            painted.open(0, 0, 400, 300);
            painted.open(0, 0, 380, 280);
            long game = painted.open(0, 0, 300, 200);
            painted.tell("put 1 0 10 10");
            painted.tell("put 2 1 5 5");
            try (Screen screen = new X11Screen(painted.display(), OptionalLong.of(game), false)) {
                assertEquals(State.SEEN, read(screen, 10, 20));
                painted.tell("hide 1");
                assertEquals(State.HIDDEN, screen.look());
                painted.tell("show 1");
                assertEquals(State.SEEN, read(screen, 10, 20));
                painted.tell("move 1 -30 10");
                assertEquals(State.OUTSIDE, read(screen, 10, 20), "over the edge of the screen");
                assertEquals(State.SEEN, read(screen, 60, 20));
            }
        }
    }

    @Test
    void readsManyPlacesOfOneMomentAndSaysOfEachWhatCameOfIt() {
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(0, 0, 700, 500)),
                        false)) {
            List<Shot> shots = List.of(shot(10, 20), shot(60, 25), shot(640, 480), shot(695, 20), shot(300, 200));
            for (int i = 0; i < shots.size(); i++) {
                Shot shot = shots.get(i);
                painted.tell("paint 0 " + shot.x() + " " + shot.y() + " 20 10 " + (102030 + i));
            }
            painted.open(290, 190, 50, 50);
            screen.look();
            screen.capture(shots);
            assertEquals(List.of(State.SEEN, State.SEEN, State.SEEN, State.OUTSIDE, State.COVERED),
                    shots.stream().map(Shot::state).toList());
            assertEquals(3, screen.captures());
            for (int i = 0; i < 3; i++) {
                for (int pixel : shots.get(i).rgb()) {
                    assertEquals(0x102030 + i, pixel);
                }
            }
            assertEquals(0, shots.get(4).rgb()[0], "untouched");
        }
    }

    private static Shot shot(int x, int y) {
        Shot shot = new Shot(x, y, 20, 10);
        shot.into(new int[20 * 10]);
        return shot;
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
    void aScreenThatMovesIsTakenToMoveOnForAMomentOnly() {
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(100, 50, 300, 200)),
                        false)) {
            for (int i = 0; i < 40; i++) {
                painted.tell("paint 0 10 20 20 10 " + (i % 2 == 0 ? "ffffff" : "000000"));
                assertEquals(State.SEEN, screen.look());
                assertTrue(screen.takeChange(), "painted again");
                assertEquals(State.SEEN, screen.capture(10, 20, 20, 10, PIXELS));
                assertEquals(i % 2 == 0 ? 0xffffff : 0, PIXELS[0]);
            }
            int more = 0;
            screen.look();
            while (screen.takeChange()) {
                screen.capture(10, 20, 20, 10, PIXELS);
                screen.look();
                more++;
            }
            assertTrue(more <= 9, more + " rounds after the last change");
            painted.tell("paint 0 10 20 20 10 ff0000");
            screen.awaitChange(2_000_000_000L);
            screen.look();
            assertTrue(screen.takeChange());
        }
    }

    @Test
    void nothingIsReadOfAWindowThatLosesTheFocusAfterTheLook() {
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(100, 50, 300, 200)),
                        true)) {
            painted.open(500, 50, 100, 100);
            for (int rounds : new int[] {1, 30}) {
                painted.tell("focus 0");
                for (int i = 0; i < rounds; i++) {
                    painted.tell("paint 0 10 20 20 10 " + (i % 2 == 0 ? "ffffff" : "000000"));
                    screen.look();
                    screen.takeChange();
                    screen.capture(10, 20, 20, 10, PIXELS);
                }
                assertEquals(State.SEEN, read(screen, 10, 20));
                painted.tell("focus 1");
                assertEquals(State.UNFOCUSED, screen.capture(10, 20, 20, 10, PIXELS));
                assertEquals(State.UNFOCUSED, read(screen, 10, 20));
            }
        }
    }

    @Test
    void readingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (PaintedScreen painted = new PaintedScreen(24);
                Screen screen = new X11Screen(painted.display(), OptionalLong.of(painted.open(100, 50, 300, 200)),
                        false)) {
            List<Shot> shots = List.of(shot(10, 20), shot(60, 20));
            for (int i = 0; i < 3_000; i++) {
                assertEquals(State.SEEN, read(screen, shots));
            }
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 20; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100; i++) {
                    read(screen, shots);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertEquals(0, least);
        }
    }

    @Test
    @Tag("proof")
    void norDoesFollowingAWindowAndWaitingForAChange() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        WindowPattern game = new WindowPattern(Optional.of(new Glob("Game")), Optional.empty(), Optional.empty());
        try (PaintedScreen painted = new PaintedScreen(24)) {
            painted.open(100, 50, 300, 200);
            painted.tell("name 0 Game");
            painted.tell("focus 0");
            try (Screen screen = X11WindowFinder.followed(painted.display(), game, true)) {
                List<Shot> shots = List.of(shot(10, 20), shot(60, 20));
                long least = Long.MAX_VALUE;
                for (int round = 0; round < 40; round++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < 50; i++) {
                        read(screen, shots);
                        screen.takeChange();
                        screen.awaitChange(1);
                    }
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertEquals(State.SEEN, read(screen, shots));
                assertEquals(0, least);
            }
        }
    }
}
