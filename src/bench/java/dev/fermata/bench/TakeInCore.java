package dev.fermata.bench;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Take;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.BufferLimits;
import dev.fermata.play.Dispatcher;
import dev.fermata.time.Clock;
import dev.fermata.time.PunctualClock;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** A take played by the agent's own dispatcher on its own thread, with nothing behind it. */
final class TakeInCore {
    private TakeInCore() {
    }

    /**
     * What the core sent.
     *
     * @param nanos when each event was
     * @param wokenNanos when the wait before each had ended
     */
    record Sent(long[] nanos, long[] wokenNanos) {
        /**
         * How late the latest is by the core's own doing, in milliseconds: counted from its own time, from when the
         * machine let the thread go on, or from the event before, whichever was last. Its own time is reckoned from the
         * event that came soonest, so that a first one that was late does not excuse the others.
         *
         * @param gap from event to event, in nanoseconds
         */
        double ownMillis(double gap) {
            double begin = Double.MAX_VALUE;
            for (int i = 0; i < nanos.length; i++) {
                begin = Math.min(begin, nanos[i] - i * gap);
            }
            double worst = 0;
            for (int i = 1; i < nanos.length; i++) {
                double from = Math.max(begin + i * gap, Math.max(wokenNanos[i], nanos[i - 1]));
                worst = Math.max(worst, nanos[i] - from);
            }
            return worst / 1e6;
        }
    }

    /** Plays a take once. */
    static Sent play(Take take, double speed) throws InterruptedException {
        SystemClock clock = new SystemClock();
        WokenClock woken = new WokenClock(PunctualClock.ofRows(clock));
        Witness witness = new Witness(take.strokes().size(), woken);
        Worker[] worker = new Worker[1];
        Bus bus = new Bus(new FailFast());
        bus.register(witness);
        Dispatcher dispatcher = new Dispatcher(clock, bus, witness, new EchoFilter(), BufferLimits.DEFAULTS,
                () -> worker[0].wake(), () -> { });
        worker[0] = new Worker("dispatch", dispatcher, woken, Throwable::printStackTrace);
        worker[0].start();
        try {
            dispatcher.resume();
            dispatcher.submit(ActionRequest.api("bench", new Action.Take(take, speed, 1, 0), Lane.NORMAL));
            return witness.await();
        } finally {
            worker[0].close();
        }
    }

    /** Sends nothing, and notes when it was asked to. */
    private static final class Witness implements Injector {
        private final long[] sent;
        private final long[] woken;
        private final WokenClock clock;
        private final CountDownLatch all = new CountDownLatch(1);
        private int count;

        Witness(int strokes, WokenClock clock) {
            sent = new long[strokes];
            woken = new long[strokes];
            this.clock = clock;
        }

        @Override
        public void press(Key key) {
            note();
        }

        @Override
        public void release(Key key) {
            note();
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        /** Events are carried and forgotten. */
        @Subscribe
        public void onEvent(Event event) {
            // nobody reads them
        }

        private void note() {
            woken[count] = clock.wokenNanos;
            sent[count++] = System.nanoTime();
            if (count == sent.length) {
                all.countDown();
            }
        }

        Sent await() throws InterruptedException {
            all.await();
            return new Sent(sent, woken);
        }
    }

    /** Notes when a wait has ended. Of one thread. */
    private static final class WokenClock implements Clock {
        private final Clock clock;
        /** Of {@link System#nanoTime}. */
        private long wokenNanos;

        WokenClock(Clock clock) {
            this.clock = clock;
        }

        @Override
        public long nanos() {
            return clock.nanos();
        }

        @Override
        public Instant wallTime(long nanos) {
            return clock.wallTime(nanos);
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            parkUntil(deadlineNanos, () -> false);
        }

        @Override
        public void parkUntil(long deadlineNanos, BooleanSupplier woken) {
            clock.parkUntil(deadlineNanos, woken);
            wokenNanos = System.nanoTime();
        }
    }
}
