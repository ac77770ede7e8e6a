package dev.fermata.bench;

import dev.fermata.model.ResumePolicy;
import dev.fermata.schedule.TaskSpec;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.time.Clock;
import dev.fermata.time.PunctualClock;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Plays a plan in one of three ways and records how late each start was. */
enum LateTasks {
    /** {@link UnifiedScheduler} on its {@link Worker}, as the agent uses them. */
    OURS {
        @Override
        void play(TaskPlan plan, long start, Recorder recorder) throws InterruptedException {
            StartClock clock = new StartClock(start);
            UnifiedScheduler scheduler = new UnifiedScheduler(clock, () -> { }, (id, failure) -> { });
            for (int i = 0; i < plan.tasks(); i++) {
                Runnable callback = recorder.task(start + plan.offsets()[i], plan.intervalNanos(), true);
                scheduler.add(new TaskSpec("task" + i, Duration.ofNanos(plan.intervalNanos()),
                        Duration.ofNanos(plan.offsets()[i]), ResumePolicy.REMAINING, false, callback));
            }
            sleepUntil(start);
            clock.thaw();
            scheduler.start();
            try (Worker worker = new Worker("scheduler", scheduler, PunctualClock.of(clock), failure -> { })) {
                worker.start();
                sleepUntil(start + plan.lengthNanos());
                recorder.end();
            }
        }
    },
    /** The peer of the JDK. */
    EXECUTOR {
        @Override
        void play(TaskPlan plan, long start, Recorder recorder) throws InterruptedException {
            ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
            for (int i = 0; i < plan.tasks(); i++) {
                long due = start + plan.offsets()[i];
                executor.scheduleAtFixedRate(recorder.task(due, plan.intervalNanos(), false),
                        due - System.nanoTime(), plan.intervalNanos(), TimeUnit.NANOSECONDS);
            }
            sleepUntil(start + plan.lengthNanos());
            recorder.end();
            executor.shutdownNow();
            executor.awaitTermination(1, TimeUnit.SECONDS);
        }
    },
    /** The floor: a loop over the due times, known beforehand, that does nothing but park. */
    BARE_PARK {
        @Override
        void play(TaskPlan plan, long start, Recorder recorder) throws InterruptedException {
            long[] due = plan.dueTimes();
            Thread thread = new Thread(() -> {
                for (long offset : due) {
                    long left;
                    while ((left = start + offset - System.nanoTime()) > 0) {
                        LockSupport.parkNanos(left);
                    }
                    recorder.record(start + offset);
                }
                recorder.awaitEnd();
            }, "bare-park");
            thread.start();
            sleepUntil(start + plan.lengthNanos());
            recorder.end();
            thread.join();
        }
    };

    private static final long LEAD_NANOS = 50_000_000L;
    /** Building a plan of tasks takes this long at most. */
    private static final long BUILD_NANOS_PER_TASK = 10_000L;

    /** @param lateNanos how late each start was */
    record Played(double[] lateNanos, double cpuNanosPerStart) {
        double percentileMicros(double percent) {
            return Figures.percentile(percent, lateNanos) / 1_000;
        }
    }

    /** Plays the plan. */
    Played play(TaskPlan plan) throws InterruptedException {
        Recorder recorder = new Recorder();
        long start = System.nanoTime() + LEAD_NANOS + plan.tasks() * BUILD_NANOS_PER_TASK;
        play(plan, start, recorder);
        return recorder.played();
    }

    abstract void play(TaskPlan plan, long start, Recorder recorder) throws InterruptedException;

    private static void sleepUntil(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
    }

    /** Notes starts; all of them come from one thread. */
    private static final class Recorder {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private final double[] late = new double[1 << 18];
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile int count;
        private volatile long thread;
        private volatile long cpuAtFirst;
        private double cpuPerStart;
        private int total;

        Runnable task(long firstDue, long interval, boolean skipsMissed) {
            return new Runnable() {
                private long due = firstDue;

                @Override
                public void run() {
                    long now = record(due);
                    due += interval;
                    while (skipsMissed && due <= now) {
                        due += interval;
                    }
                }
            };
        }

        long record(long due) {
            long now = System.nanoTime();
            int at = count;
            if (at == 0) {
                thread = Thread.currentThread().getId();
                cpuAtFirst = THREADS.getCurrentThreadCpuTime();
            }
            if (at < late.length) {
                late[at] = now - due;
                count = at + 1;
            }
            return now;
        }

        /** The time is over; to be called while the recorded thread is still there. */
        void end() {
            total = count;
            cpuPerStart = total == 0 ? Double.NaN : (double) (THREADS.getThreadCpuTime(thread) - cpuAtFirst) / total;
            ended.countDown();
        }

        void awaitEnd() {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        Played played() {
            return new Played(Arrays.copyOf(late, total), cpuPerStart);
        }
    }

    /** The agent's clock, but it stands at the start while tasks are added: their due times are the plan's. */
    private static final class StartClock implements Clock {
        private final Clock clock;
        private volatile boolean thawed;

        StartClock(long start) {
            clock = new SystemClock(start);
        }

        void thaw() {
            thawed = true;
        }

        @Override
        public long nanos() {
            return thawed ? clock.nanos() : 0;
        }

        @Override
        public Instant wallTime(long nanos) {
            return clock.wallTime(nanos);
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            clock.parkUntil(deadlineNanos);
        }
    }
}
