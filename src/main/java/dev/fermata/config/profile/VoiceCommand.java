package dev.fermata.config.profile;

import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.Variants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something that the player says and that is done then. Immutable.
 *
 * @param phrases what may be said, as it is written; at least one, and all of one meaning
 * @param confidence how sure it has to be that it was said, from 0 to 1; empty: as sure as of all
 * @param cooldown how long after it was said it is not heard again
 * @param say what is said when it has been done; empty for nothing
 */
public record VoiceCommand(List<String> phrases, Does does, OptionalDouble confidence, Duration cooldown,
        Optional<Variants> say, boolean enabled) {

    public VoiceCommand {
        phrases = List.copyOf(phrases);
        if (phrases.isEmpty()) {
            throw new IllegalArgumentException("nothing to hear");
        }
    }

    /** What is done. */
    public sealed interface Does {
    }

    /** Something is played. */
    public record Plays(Action action, Lane lane) implements Does {
    }

    /** The agent is told something. */
    public enum Tells implements Does {
        /** Everything stands still, until it is ended by voice or by hand. */
        PAUSE,
        /** The pause by voice ends, and no other. */
        RESUME,
        /** Nothing plays any more. */
        STOP
    }

    /** What it is called: the first thing that may be said. */
    public String name() {
        return phrases.get(0);
    }
}
