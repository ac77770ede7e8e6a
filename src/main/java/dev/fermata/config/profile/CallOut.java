package dev.fermata.config.profile;

import dev.fermata.model.Condition;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpokenEvent;
import dev.fermata.model.Variants;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that is said of itself. Immutable.
 *
 * @param text what is said, in one of its variants
 * @param every how long after it has been said it is not said again
 * @param confirm how long a condition has to be true without a break
 * @param expires how long it may wait for its turn
 */
public record CallOut(On on, Variants text, SpeechPriority priority, Duration every, Duration confirm,
        Duration expires, boolean enabled) {

    /** When something is said. */
    public sealed interface On {
    }

    /** When something happens. @param subject what it has to be about, in any case; empty: whatever it is about */
    public record OnEvent(SpokenEvent event, Optional<String> subject) implements On {
        /** As it is written. */
        @Override
        public String toString() {
            return event.id() + subject.map(each -> " " + each).orElse("");
        }
    }

    /** When a condition becomes true. */
    public record OnCondition(Condition condition) implements On {
        /** As it is written. */
        @Override
        public String toString() {
            return condition.toString();
        }
    }
}
