package dev.fermata.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** The floor of everything that wakes up: a program that does nothing else. Argument: how often a second. */
public final class WakingLoop {
    private WakingLoop() {
    }

    /** Prints {@code ready} and wakes until it is ended. */
    public static void main(String[] arguments) {
        System.out.println("ready");
        wake(Double.parseDouble(arguments[0]), Long.MAX_VALUE, lateNanos -> { });
    }

    /** @param late told how late each wake-up was, nanoseconds */
    static void wake(double perSecond, long times, LongConsumer late) {
        long interval = Math.round(1e9 / perSecond);
        long due = System.nanoTime();
        for (long i = 0; i < times; i++) {
            due += interval;
            long left;
            while ((left = due - System.nanoTime()) > 0) {
                LockSupport.parkNanos(left);
            }
            late.accept(-left);
        }
    }
}
