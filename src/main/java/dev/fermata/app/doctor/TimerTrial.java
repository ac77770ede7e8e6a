package dev.fermata.app.doctor;

import dev.fermata.app.Desktops;
import dev.fermata.time.Clock;
import dev.fermata.time.PunctualClock;
import dev.fermata.time.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** How late the agent plays: many short sleeps of a {@link Worker}, as its scheduler and dispatcher sleep. */
final class TimerTrial {
    private static final int WARM_UP = 10;
    private static final int WAITS = 100;
    /** Shorter than anything a profile waits for; not a whole number of anybody's timer ticks. */
    private static final long WAIT_NANOS = 3_300_000;
    /** Even a timer of 15 ms, the coarsest known, is through by then. */
    private static final long LONGEST_MILLIS = 2_500;

    private final Clock clock;
    private final List<Long> late = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private long due = Clock.NEVER;
    private int waits;

    private TimerTrial(Clock clock) {
        this.clock = clock;
    }

    /** Takes about 0.4 seconds, at most 2.5. @throws IllegalStateException when the thread failed */
    static Timings run(Clock clock) {
        Runnable giveBack = Desktops.fineWaits();
        try {
            return new TimerTrial(clock).run();
        } finally {
            giveBack.run();
        }
    }

    private Timings run() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Worker worker = new Worker("timer-trial", this::step, PunctualClock.of(clock), failure::set)) {
            worker.start();
            done.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The worker has ended, so its list is ours.
        if (late.isEmpty()) {
            throw new IllegalStateException("no wait has ended", failure.get());
        }
        return Timings.of(late);
    }

    /** Worker thread. */
    private long step(long now) {
        if (now < due && due != Clock.NEVER) {
            return due;
        }
        if (due != Clock.NEVER && ++waits > WARM_UP) {
            late.add(now - due);
        }
        if (waits == WARM_UP + WAITS) {
            done.countDown();
            return Clock.NEVER;
        }
        due = clock.nanos() + WAIT_NANOS;
        return due;
    }
}
