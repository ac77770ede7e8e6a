package dev.fermata.observe;

import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Scope;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the agent stands, for somebody who has only a glance for it.
 *
 * @param words one short line for people, such as {@code held by space}
 */
public record Standing(Kind kind, String words) {
    /** Before anything is known of an agent. */
    public static final Standing AT_FIRST = new Standing(Kind.STOPPED, "stopped");

    /** What matters most; each begins a line of its own kind and colour. */
    public enum Kind {
        /** Nothing plays until it is armed. */
        STOPPED,
        /** It waits for the toggle key. */
        ARMED,
        /** Skills are played. */
        RUNNING,
        /** Skills stand still for the moment: a priority key is down, or the like. */
        HELD,
        /** The player or a client has paused. */
        PAUSED,
        /** The profile that was saved last is refused; an older one is in force. */
        REFUSED,
        /** The hook hears nothing: no priority key would be noticed. */
        DEAF;

        /** The stable name. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether that shows the same. By hand: a record's own equality is made at run time, of some thirty classes. */
    boolean isLike(Standing other) {
        return kind == other.kind && words.equals(other.words);
    }

    /**
     * The one place that says what matters most.
     *
     * @param holds oldest first
     * @param refused whether the profile that was saved last is refused
     * @param deaf whether the hook hears nothing
     * @param recording whether it is recorded what the player does: that shows, whatever else there is
     */
    public static Standing of(AgentState state, Collection<Hold> holds, boolean refused, boolean deaf,
            boolean recording) {
        Standing plain = of(state, holds, refused, deaf);
        return recording ? new Standing(plain.kind(), plain.words() + ", recording") : plain;
    }

    private static Standing of(AgentState state, Collection<Hold> holds, boolean refused, boolean deaf) {
        if (deaf) {
            return new Standing(Kind.DEAF, "nothing heard");
        }
        Standing plain = switch (state) {
            case STOPPED -> AT_FIRST;
            case READY -> new Standing(Kind.ARMED, "armed");
            case PAUSED -> new Standing(Kind.PAUSED, "paused" + pausedBy(holds));
            case RUNNING -> holds.stream().filter(hold -> hold.scopes().contains(Scope.PLAY)).findFirst()
                    .map(hold -> new Standing(Kind.HELD, "held by " + hold.who()))
                    .orElseGet(() -> new Standing(Kind.RUNNING, "running"));
        };
        return refused ? new Standing(Kind.REFUSED, plain.words() + ", profile refused") : plain;
    }

    /** The player knows of the player's own pause. */
    private static String pausedBy(Collection<Hold> holds) {
        // A client's before what shows by itself on the screen.
        Optional<Hold> other = Stream.concat(holds.stream().filter(Hold::isOfClient), holds.stream())
                .filter(Hold::pauses).findFirst();
        boolean ownToo = holds.stream().anyMatch(Hold::isManual);
        return ownToo ? "" : other.map(Hold::pausedWords).orElse("");
    }
}
