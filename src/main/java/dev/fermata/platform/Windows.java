package dev.fermata.platform;

import dev.fermata.model.WindowNames;

/**
 * Tells which window gets what is typed, as that changes. Thread-safe; tells on a thread of its own, and asks the
 * desktop only when that has told it of a change.
 */
public interface Windows extends AutoCloseable {

    /** What gets what is typed. */
    sealed interface Focus {
        /** A window; of other ones than the game's nothing is kept (G8). */
        record On(WindowNames names) implements Focus {
        }

        /** No window, or a program that has taken the keyboard for itself, as a screen locker does. */
        record Elsewhere() implements Focus {
        }

        /** @param why it cannot be known */
        record Unknown(String why) implements Focus {
        }
    }

    /** Hears of changes. */
    @FunctionalInterface
    interface Listener {
        /** Must not wait for the desktop. */
        void focused(Focus focus);
    }

    /** Whether the desktop tells of which program a window is. */
    default boolean tellsPrograms() {
        return true;
    }

    /** What it was when the desktop told of it last. */
    Focus focus();

    /** Whether that what was told is so still; asks the desktop. If not, what is so is told soon. */
    boolean isStillSo(Focus told);

    /** Idempotent. Nothing is told afterwards. */
    @Override
    void close();
}
