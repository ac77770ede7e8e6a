package dev.fermata.play;

/**
 * Hears what becomes of actions, such as all of one skill: each that {@link #waits} is over once, having begun before
 * or not. Called where it happens, some under a lock, so it must neither wait nor take a lock, post or allocate.
 */
public interface ActionOwner {
    /** Nobody wants to know. */
    ActionOwner NONE = new ActionOwner() { };

    /** How an action that was accepted ended. */
    enum End {
        /** It was played to its end, or let go of. */
        PLAYED,
        /** It was given up, for a hold, a stop or another profile. */
        DROPPED,
        /** The desktop refused it. */
        FAILED
    }

    /** One was accepted and waits for its turn. Any thread, before the dispatch thread sees it. */
    default void waits() {
    }

    /** It has its turn, for the first time. Dispatch thread. */
    default void begins(long nowNanos) {
    }

    /** It is over. The dispatch thread; of one that has not begun, any thread. */
    default void ends(boolean hadBegun, End how, long nowNanos) {
    }

    /** One was not accepted. The submitting thread. */
    default void refused(InputQueue.Refusal why) {
    }
}
