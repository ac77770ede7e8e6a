package dev.fermata.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Why a skill is not being played at this moment.
 *
 * @param hold what holds it, for {@link Reason#HELD} only
 * @param words the same for people, in one line
 */
public record WhyNot(Reason reason, Optional<Hold> hold, String words) {
    /** What it is; the ids are stable. */
    public enum Reason {
        /** It is turned off. */
        OFF("off", "turned off"),
        /** Nothing is played: the agent is stopped. */
        STOPPED("stopped", "everything is stopped"),
        /** Nothing is played yet: the agent waits for the toggle key. */
        ARMED("armed", "armed, not started"),
        /** A hold covers it. */
        HELD("held", "held"),
        /** It is due and waits in its lane for its turn. */
        QUEUED("queued", "waits for its turn"),
        /** It is due again, and waits until what it plays is over. */
        BUSY("busy", "busy with the time before"),
        /** Its lane was full when it was due. */
        LANE_FULL("lane_full", "its lane was full"),
        /** The desktop refused it when it was due. */
        REFUSED("refused", "refused by the desktop"),
        /** It waits for its time. */
        NOT_DUE("not_due", "waits for its time"),
        /** What it waits for is not seen. */
        NOT_SEEN("not_seen", "waits for what it looks for"),
        /** Whether it is there is unknown. */
        BLIND("blind", "cannot see what it looks for");

        private final String id;
        private final String words;

        Reason(String id, String words) {
            this.id = id;
            this.words = words;
        }

        /** The stable name. */
        public String id() {
            return id;
        }
    }

    public WhyNot {
        Objects.requireNonNull(words);
    }

    /** A reason that needs no hold. */
    public static WhyNot of(Reason reason) {
        return new WhyNot(reason, Optional.empty(), reason.words);
    }

    /** The same, in words of its own. */
    public static WhyNot of(Reason reason, String words) {
        return new WhyNot(reason, Optional.empty(), words);
    }

    /** A hold covers it. */
    public static WhyNot heldBy(Hold hold) {
        String words = !hold.pauses() ? "held by " + hold.who() : "paused" + hold.pausedWords();
        return new WhyNot(Reason.HELD, Optional.of(hold), words);
    }
}
