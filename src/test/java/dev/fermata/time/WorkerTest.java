package dev.fermata.time;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkerTest {
    private final Clock clock = new SystemClock();
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Worker worker;

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void sleepsWithoutATimeoutUntilItIsWoken() {
        worker = started(now -> {
            steps.incrementAndGet();
            return Clock.NEVER;
        });
        await().until(this::isAsleep);
        assertEquals(1, steps.get());
        worker.wake();
        await().until(() -> steps.get() == 2);
    }

    @Test
    void isWokenWhileItsClockSpins() {
        Clock standing = PunctualClock.of(new HandClock());
        worker = new Worker("test-worker", now -> {
            steps.incrementAndGet();
            return PunctualClock.MARGIN_NANOS;
        }, standing, failure::set);
        worker.start();
        await().until(() -> steps.get() == 1);
        worker.wake();
        await().until(() -> steps.get() == 2);
    }

    @Test
    void aWakeBetweenTheStepAndTheSleepIsNotLost() throws InterruptedException {
        CountDownLatch stepping = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        worker = started(now -> {
            if (steps.incrementAndGet() == 1) {
                stepping.countDown();
                pass(woken);
            }
            return Clock.NEVER;
        });
        assertTrue(stepping.await(5, TimeUnit.SECONDS));
        worker.wake();
        woken.countDown();
        await().until(() -> steps.get() >= 2);
    }

    @Test
    void aWakeIsNotUsedUpByALockThatTheStepWaitsFor() throws InterruptedException {
        CountDownLatch stepping = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        worker = started(now -> {
            if (steps.incrementAndGet() == 1) {
                stepping.countDown();
                pass(free);
            }
            return Clock.NEVER;
        });
        assertTrue(stepping.await(5, TimeUnit.SECONDS));
        worker.wake();
        // Long enough for the thread to run, find the latch closed and wait again.
        Thread.sleep(50);
        free.countDown();
        await().until(() -> steps.get() >= 2);
    }

    @Test
    void aWakeBeforeTheStartIsNoMistake() {
        worker = new Worker("test-worker", now -> {
            steps.incrementAndGet();
            return Clock.NEVER;
        }, clock, failure::set);
        worker.wake();
        worker.start();
        await().until(() -> steps.get() >= 1);
    }

    @Test
    void stepsAgainAtTheDeadlineAndNotBefore() {
        AtomicReference<Long> first = new AtomicReference<>();
        AtomicReference<Long> second = new AtomicReference<>();
        long wait = Duration.ofMillis(20).toNanos();
        worker = started(now -> {
            if (first.compareAndSet(null, now)) {
                return now + wait;
            }
            if (now < first.get() + wait) {
                // Woken early for no reason: asked again, it says the same.
                return first.get() + wait;
            }
            second.compareAndSet(null, now);
            return Clock.NEVER;
        });
        await().until(() -> second.get() != null);
        assertTrue(second.get() - first.get() >= wait);
    }

    @Test
    void aThrowingStepIsReportedAndTheLoopGoesOn() {
        worker = started(now -> {
            if (steps.incrementAndGet() == 1) {
                throw new IllegalStateException("boom");
            }
            return Clock.NEVER;
        });
        await().until(() -> steps.get() >= 2);
        assertEquals("boom", failure.get().getMessage());
    }

    @Test
    void stopWaitsForTheStepInProgress() {
        CountDownLatch release = new CountDownLatch(1);
        worker = started(now -> {
            steps.incrementAndGet();
            pass(release);
            return Clock.NEVER;
        });
        await().until(() -> steps.get() == 1);
        assertFalse(worker.stop(Duration.ofMillis(20)));
        release.countDown();
        assertTrue(worker.stop(Duration.ofSeconds(5)));
        assertTrue(worker.stop(Duration.ofSeconds(5)), "idempotent");
        assertEquals(1, steps.get());
    }

    @Test
    void stopBeforeTheStartIsNoMistake() {
        worker = new Worker("test-worker", now -> Clock.NEVER, clock, failure::set);
        assertTrue(worker.stop(Duration.ofSeconds(1)));
    }

    private Worker started(Stepped core) {
        Worker made = new Worker("test-worker", core, clock, failure::set);
        made.start();
        return made;
    }

    private boolean isAsleep() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("test-worker") && thread.getState() == Thread.State.WAITING);
    }

    private static void pass(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("never released");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
