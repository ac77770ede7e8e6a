package dev.fermata.platform.evdev;

import java.time.Duration;

/**
 * Whether the agent still does its part while keys are kept from the game for it. Whoever hears of a watched key going
 * down reads the state of that key soon after; an agent that does not for {@link #LIMIT} hangs, and what is kept
 * for it would be lost. The thread that hears asks and judges; any thread may feel.
 */
final class AgentPulse {
    /** Far longer than a busy machine keeps the agent from its next reading. */
    static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long NOT_ASKED = Long.MAX_VALUE;

    private volatile long askedAt = NOT_ASKED;
    /** Whether it ever was: not everybody who listens reads. */
    private volatile boolean felt;

    /** The agent has been told of a key and is to read it. */
    void ask(long now) {
        if (felt && askedAt == NOT_ASKED) {
            askedAt = now;
        }
    }

    /** The agent has read a key. */
    void feel() {
        felt = true;
        askedAt = NOT_ASKED;
    }

    /** Returns whether it was asked too long ago. */
    boolean isMissing(long now) {
        return deadline() <= now;
    }

    /** When that will be so, if nothing is felt. */
    long deadline() {
        long asked = askedAt;
        return asked == NOT_ASKED ? NOT_ASKED : asked + LIMIT.toNanos();
    }
}
