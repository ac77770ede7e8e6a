package dev.fermata.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fermata.observe.Latencies.Measure;
import dev.fermata.observe.Latencies.Summary;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LatenciesTest {
    private static final long MS = 1_000_000;
    private static final long HALF = Distribution.HALF_WINDOW.toNanos();

    private final Latencies latencies = new Latencies(true);

    @Test
    void tellsCountPercentilesAndMaximumToOnePerCent() {
        for (int i = 1; i <= 1_000; i++) {
            latencies.record(Measure.PAUSE, i * MS);
        }
        Summary pause = latencies.snapshot().get("pause");
        assertEquals(1_000, pause.count());
        assertNear(500 * MS, pause.p50Nanos());
        assertNear(990 * MS, pause.p99Nanos());
        assertNear(1_000 * MS, pause.maxNanos());
    }

    @Test
    void everyMeasureIsThereFromTheStart() {
        assertEquals(List.of("pause", "resume", "status", "task_lateness", "managed_key"),
                List.copyOf(latencies.snapshot().keySet()));
        assertEquals(new Summary(0, 0, 0, 0), latencies.snapshot().get("status"));
    }

    @Test
    void absurdDurationsCountAsTheNearestThatIsNot() {
        latencies.record(Measure.PAUSE, -5);
        latencies.record(Measure.PAUSE, Long.MAX_VALUE);
        Summary pause = latencies.snapshot().get("pause");
        assertEquals(2, pause.count());
        assertNear(Distribution.LONGEST_NANOS, pause.maxNanos());
    }

    @Test
    void offMeansNothingIsRecordedOrOccupied() {
        Latencies off = new Latencies(false);
        off.record(Measure.PAUSE, MS);
        assertEquals(Map.of(), off.snapshot());
        assertEquals(0, off.estimatedBytes());
        assertFalse(off.enabled());
    }

    @Test
    void nothingIsLostBetweenRecordingAndReadingThreads() throws InterruptedException {
        int writers = 4;
        int each = 200_000;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            Thread thread = new Thread(() -> {
                awaitQuietly(go);
                for (int i = 0; i < each; i++) {
                    latencies.record(Measure.TASK_LATENESS, (i % 1_000) * 1_000L);
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        long before = 0;
        long now = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            long count = latencies.snapshot().get("task_lateness").count();
            latencies.of(Measure.TASK_LATENESS).recentWorst(now += MS);
            assertTrue(count >= before, "a count went back");
            before = count;
        }
        Summary all = latencies.snapshot().get("task_lateness");
        assertEquals((long) writers * each, all.count());
        assertNear(999_000, all.maxNanos());
    }

    @Test
    void recordingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        recordMany();
        long before = threads.getCurrentThreadAllocatedBytes();
        recordMany();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // The look itself allocates a little.
        assertTrue(allocated < 1_000, allocated + " bytes for 100,000 recordings");
    }

    @Test
    void occupiesTheSameHoweverMuchIsRecorded() {
        long before = latencies.estimatedBytes();
        recordMany();
        latencies.snapshot();
        assertEquals(before, latencies.estimatedBytes());
        assertTrue(before > 100_000 && before < 700_000, before + " bytes");
    }

    @Test
    void theWindowForgetsAfterTwoHalves() {
        Distribution pauses = latencies.of(Measure.PAUSE);
        pauses.record(20 * MS);
        assertNear(20 * MS, pauses.recentWorst(0));
        pauses.record(3 * MS);
        assertNear(20 * MS, pauses.recentWorst(HALF));
        assertNear(20 * MS, pauses.recentWorst(2 * HALF - 1));
        pauses.record(5 * MS);
        // The half that the long one was in is over.
        assertNear(5 * MS, pauses.recentWorst(2 * HALF));
        assertEquals(0, pauses.recentWorst(4 * HALF));
        assertNear(20 * MS, pauses.summary().maxNanos());
    }

    @Test
    void fewOutliersAreNoPercentile() {
        Distribution answers = latencies.of(Measure.STATUS);
        answers.record(50 * MS);
        assertEquals(0, answers.recentP99(3, 0));
        answers.record(40 * MS);
        answers.record(MS);
        assertNear(MS, answers.recentP99(3, 1));
        for (int i = 0; i < 997; i++) {
            answers.record(MS);
        }
        assertNear(MS, answers.recentP99(3, 2));
        for (int i = 0; i < 20; i++) {
            answers.record(30 * MS);
        }
        // 1,020 values: eleven of them reach 30 ms and more.
        assertNear(30 * MS, answers.recentP99(3, 3));
    }

    private void recordMany() {
        for (int i = 0; i < 100_000; i++) {
            latencies.record(Measure.PAUSE, i);
        }
    }

    private static void assertNear(long expected, long actual) {
        assertTrue(Math.abs(actual - expected) <= expected / 100 + 1_000, expected + " expected, but was " + actual);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
