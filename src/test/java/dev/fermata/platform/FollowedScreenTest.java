package dev.fermata.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.Screen.State;
import dev.fermata.platform.simulated.SimulatedScreen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which window is read when the one that is meant comes, goes, and is another. */
class FollowedScreenTest {
    private long now;
    private OptionalLong meant = OptionalLong.empty();
    private boolean differs;
    private int searches;
    private final Map<Long, SimulatedScreen> windows = new HashMap<>();
    private final FollowedScreen screen = new FollowedScreen(new FollowedScreen.Finder() {
        @Override
        public OptionalLong find() {
            searches++;
            return meant;
        }

        @Override
        public boolean mayDiffer() {
            boolean was = differs;
            differs = false;
            return was;
        }

        @Override
        public void awaitChange(long nanos) {
            // time is the test's
        }

        @Override
        public void wake() {
            // nobody waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }, this::open, () -> now);

    private SimulatedScreen open(long window) {
        SimulatedScreen opened = new SimulatedScreen();
        opened.show(10, 10, new int[100]);
        windows.put(window, opened);
        return opened;
    }

    private State lookAt(long millis) {
        now = millis * 1_000_000;
        return screen.look();
    }

    @Test
    void waitsForAWindowWithoutLookingForItAllTheTime() {
        for (int at = 0; at < 2_000; at += 50) {
            assertEquals(State.NO_WINDOW, lookAt(at));
        }
        assertEquals(4, searches);
        meant = OptionalLong.of(7);
        differs = true;
        assertEquals(State.SEEN, lookAt(2_000));
        assertEquals(10, screen.width());
    }

    @Test
    void asLongAsNothingHasChangedItIsNotLookedForAgain() {
        meant = OptionalLong.of(7);
        for (int at = 0; at < 2_000; at += 50) {
            assertEquals(State.SEEN, lookAt(at));
        }
        assertEquals(1, searches);
    }

    @Test
    void aWindowThatHasGoneIsReadNoMoreAndTheNextOneIs() {
        meant = OptionalLong.of(7);
        lookAt(0);
        screen.capture(0, 0, 5, 5, new int[25]);
        windows.get(7L).stand(State.NO_WINDOW);
        meant = OptionalLong.empty();
        assertEquals(State.NO_WINDOW, lookAt(600));
        assertEquals(State.NO_WINDOW, screen.capture(0, 0, 5, 5, new int[25]));
        Shot shot = new Shot(0, 0, 5, 5);
        shot.into(new int[25]);
        shot.became(State.SEEN);
        screen.capture(List.of(shot));
        assertEquals(State.NO_WINDOW, shot.state());
        meant = OptionalLong.of(8);
        assertEquals(State.SEEN, lookAt(1_200));
        assertTrue(screen.takeChange(), "what the new one shows is new");
        screen.capture(List.of(shot));
        assertEquals(State.SEEN, shot.state());
        assertEquals(2, screen.captures(), "counted on");
    }

    @Test
    void aWindowThatIsCalledOtherwiseIsNotTheGamesAnyMore() {
        meant = OptionalLong.of(7);
        lookAt(0);
        meant = OptionalLong.empty();
        differs = true;
        assertEquals(State.SEEN, lookAt(150), "not asked at each look");
        assertEquals(State.NO_WINDOW, lookAt(200));
    }

    @Test
    void oneThatIsHiddenIsReadOnUnlessAnotherIsMeant() {
        meant = OptionalLong.of(7);
        lookAt(0);
        windows.get(7L).stand(State.HIDDEN);
        assertEquals(State.HIDDEN, lookAt(600));
        differs = true;
        meant = OptionalLong.of(8);
        assertEquals(State.SEEN, lookAt(700));
    }
}
