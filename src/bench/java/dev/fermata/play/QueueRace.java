package dev.fermata.play;

import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Producers put actions of all four lanes into a queue and one consumer takes the most urgent first:
 * {@link InputQueue} as the dispatcher uses it, or the JDK's {@link PriorityBlockingQueue}.
 */
public enum QueueRace {
    /** Ours: bounded lanes, a duplicate check, statistics; the consumer parks and is unparked. */
    INPUT_QUEUE {
        @Override
        Line line() {
            Clock clock = new SystemClock();
            KeyGate gate = new KeyGate(new PressedKeys(new NoDesktop(), new EchoFilter(), clock), clock);
            gate.change(GateState.OPEN, "");
            InputQueue queue = new InputQueue(gate, () -> SETTINGS, BufferLimits.DEFAULTS);
            return new Line() {
                private volatile Thread consumer;

                @Override
                public boolean offer(String label, Lane lane, long now) {
                    boolean accepted = queue.offer(ActionRequest.skill(label, TAP, lane, false), now).isEmpty();
                    LockSupport.unpark(consumer);
                    return accepted;
                }

                @Override
                public long take() {
                    consumer = Thread.currentThread();
                    while (!Thread.currentThread().isInterrupted()) {
                        for (Lane lane : LANES) {
                            Optional<ActionRequest> taken = queue.takeFirst(lane, each -> true);
                            if (taken.isPresent()) {
                                queue.played(taken.get(), 0);
                                return taken.get().submittedNanos();
                            }
                        }
                        LockSupport.park();
                    }
                    return NOTHING;
                }
            };
        }
    },
    /** The peer: unbounded by itself, so producers look at its size. */
    PRIORITY_BLOCKING_QUEUE {
        @Override
        Line line() {
            PriorityBlockingQueue<Entry> queue = new PriorityBlockingQueue<>(MOST_QUEUED);
            AtomicLong sequence = new AtomicLong();
            return new Line() {
                @Override
                public boolean offer(String label, Lane lane, long now) {
                    return queue.size() < MOST_QUEUED
                            && queue.offer(new Entry(label, TAP, lane, sequence.incrementAndGet(), now));
                }

                @Override
                public long take() {
                    try {
                        return queue.take().at();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return NOTHING;
                    }
                }
            };
        }
    };

    private static final int MOST_QUEUED = 256;
    private static final DispatchSettings SETTINGS = new DispatchSettings(Duration.ZERO, Duration.ZERO,
            Duration.ofSeconds(1), MOST_QUEUED / Lane.values().length, false);
    private static final int LABELS = 1_024;
    private static final long NOTHING = -1;
    private static final int MOST_WAITS = 1 << 16;
    private static final Lane[] LANES = Lane.values();
    private static final Action TAP = new Action.Tap(Key.Q);

    /** Where producers and the consumer meet. */
    interface Line {
        /** Returns false when it is full. */
        boolean offer(String label, Lane lane, long now);

        /** Waits for the next; when it was offered, or {@link #NOTHING} after an interrupt. */
        long take();
    }

    private record Entry(String label, Action action, Lane lane, long sequence, long at) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int urgency = lane.compareTo(other.lane);
            return urgency != 0 ? urgency : Long.compare(sequence, other.sequence);
        }
    }

    abstract Line line();

    /** @param waitNanos from the offer to the take, of the first {@link #MOST_WAITS} */
    public record Run(double perSecond, double[] waitNanos) {
    }

    /**
     * Runs for a while.
     *
     * @param pauseNanos how long each producer rests after each offer; 0: as fast as it goes
     */
    public Run run(int producers, long pauseNanos, long lengthNanos) throws InterruptedException {
        Line line = line();
        double[] waits = new double[MOST_WAITS];
        long[] taken = new long[1];
        Thread consumer = new Thread(() -> {
            long at;
            while ((at = line.take()) != NOTHING) {
                if (taken[0] < MOST_WAITS) {
                    waits[(int) taken[0]] = System.nanoTime() - at;
                }
                taken[0]++;
            }
        }, "consumer");
        consumer.start();
        long start = System.nanoTime();
        Thread[] threads = new Thread[producers];
        for (int i = 0; i < producers; i++) {
            String prefix = "skill-" + i + "-";
            threads[i] = new Thread(() -> produce(line, labels(prefix), pauseNanos, start + lengthNanos), "producer");
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        TimeUnit.MILLISECONDS.sleep(20);
        consumer.interrupt();
        consumer.join();
        return new Run(taken[0] / seconds, Arrays.copyOf(waits, (int) Math.min(taken[0], MOST_WAITS)));
    }

    private static String[] labels(String prefix) {
        String[] labels = new String[LABELS];
        Arrays.setAll(labels, i -> prefix + i);
        return labels;
    }

    private static void produce(Line line, String[] labels, long pauseNanos, long end) {
        long now;
        for (int i = 0; (now = System.nanoTime()) < end; i++) {
            while (!line.offer(labels[i % LABELS], LANES[i % LANES.length], now)) {
                Thread.yield();
                if (System.nanoTime() > end) {
                    return;
                }
            }
            if (pauseNanos > 0) {
                LockSupport.parkNanos(pauseNanos);
            }
        }
    }

    /** Nothing is sent in a race. */
    private static final class NoDesktop implements Injector {
        @Override
        public void press(Key key) {
            throw new IllegalStateException("nothing to press");
        }

        @Override
        public void release(Key key) {
            throw new IllegalStateException("nothing to release");
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }
    }
}
