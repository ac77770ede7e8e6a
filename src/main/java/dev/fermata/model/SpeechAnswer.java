package dev.fermata.model;

import java.util.Optional;

/**
 * What came of asking for something to be spoken. Immutable.
 *
 * @param id of the item; 0 when it was refused
 * @param merged whether it was asked for already, waits still, and is said once
 * @param refusal why it will not be spoken
 */
public record SpeechAnswer(long id, boolean merged, Optional<Refusal> refusal) {

    /** Why something will not be spoken. */
    public enum Refusal {
        /** As many wait as may, none of them less important. */
        FULL,
        /** Nobody has started the agent. */
        NOT_RUNNING,
        /** There is nothing in the text to say. */
        EMPTY,
        /** The text is longer than one item may be. */
        TOO_LONG
    }
}
