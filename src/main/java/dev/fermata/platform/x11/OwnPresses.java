package dev.fermata.platform.x11;

import dev.fermata.model.Key;
import dev.fermata.platform.EchoFilter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The agent's own presses of keys that are grabbed, on their way through the server: announced by the thread that
 * injects, recognised and let through by the suppressor's. One thread of each kind at a time.
 */
final class OwnPresses {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final EchoFilter announced = new EchoFilter();
    private final long origin = System.nanoTime();
    /** How many were let through; written by the suppressor's thread only. */
    private volatile long passed;
    /** Used by the injecting thread only. */
    private long passedBefore;

    /** A press is about to be injected. */
    void announce(Key key) {
        passedBefore = passed;
        announced.expect(key, true, System.nanoTime() - origin);
    }

    /** Returns whether a press that has come was announced, and uses the announcement up. */
    boolean recognise(Key key) {
        return announced.hear(key, true, System.nanoTime() - origin) != EchoFilter.Echo.NONE;
    }

    /** One has been let through. */
    void pass() {
        passed = passed + 1;
    }

    /** Waits until the announced press has been let through, or nobody does that any more; gives up after a while. */
    void awaitPassed(BooleanSupplier ended) {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (passed == passedBefore && System.nanoTime() < giveUp && !ended.getAsBoolean()) {
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }
}
