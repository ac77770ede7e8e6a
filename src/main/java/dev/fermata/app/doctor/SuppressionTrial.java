package dev.fermata.app.doctor;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Injector;
import dev.fermata.platform.Suppressor;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes a key over for a moment and presses it: as another program would, which counts as the player
 * and has to be kept back, and as the agent does, which has to pass. It is the desktop that tells what
 * was kept back. No physical key is pressed, and nobody's window is looked into. Used by one thread.
 */
final class SuppressionTrial {
    private static final int PRESSES = 10;
    /** A press that is not kept back by then was not; answers take well under a millisecond. */
    private static final long LONGEST_NANOS = 60_000_000L;
    private static final long POLL_NANOS = 50_000L;

    private final Suppressor suppressor;
    private final Injector own;
    private final Injector other;
    private final Clock clock;

    /**
     * What came of it.
     *
     * @param possible whether the platform can suppress the key at all; nothing was tried if not
     * @param granted whether the desktop let us take it over; nothing was pressed if not
     * @param others presses as another program
     * @param keptOfOthers how many of them were kept back
     * @param own presses as the agent
     * @param keptOfOwn how many of them were kept back
     * @param answered how long after it was sent each press of another program was kept back
     */
    record Outcome(boolean possible, boolean granted, int others, int keptOfOthers, int own, int keptOfOwn,
            Timings answered) {
        static final Outcome IMPOSSIBLE = new Outcome(false, false, 0, 0, 0, 0, Timings.of(List.of()));
        static final Outcome REFUSED = new Outcome(true, false, 0, 0, 0, 0, Timings.of(List.of()));

        /** For {@link Finding#figures}. */
        Map<String, Number> figures() {
            return new LinkedHashMap<>(answered.figures());
        }
    }

    /**
     * @param desktop whose suppressor is tried, and which sends as the agent does
     * @param other sends to the same desktop in such a way that the suppressor does not know it
     */
    SuppressionTrial(Desktop desktop, Injector other, Clock clock) {
        this.suppressor = desktop.suppressor();
        this.own = desktop.injector();
        this.other = other;
        this.clock = clock;
    }

    /**
     * Tries one key; takes under 0.2 seconds.
     *
     * @throws DesktopException when the desktop refuses to be pressed or does not answer
     */
    Outcome run(Key key) {
        if (!suppressor.canSuppress(key)) {
            return Outcome.IMPOSSIBLE;
        }
        try {
            if (!suppressor.suppress(Map.of(key, key)).contains(key)) {
                return Outcome.REFUSED;
            }
            return press(key);
        } finally {
            suppressor.suppress(Map.of());
        }
    }

    /** Asks for keys and gives them back at once. @return those that were granted */
    Set<Key> takeable(Set<Key> keys) {
        Map<Key, Key> asThemselves = new HashMap<>();
        keys.forEach(key -> asThemselves.put(key, key));
        try {
            return suppressor.suppress(asThemselves);
        } finally {
            suppressor.suppress(Map.of());
        }
    }

    private Outcome press(Key key) {
        List<Long> answered = new ArrayList<>();
        int others = 0;
        // After a press that was not kept back the next one would not be either, and the game sees them.
        while (others < PRESSES && answered.size() == others) {
            long before = suppressor.kept();
            long start = clock.nanos();
            KeyTrial.tap(other, key);
            others++;
            if (isKept(before, start + LONGEST_NANOS)) {
                answered.add(clock.nanos() - start);
            }
        }
        long before = suppressor.kept();
        for (int i = 0; i < PRESSES; i++) {
            KeyTrial.tap(own, key);
        }
        return new Outcome(true, true, others, answered.size(), PRESSES, (int) (suppressor.kept() - before),
                Timings.of(answered));
    }

    private boolean isKept(long before, long until) {
        while (suppressor.kept() == before && clock.nanos() < until) {
            clock.parkUntil(clock.nanos() + POLL_NANOS);
        }
        return suppressor.kept() != before;
    }
}
