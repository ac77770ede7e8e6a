package dev.fermata.skill;

import dev.fermata.model.Action;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The actions of a skill, one played at each turn: mostly a single one, several in a rotation. The turn passes on
 * only when its action was accepted, so that none is ever skipped. Thread-safe for one thread that takes turns.
 */
final class ActionRing {
    private final List<Action> actions;
    private final AtomicInteger turn = new AtomicInteger();

    ActionRing(List<Action> actions) {
        this.actions = List.copyOf(actions);
    }

    /** Returns whether that one has the same actions, whosever turn it is. */
    boolean hasSameActionsAs(ActionRing other) {
        return actions.equals(other.actions);
    }

    /** The action whose turn it is. */
    Action current() {
        return actions.get(turn.get());
    }

    /** The current one was accepted. */
    void pass() {
        turn.set((turn.get() + 1) % actions.size());
    }
}
