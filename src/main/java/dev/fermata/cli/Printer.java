package dev.fermata.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Writes for others, on a thread of its own named {@code printer}: a terminal that stands still
 * (Ctrl-S) or a pipe that nobody reads keeps whoever writes waiting for as long as it pleases, and no
 * thread of an agent may wait for that. What is written to several streams keeps its order.
 *
 * <p>When {@value #MOST_BYTES} bytes wait, further writes are thrown away. Whoever prints what soon
 * has a successor asks {@link #isBehind} first. Thread-safe.
 */
final class Printer {
    static final int MOST_BYTES = 65_536;
    private static final String LEFT_OUT = System.lineSeparator()
            + "... what was said here was left out: too much while this terminal or pipe stood still ..."
            + System.lineSeparator();

    /** That of System.out: newer JVMs name it, for older ones it is that of the system. */
    private static final Charset CHARSET = Charset.forName(
            System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8")));

    private final Thread thread = new Thread(this::run, "printer");
    @GuardedBy("this")
    private final Deque<Piece> pieces = new ArrayDeque<>();
    /** Of the pieces and the one that is being written. */
    @GuardedBy("this")
    private int bytes;
    @GuardedBy("this")
    private boolean leftOut;

    private record Piece(OutputStream to, byte[] content) {
    }

    /** Starts the thread. */
    Printer() {
        thread.setDaemon(true);
        thread.start();
    }

    /** A stream whose writes return at once; what cannot be written later is nobody's concern. */
    PrintStream to(OutputStream target) {
        OutputStream queue = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] content, int offset, int length) {
                byte[] copy = new byte[length];
                System.arraycopy(content, offset, copy, 0, length);
                put(new Piece(target, copy));
            }
        };
        return new PrintStream(queue, false, CHARSET);
    }

    /** Whether something waits to be written. */
    synchronized boolean isBehind() {
        return bytes > 0;
    }

    /** Waits until all has been written, but at most so long. Returns whether it has. */
    synchronized boolean drain(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            for (long left = atMost.toNanos(); bytes > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return bytes == 0;
    }

    private synchronized void put(Piece piece) {
        if (bytes + piece.content().length > MOST_BYTES) {
            leftOut = true;
            return;
        }
        if (leftOut && bytes == 0) {
            leftOut = false;
            add(new Piece(piece.to(), LEFT_OUT.getBytes(CHARSET)));
        }
        add(piece);
        notifyAll();
    }

    @GuardedBy("this")
    private void add(Piece piece) {
        pieces.add(piece);
        bytes += piece.content().length;
    }

    private void run() {
        for (Piece piece = take(); piece != null; piece = take()) {
            try {
                piece.to().write(piece.content());
                piece.to().flush();
            } catch (IOException e) {
                // The reader has gone; so it is with what comes next, and nobody can be told.
            }
            written(piece);
        }
    }

    private synchronized Piece take() {
        while (pieces.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null;
            }
        }
        return pieces.poll();
    }

    private synchronized void written(Piece piece) {
        bytes -= piece.content().length;
        notifyAll();
    }
}
