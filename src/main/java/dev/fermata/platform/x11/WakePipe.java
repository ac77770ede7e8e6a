package dev.fermata.platform.x11;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import dev.fermata.platform.DesktopException;

/**
 * Lets one thread sleep until an X connection has something to read or another thread wakes it: the
 * classic pipe to oneself, since Xlib cannot be interrupted. {@link #wake} may be called by any
 * thread, the rest by the sleeping one.
 */
final class WakePipe implements AutoCloseable {
    /** poll(2): there is data to read. */
    private static final short POLLIN = 1;
    /** struct pollfd: int fd, short events, short revents. */
    private static final int POLLFD_BYTES = 8;
    private static final int FOREVER = -1;

    private final int[] ends = new int[2];
    private final Memory polled = new Memory(2 * POLLFD_BYTES);
    private final Memory scratch = new Memory(64);
    @GuardedBy("this")
    private boolean closed;
    /** Whether a byte lies in the pipe. One is enough; a full pipe would keep waiting whoever wakes. */
    @GuardedBy("this")
    private boolean woken;

    /** @param fd of the connection to sleep on */
    WakePipe(int fd) {
        if (LibC.INSTANCE.pipe(ends) != 0) {
            throw new DesktopException("the system refused a pipe: too many open files?");
        }
        polled.clear();
        polled.setInt(0, fd);
        polled.setShort(4, POLLIN);
        polled.setInt(POLLFD_BYTES, ends[0]);
        polled.setShort(POLLFD_BYTES + 4, POLLIN);
    }

    /** Sleeps until the connection has data (or broke) or {@link #wake} was called. */
    void await() {
        await(FOREVER);
    }

    /** The same, at most that long; negative: without a limit. */
    void await(int millis) {
        polled.setShort(POLLFD_BYTES + 6, (short) 0);
        LibC.INSTANCE.poll(polled, new NativeLong(2), millis);
        drain();
    }

    /** As {@link #await(int)}, allocating nothing. Apart from it, so that what this needs is loaded for who needs it. */
    void awaitSparingly(int millis) {
        polled.setShort(POLLFD_BYTES + 6, (short) 0);
        ScreenCalls.Waiting.poll(polled, 2, millis);
        drain();
    }

    private void drain() {
        if (polled.getShort(POLLFD_BYTES + 6) != 0) {
            takeWake();
        }
    }

    private synchronized void takeWake() {
        if (woken && !closed) {
            woken = false;
            LibC.INSTANCE.read(ends[0], scratch, new NativeLong(scratch.size()));
        }
    }

    /** Ends the present or next {@link #await}. Never waits, however long nobody has. */
    synchronized void wake() {
        if (!closed && !woken) {
            woken = true;
            LibC.INSTANCE.write(ends[1], new byte[1], new NativeLong(1));
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LibC.INSTANCE.close(ends[0]);
            LibC.INSTANCE.close(ends[1]);
        }
    }
}
