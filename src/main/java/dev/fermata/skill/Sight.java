package dev.fermata.skill;

import dev.fermata.model.Condition;
import dev.fermata.model.Truth;
import java.util.Optional;

/**
 * Says whether what skills wait for is seen. Called from several threads, some under the ledger's lock: must not wait.
 */
@FunctionalInterface
public interface Sight {
    /** Sees nothing, so nothing is known. */
    Sight BLIND = (condition, nowNanos) -> Truth.UNKNOWN;

    /** Whether it is so now; what is too old counts as unknown. */
    Truth over(Condition condition, long nowNanos);

    /** Which sensor of it is unknown and why, for people; empty where none is, or nobody says. */
    default Optional<String> blindness(Condition condition, long nowNanos) {
        return Optional.empty();
    }

    /** What its sensors read, for people; empty where nobody says. */
    default String words(Condition condition, long nowNanos) {
        return "";
    }
}
