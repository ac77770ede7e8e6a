package dev.fermata.observe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.model.Recovery;
import dev.fermata.time.Clock;
import dev.fermata.time.HandClock;
import dev.fermata.time.Stepped;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real worker thread on a clock set by hand: it sleeps until it is woken, whatever the deadline. */
@Tag("long")
@Timeout(20)
class WorkerWatchTest {
    private final HandClock time = new HandClock();
    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public Instant wallTime(long nanos) {
            return time.wallTime(nanos);
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            LockSupport.park(this);
        }
    };
    private final List<Event.Recovered> events = new ArrayList<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final CountDownLatch hang = new CountDownLatch(1);
    private Worker worker;
    private WorkerWatch watch;

    @AfterEach
    void end() {
        hang.countDown();
        worker.close();
    }

    @Test
    void aHangingStepIsToldOnceWithItsPlaceAndOnceWhenItIsOver() {
        watched(Recovery.MEND, now -> {
            steps.incrementAndGet();
            hangInTheDesktop();
            return Clock.NEVER;
        });
        await().until(() -> Arrays.stream(worker.stackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("hangInTheDesktop")));
        seconds(11);
        assertEquals(1, events.size());
        assertFalse(events.get(0).mended());
        assertEquals("dispatch", events.get(0).what());
        String detail = events.get(0).detail();
        assertTrue(detail.startsWith("no answer for 1100 ms; at ") && detail.contains("hangInTheDesktop:"), detail);

        hang.countDown();
        await().until(() -> worker.overdueNanos(time.nanos()) == 0);
        seconds(10);
        assertEquals(2, events.size());
        assertTrue(events.get(1).mended());
    }

    @Test
    void anOversleptDeadlineIsMendedByWaking() {
        watched(Recovery.MEND, now -> {
            steps.incrementAndGet();
            return now + Duration.ofMillis(100).toNanos();
        });
        await().until(() -> steps.get() == 1);
        seconds(1);
        assertEquals(List.of(), events, "looked at once more first");
        watch.step(time.pass(WorkerWatch.CONFIRM));
        assertEquals(List.of(false), mended());
        await().until(() -> steps.get() == 2 && worker.overdueNanos(time.nanos()) == 0);
        // Its next step comes in time.
        time.pass(Duration.ofMillis(100));
        worker.wake();
        await().until(() -> steps.get() == 3);
        time.pass(Duration.ofMillis(500));
        worker.wake();
        await().until(() -> steps.get() == 4);
        time.pass(Duration.ofMillis(400));
        watch.step(time.nanos());
        assertEquals(List.of(false, true), mended());
    }

    @Test
    void withRecoveryOffAnOversleptDeadlineIsOnlyTold() throws InterruptedException {
        watched(Recovery.REPORT, now -> {
            steps.incrementAndGet();
            return now + Duration.ofMillis(100).toNanos();
        });
        await().until(() -> steps.get() == 1);
        seconds(5);
        Thread.sleep(100);
        assertEquals(1, steps.get());
        assertEquals(List.of(false), mended());
    }

    @Test
    void aDeadThreadIsReplacedAndGoesOn() {
        watched(Recovery.MEND, this::dieOnce);
        await().until(worker::isDead);
        seconds(1);
        assertEquals(List.of(true), mended());
        await().until(() -> steps.get() == 2);
        seconds(10);
        assertEquals(1, events.size());
        assertFalse(worker.isDead());
    }

    @Test
    void withRecoveryOffADeadThreadIsToldOnceAndStaysDead() {
        watched(Recovery.REPORT, this::dieOnce);
        await().until(worker::isDead);
        seconds(10);
        assertEquals(List.of(false), mended());
        assertTrue(worker.isDead());
    }

    @Test
    void aWorkerThatSleepsRightlyIsLeftAlone() {
        watched(Recovery.MEND, now -> {
            steps.incrementAndGet();
            return Clock.NEVER;
        });
        await().until(() -> steps.get() == 1 && worker.overdueNanos(time.nanos()) == 0);
        seconds(100);
        assertEquals(List.of(), events);
        assertEquals(1, steps.get());
    }

    @Test
    void whoStoodStillItselfAccusesNobody() {
        watched(Recovery.MEND, now -> {
            steps.incrementAndGet();
            return now + Duration.ofMillis(100).toNanos();
        });
        await().until(() -> steps.get() == 1);
        watch.step(time.nanos());
        // The whole process was stopped for a minute.
        time.pass(Duration.ofMinutes(1));
        watch.step(time.nanos());
        assertEquals(List.of(), events);
        worker.wake();
        await().until(() -> steps.get() == 2);
    }

    @Test
    void whoRunsFirstAfterAStandstillAccusesNobody() {
        watched(Recovery.MEND, now -> {
            steps.incrementAndGet();
            return now + Duration.ofMillis(100).toNanos();
        });
        await().until(() -> steps.get() == 1);
        // The process was stopped until just now, when the look was due.
        watch.step(time.pass(WorkerWatch.PERIOD));
        worker.wake();
        await().until(() -> steps.get() == 2 && worker.overdueNanos(time.nanos()) == 0);
        watch.step(time.pass(WorkerWatch.CONFIRM));
        assertEquals(List.of(), events);
    }

    @Test
    void aStoppedWorkerIsNotMissed() {
        watched(Recovery.MEND, now -> now);
        worker.close();
        seconds(10);
        assertEquals(List.of(), events);
        assertFalse(worker.revive());
    }

    private void watched(Recovery recovery, Stepped core) {
        worker = new Worker("watched", core, clock, failure -> {
            throw new IllegalStateException("the failure handler failed", failure);
        });
        watch = new WorkerWatch("dispatch", worker, WorkerWatch.STALL, recovery, event -> events.add((Event.Recovered) event));
        watch.step(time.nanos());
        worker.start();
    }

    private long dieOnce(long now) {
        if (steps.incrementAndGet() == 1) {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> { });
            throw new IllegalStateException("on purpose");
        }
        return Clock.NEVER;
    }

    private void hangInTheDesktop() {
        try {
            hang.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Boolean> mended() {
        return events.stream().map(Event.Recovered::mended).toList();
    }

    private void seconds(int count) {
        for (long i = 0; i < count * WorkerWatch.PERIOD.dividedBy(WorkerWatch.CONFIRM); i++) {
            watch.step(time.pass(WorkerWatch.CONFIRM));
        }
    }
}
