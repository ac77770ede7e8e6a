package dev.fermata.app;

import dev.fermata.hear.Strokes;
import dev.fermata.model.Key;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;

/** Hears what the player does with the keys that are recorded; the input thread steps it, and tells it. */
interface Recording extends Stepped, Strokes {
    /** Nothing is recorded. */
    Recording NONE = new Recording() {
        @Override
        public void heard(Key key, long atNanos, long agoNanos) {
            // nobody wants to know
        }

        @Override
        public void stroke(Key key, boolean down, long atNanos) {
            // nor this
        }

        @Override
        public long step(long nowNanos) {
            return Clock.NEVER;
        }
    };

    /**
     * The hook has heard something of a watched key; its thread.
     *
     * @param happenedNanos when it happened, as far as the platform tells
     * @return when it was, in the order of what is heard
     */
    default long happened(long happenedNanos) {
        return happenedNanos;
    }

    /**
     * Something was heard of a watched key, before it is known whether it is a stroke.
     *
     * @param atNanos when it was heard: the stroke's time, if it is one
     * @param agoNanos how long it had been on its way then
     */
    void heard(Key key, long atNanos, long agoNanos);
}
