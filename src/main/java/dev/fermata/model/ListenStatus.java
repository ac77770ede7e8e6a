package dev.fermata.model;

import java.util.Optional;

/**
 * Whether the agent listens, with what, and what the player has said.
 *
 * @param whyNot why it does not listen now; empty while it does
 * @param microphone what it hears with
 * @param recogniser what understands it
 */
public record ListenStatus(Optional<String> whyNot, String microphone, String recogniser, VoiceStatus voice) {
    /** Whether what is said now is heard. */
    public boolean listens() {
        return whyNot.isEmpty();
    }
}
