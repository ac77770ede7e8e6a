package dev.fermata.platform;

/** Tells whether one window gets what is typed. Thread-safe. */
public interface WindowFocus extends AutoCloseable {
    /** Whether it has the focus at this moment; asks the desktop. False for a window that is gone. */
    boolean isThere();

    /** Gives back what the platform lent; idempotent. */
    @Override
    void close();
}
