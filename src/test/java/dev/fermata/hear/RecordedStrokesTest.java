package dev.fermata.hear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.event.Bus;
import dev.fermata.event.FailFast;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.PhysicalKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of the keys that are recorded is the player's stroke, and what is none. */
class RecordedStrokesTest {
    private static final long MS = 1_000_000;

    private final List<String> strokes = new ArrayList<>();
    private final Set<Key> physicallyDown = EnumSet.noneOf(Key.class);
    private final Set<Key> agentDown = EnumSet.noneOf(Key.class);
    private final EchoFilter echoes = new EchoFilter();
    private final Bus bus = new Bus(new FailFast());
    private boolean pairs;
    private final InputHandler handler = new InputHandler(bus, new Sent(), new Keyboard(), Recovery.MEND, echoes,
            command -> { });

    private final class Sent implements PlayerKeys {
        @Override
        public Press press(Key sent, String label, Duration preDelay, long downNanos) {
            throw new AssertionError("no key is managed");
        }

        @Override
        public boolean isDown(Key key) {
            return agentDown.contains(key);
        }
    }

    private final class Keyboard implements PhysicalKeys {
        @Override
        public Reading read(Key key, boolean sentByUs) {
            return physicallyDown.contains(key) ? Reading.DOWN : Reading.UP;
        }

        @Override
        public boolean mayRepeatInPairs() {
            return pairs;
        }
    }

    private Set<Key> record(long atMillis, Key... keys) {
        return handler.record(Set.of(keys), (key, down, at) ->
                strokes.add(at / MS + (down ? " down " : " up ") + key), atMillis * MS);
    }

    private void player(Key key, boolean down, long atMillis) {
        if (down) {
            physicallyDown.add(key);
        } else {
            physicallyDown.remove(key);
        }
        handler.onInput(key, down, atMillis * MS);
    }

    private void agent(Key key, boolean down, long atMillis) {
        if (down) {
            agentDown.add(key);
        } else {
            agentDown.remove(key);
        }
        echoes.expect(key, down, atMillis * MS);
        handler.onInput(key, down, atMillis * MS + 1);
    }

    @Test
    void neitherRepeatsNorKeysThatWereNotAskedForAreStrokes() {
        record(0, Key.Q);
        player(Key.Q, true, 10);
        player(Key.Q, true, 510);
        player(Key.P, true, 520);
        player(Key.Q, false, 600);
        assertEquals(List.of("10 down q", "600 up q"), strokes);
    }

    @Test
    void whatTheAgentPlaysIsNoStrokeAndThePlayersPressOfTheSameKeyIsOne() {
        record(0, Key.Q);
        agent(Key.Q, true, 10);
        agent(Key.Q, false, 60);
        player(Key.Q, true, 100);
        agent(Key.Q, true, 150);
        agent(Key.Q, false, 200);
        player(Key.Q, false, 250);
        assertEquals(List.of("100 down q", "250 up q"), strokes);
    }

    @Test
    void whatTheAgentPlayedBeforeUnheardIsNotTakenForWhatThePlayerDoesNow() {
        for (int i = 0; i < 300; i++) {
            echoes.expect(Key.Q, true, i * 100L * MS);
            echoes.expect(Key.Q, false, i * 100L * MS + 50 * MS);
        }
        record(40_000, Key.Q);
        // By another program, of which no device knows.
        handler.onInput(Key.Q, true, 40_010 * MS);
        handler.onInput(Key.Q, false, 40_060 * MS);
        assertEquals(List.of("40010 down q", "40060 up q"), strokes);
    }

    @Test
    void anEchoThatIsOnItsWayWhenTheRecordingBeginsIsNoStroke() {
        for (int i = 0; i < 20; i++) {
            echoes.expect(Key.Q, true, i * 100L * MS);
            echoes.expect(Key.Q, false, i * 100L * MS + 50 * MS);
        }
        echoes.expect(Key.Q, true, 2_000 * MS);
        record(2_000, Key.Q);
        handler.onInput(Key.Q, true, 2_001 * MS);
        assertEquals(List.of(), strokes);
    }

    @Test
    void whatIsDownWhenItBeginsIsToldAsThat() {
        physicallyDown.add(Key.Q);
        assertEquals(Set.of(Key.Q), record(0, Key.Q, Key.W));
        assertEquals(List.of(), strokes);
        player(Key.Q, false, 20);
        assertEquals(List.of("20 up q"), strokes);
    }

    @Test
    void aReleaseThatNoEventToldOfIsFound() {
        record(0, Key.Q);
        player(Key.Q, true, 10);
        physicallyDown.remove(Key.Q);
        for (long at = 20; at < 300; at += 5) {
            handler.step(at * MS);
        }
        assertEquals("10 down q", strokes.get(0));
        assertEquals(2, strokes.size());
    }

    @Test
    void aReleaseThatMayBeHalfOfARepeatHasItsOwnTime() {
        pairs = true;
        record(0, Key.Q);
        player(Key.Q, true, 10);
        player(Key.Q, false, 700);
        player(Key.Q, true, 701);
        player(Key.Q, false, 900);
        handler.step(915 * MS);
        assertEquals(List.of("10 down q", "900 up q"), strokes);
    }

    @Test
    void anotherProfileDoesNotEndIt() {
        record(0, Key.Q);
        handler.configure(new Bindings(Set.of(), Set.of(Key.SPACE), Map.of(), Map.of()), MS);
        player(Key.Q, true, 10);
        assertEquals(List.of("10 down q"), strokes);
    }

    @Test
    void afterItsEndNothingIsTold() {
        record(0, Key.Q);
        player(Key.Q, true, 10);
        record(20);
        player(Key.Q, false, 30);
        player(Key.Q, true, 40);
        assertEquals(List.of("10 down q"), strokes);
    }
}
