package dev.fermata.skill;

import dev.fermata.model.Condition;
import dev.fermata.model.Truth;

/** Says whether what skills wait for is seen. Called from several threads, some under the ledger's lock: must not wait. */
@FunctionalInterface
public interface Sight {
    /** Sees nothing, so nothing is known. */
    Sight BLIND = (condition, nowNanos) -> Truth.UNKNOWN;

    /** Whether it is so now; what is too old counts as unknown. */
    Truth over(Condition condition, long nowNanos);
}
