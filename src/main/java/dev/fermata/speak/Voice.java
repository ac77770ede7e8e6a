package dev.fermata.speak;

import dev.fermata.speak.sound.Sound;

/** Makes sounds of texts, on threads of its own. Called by one thread; tells on any. */
public interface Voice {
    /** Hears what came of a text; called once for each that was not cancelled. Any thread; must not wait. */
    interface Listener {
        /** This is how it sounds. */
        void sounds(long id, Sound sound);

        /** It cannot be spoken. @param reason for people */
        void cannot(long id, String reason);
    }

    /** Begins to make the sound of a text; returns at once. @param id by which the answer names it */
    void ask(long id, String text, Listener listener);

    /** Nobody wants that sound any more. It may have been told of already. */
    void cancel(long id);
}
