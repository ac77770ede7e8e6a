package dev.fermata.platform.windows;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What is done where a picture is black as a whole: it is looked whether the graphics card has another one, and once it
 * had, that is what is read. Used by one thread.
 */
final class BlackPictures implements AutoCloseable {
    /** After it was no better, or not to be had; twice as long each time, for to ask is dear. */
    static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_REST_NANOS = TimeUnit.MINUTES.toNanos(10);
    /** After it was lost, as it is with each change of the resolution. */
    static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Opener opener;
    private final LongSupplier clock;
    private Picture open;
    private boolean needed;
    private long rest = REST_NANOS;
    private long restUntil;

    /** What the graphics card has. */
    interface Picture extends AutoCloseable {
        /** Fills that with a rectangle of the desktop of all monitors. Returns whether it did. */
        boolean read(int x, int y, int width, int height, int[] rgb) throws ComObject.Refused;

        @Override
        void close();
    }

    /** Opens it for the monitor that is looked at. */
    @FunctionalInterface
    interface Opener {
        Picture open() throws ComObject.Refused;
    }

    /** @param clock tells monotonic nanoseconds */
    BlackPictures(Opener opener, LongSupplier clock) {
        this.opener = opener;
        this.clock = clock;
        restUntil = clock.getAsLong();
    }

    /** Whether it had more to show once: black is then no picture. */
    boolean isNeeded() {
        return needed;
    }

    static boolean isBlack(int[] rgb, int pixels) {
        for (int i = 0; i < pixels; i++) {
            if ((rgb[i] & 0xffffff) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Fills that with what the graphics card has, if that was ever more than black. Returns whether it did. */
    boolean read(int x, int y, int width, int height, int[] rgb) {
        if (clock.getAsLong() - restUntil < 0) {
            return false;
        }
        try {
            if (open == null) {
                open = opener.open();
            }
            if (open.read(x, y, width, height, rgb) && (needed || !isBlack(rgb, width * height))) {
                needed = true;
                return true;
            }
        } catch (ComObject.Refused | LinkageError e) {
            return rest();
        }
        return rest();
    }

    /** What the desktop has is all there is, for now. */
    private boolean rest() {
        close();
        restUntil = clock.getAsLong() + (needed ? AGAIN_NANOS : rest);
        rest = Math.min(2 * rest, LONGEST_REST_NANOS);
        return false;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
