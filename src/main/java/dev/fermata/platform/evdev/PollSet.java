package dev.fermata.platform.evdev;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Memory;
import dev.fermata.platform.DesktopException;

/**
 * What a thread waits for: descriptors that have something to read, a time, or to be woken. {@link #wake} may be called
 * by any thread, the rest by the waiting one.
 */
final class PollSet implements AutoCloseable {
    /** Far more devices than any machine has; more are not waited for. */
    static final int MOST = 128;
    private static final int EVENTS = 4;
    private static final int ANSWERS = 6;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long LONGEST_MILLIS = 3_600_000L;

    private final int[] pipe = new int[2];
    private final Memory fds = new Memory((long) MOST * LinuxCalls.POLLFD_BYTES);
    private final Memory scratch = new Memory(1);
    private int size;
    @GuardedBy("this")
    private boolean woken;
    @GuardedBy("this")
    private boolean closed;

    /** @throws DesktopException when the system refuses a pipe */
    PollSet() {
        if (LinuxCalls.pipe(pipe) != 0) {
            throw new DesktopException("the system refused a pipe: too many open files?");
        }
        fds.clear();
        clear();
    }

    /** Nothing is waited for any more, but to be woken. */
    void clear() {
        size = 0;
        add(pipe[0]);
    }

    /** Waits for one more. Returns its place. */
    int add(int fd) {
        if (size == MOST) {
            return 0;
        }
        long at = (long) size * LinuxCalls.POLLFD_BYTES;
        fds.setInt(at, fd);
        fds.setShort(at + EVENTS, LinuxCalls.POLLIN);
        return size++;
    }

    /** Waits, at most until that time. */
    void await(long now, long until) {
        long millis = until == Taken.NEVER ? -1
                : Math.min(LONGEST_MILLIS, Math.max(0, (until - now + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI));
        if (LinuxCalls.poll(fds, size, (int) millis) < 0) {
            for (int i = 0; i < size; i++) {
                fds.setShort((long) i * LinuxCalls.POLLFD_BYTES + ANSWERS, (short) 0);
            }
        }
        if (isReady(0)) {
            takeWake();
        }
    }

    /** Whether that one has something to read, or is gone. */
    boolean isReady(int place) {
        return fds.getShort((long) place * LinuxCalls.POLLFD_BYTES + ANSWERS) != 0;
    }

    private synchronized void takeWake() {
        if (woken && !closed) {
            woken = false;
            LinuxCalls.read(pipe[0], scratch, 1);
        }
    }

    /** Ends the present or next wait. Never waits itself. */
    synchronized void wake() {
        if (!woken && !closed) {
            woken = true;
            try (Memory one = new Memory(1)) {
                LinuxCalls.write(pipe[1], one, 1);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LinuxCalls.close(pipe[0]);
            LinuxCalls.close(pipe[1]);
        }
    }
}
