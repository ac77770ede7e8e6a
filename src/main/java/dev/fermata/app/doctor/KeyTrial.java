package dev.fermata.app.doctor;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Injector;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Taps one key many times and measures how long the desktop takes to accept each press, and how long
 * after it was sent the hook hears it. Each tap is over before its echo is waited for, so the key is
 * never down for longer than two calls. Used by one thread.
 */
final class KeyTrial {
    private static final int WARM_UP = 8;
    private static final int PRESSES = 40;
    /** For the echo of one press; longer than X11 ever takes. */
    private static final long LONGEST_ECHO_NANOS = 1_000_000_000L;
    /** Where every echo is that slow, fewer presses have to do. */
    private static final long LONGEST_NANOS = 1_000_000_000L;
    /** Between two taps, so that the echo of a release is not measured with the next press. */
    private static final long BREAK_NANOS = 4_000_000L;
    private static final long NOT_HEARD = -1;

    private final Desktop desktop;
    private final Clock clock;
    private final Key key;
    private final Thread waiting = Thread.currentThread();
    /** Written by the hook's thread; {@link #NOT_HEARD} before each press by ours. */
    private volatile long heardAt = NOT_HEARD;

    /**
     * What came of it.
     *
     * @param sent how many presses, warm-up left out
     * @param taken how long each took until the desktop had confirmed it
     * @param heard how long after it was sent each was heard; fewer than sent when one was not
     */
    record Outcome(int sent, Timings taken, Timings heard) {
    }

    /** @param desktop whose hook has not been started */
    KeyTrial(Desktop desktop, Clock clock, Key key) {
        this.desktop = desktop;
        this.clock = clock;
        this.key = key;
    }

    /**
     * Taps, with the hook started; nothing is heard of it where a platform never hears what it sends; takes about 0.3 seconds, at most 2.
     *
     * @throws DesktopException when the desktop refuses the key
     */
    Outcome run() {
        List<Long> taken = new ArrayList<>();
        List<Long> heard = new ArrayList<>();
        long end = clock.nanos() + LONGEST_NANOS;
        boolean lost = false;
        while (!lost && taken.size() < WARM_UP + PRESSES && clock.nanos() < end) {
            heardAt = NOT_HEARD;
            long start = clock.nanos();
            taken.add(tap(start));
            if (desktop.capabilities().hearsOwnInput()) {
                lost = !awaitEcho(start + LONGEST_ECHO_NANOS);
                if (!lost) {
                    heard.add(heardAt - start);
                }
            }
            pass(BREAK_NANOS);
        }
        int cold = taken.size() > 2 * WARM_UP ? WARM_UP : 0;
        return new Outcome(taken.size() - cold, Timings.of(taken.subList(cold, taken.size())),
                Timings.of(heard.subList(Math.min(cold, heard.size()), heard.size())));
    }

    /** @throws DesktopException when the platform refuses the hook */
    void startHook() {
        desktop.hook().watch(Set.of(key));
        desktop.hook().start((heardKey, down) -> {
            if (down) {
                heardAt = clock.nanos();
                LockSupport.unpark(waiting);
            }
        });
    }

    /** Presses a key and releases it whatever happens. */
    static void tap(Injector injector, Key key) {
        try {
            injector.press(key);
        } finally {
            injector.release(key);
        }
    }

    /** @return how long the press took */
    private long tap(long start) {
        try {
            desktop.injector().press(key);
            return clock.nanos() - start;
        } finally {
            desktop.injector().release(key);
        }
    }

    private boolean awaitEcho(long until) {
        while (heardAt == NOT_HEARD && clock.nanos() < until) {
            clock.parkUntil(until);
        }
        return heardAt != NOT_HEARD;
    }

    private void pass(long nanos) {
        long until = clock.nanos() + nanos;
        while (clock.nanos() < until) {
            clock.parkUntil(until);
        }
    }
}
