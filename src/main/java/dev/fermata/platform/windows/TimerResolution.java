package dev.fermata.platform.windows;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.win32.StdCallLibrary;

/**
 * Has Windows wake this process's threads by the millisecond instead of about every 15 ms, from being made
 * to being closed ({@code timeBeginPeriod} in Microsoft's documentation of winmm). Windows 11 does not heed that of a process
 * whose windows are all hidden, as behind a game in full screen, nor lets such a one run at full speed, unless it is told
 * otherwise ({@code SetProcessInformation}, {@code PROCESS_POWER_THROTTLING_STATE}). Where Windows refuses, waits stay
 * coarse and everything else works. Thread-safe. Not yet run on Windows.
 */
public final class TimerResolution implements AutoCloseable {
    /** The finest that is granted everywhere. */
    private static final int MILLIS = 1;
    /** {@code TIMERR_NOERROR} in timeapi.h. */
    private static final int GRANTED = 0;

    // processthreadsapi.h
    private static final int POWER_THROTTLING = 4;
    private static final int STATE_BYTES = 12;
    private static final int OF_SPEED = 0x1;
    private static final int OF_TIMERS = 0x4;

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

    /** Says how hidden processes are treated. */
    interface Throttling extends StdCallLibrary {
        /** Not to be closed. */
        Pointer GetCurrentProcess();

        /** @return 0 when it was refused, as by an older Windows that does not know all of it */
        int SetProcessInformation(Pointer process, int which, Pointer state, int bytes);
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
            fullSpeed(Native.load("kernel32", Throttling.class));
            return new TimerResolution(Native.load("winmm", Periods.class));
        } catch (UnsatisfiedLinkError e) {
            return new TimerResolution(new Refused()); // no reason not to play
        }
    }

    /** For as long as the process lives. */
    static void fullSpeed(Throttling throttling) {
        if (!set(throttling, OF_SPEED | OF_TIMERS)) {
            set(throttling, OF_SPEED);
        }
    }

    /** Has neither of these throttled, ever: version, what is said, and that it is off. */
    private static boolean set(Throttling throttling, int which) {
        try (Memory state = new Memory(STATE_BYTES)) {
            state.clear();
            state.setInt(0, 1);
            state.setInt(Integer.BYTES, which);
            return throttling.SetProcessInformation(throttling.GetCurrentProcess(), POWER_THROTTLING, state,
                    STATE_BYTES) != 0;
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
