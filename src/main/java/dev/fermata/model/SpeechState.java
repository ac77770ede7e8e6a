package dev.fermata.model;

import java.util.Locale;

/** What the voice does. */
public enum SpeechState {
    /** Nothing is spoken. */
    IDLE,
    /** An item is spoken. */
    PLAYING,
    /** An item is spoken, and one that may interrupt it is being made ready. */
    INTERRUPT_DECISION,
    /** An item was interrupted: by another that is spoken, or by a hold. */
    INTERRUPTED,
    /** What interrupted is over, and the interrupted item goes on in a moment. */
    POST_INTERRUPT;

    /** The stable lower-case name used in answers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
