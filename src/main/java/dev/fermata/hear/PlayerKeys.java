package dev.fermata.hear;

import dev.fermata.model.Key;
import java.time.Duration;

/** What sends the player's managed keys (G2): the way out of this package. Called by the input thread. */
public interface PlayerKeys {

    /** A key that was sent and is down until it is let go of. */
    @FunctionalInterface
    interface Press {
        /** The player has let go of it: it comes up, but never before the press length has passed. */
        void letGo();
    }

    /**
     * Sends a key the player has pressed.
     *
     * @param sent what the game is to get
     * @param label the name of the key that the player pressed
     * @param preDelay how long after it went down it may be sent at the earliest
     * @param downNanos when it went down
     */
    Press press(Key sent, String label, Duration preDelay, long downNanos);

    /** Whether that key is down by our doing, whoever asked for it. Must not block. */
    boolean isDown(Key key);
}
