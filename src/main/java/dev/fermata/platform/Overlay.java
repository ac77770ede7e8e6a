package dev.fermata.platform;

/**
 * A badge that stays above every other window, takes no focus and lets clicks pass to what is below. Nothing is seen
 * of it before the first {@link #show}. Thread-safe; does its work on a thread of its own, which sleeps while nothing
 * changes.
 */
public interface Overlay extends AutoCloseable {
    /** Has this shown soon instead of what was shown; never waits. */
    void show(Badge badge);

    /** Takes it off the screen; idempotent. */
    @Override
    void close();
}
