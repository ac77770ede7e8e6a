package dev.fermata.simulate;

import dev.fermata.model.Key;

/** Hears of presses that the game does not get as the player made them. */
interface Presses {
    /** Hears nothing. */
    Presses UNWATCHED = new Presses() {
        @Override
        public void kept(Key key, long sinceReleaseNanos, long now) {
            // nobody asks
        }

        @Override
        public void untold(Key key, boolean covered) {
            // nobody asks
        }
    };

    /** A press was kept from the game, so long after the release before it. */
    void kept(Key key, long sinceReleaseNanos, long now);

    /**
     * The suppressor does not tell of a press, which may have reached the game.
     *
     * @param covered it has not: the agent has the key down, which is kept from the game else
     */
    void untold(Key key, boolean covered);
}
