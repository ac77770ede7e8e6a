package dev.fermata.platform.windows;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Native;
import com.sun.jna.win32.StdCallLibrary;

/**
 * Has Windows wake this process's threads by the millisecond instead of about every 15 ms, from being made
 * to being closed ({@code timeBeginPeriod} in Microsoft's documentation of winmm). Where Windows refuses,
 * waits stay coarse and everything else works. Thread-safe. Not yet run on Windows.
 */
public final class TimerResolution implements AutoCloseable {
    /** The finest that is granted everywhere. */
    private static final int MILLIS = 1;
    /** {@code TIMERR_NOERROR} in timeapi.h. */
    private static final int GRANTED = 0;

    private final Periods periods;
    @GuardedBy("this")
    private boolean granted;

    /** The two calls. Each begin that was granted has to be given back by one end of the same period. */
    interface Periods extends StdCallLibrary {
        /** @return 0 when it was granted */
        int timeBeginPeriod(int millis);

        /** @return 0 when it was taken back */
        int timeEndPeriod(int millis);
    }

    private static final class Refused implements Periods {
        /** {@code TIMERR_NOCANDO} in timeapi.h. */
        private static final int CANNOT = 97;

        @Override
        public int timeBeginPeriod(int millis) {
            return CANNOT;
        }

        @Override
        public int timeEndPeriod(int millis) {
            return CANNOT;
        }
    }

    TimerResolution(Periods periods) {
        this.periods = periods;
        granted = periods.timeBeginPeriod(MILLIS) == GRANTED;
    }

    /** Asks for it. */
    public static TimerResolution fine() {
        try {
            return new TimerResolution(Native.load("winmm", Periods.class));
        } catch (UnsatisfiedLinkError e) {
            return new TimerResolution(new Refused()); // no reason not to play
        }
    }

    /** Gives it back, once. */
    @Override
    public synchronized void close() {
        if (granted) {
            granted = false;
            periods.timeEndPeriod(MILLIS);
        }
    }
}
