package dev.fermata.play;

import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The smallest things the dispatcher does; an action is played as a list of them. */
sealed interface Step {

    /** Waits for the turn to start pressing: the gap since the last action, lanes above, holds. */
    record Begin() implements Step {
    }

    /** Gives the turn away; the gap to the next action starts here. */
    record End() implements Step {
    }

    record Down(Key key) implements Step {
    }

    record Up(Key key) implements Step {
    }

    /** Waits with the turn kept: the press length of a tap. */
    record KeepDown(long nanos) implements Step {
    }

    /** Waits without the turn: other actions play meanwhile. */
    record Wait(long nanos) implements Step {
    }

    /** Waits until whoever submitted the action lets go, at least the given time. */
    record AwaitLetGo(long atLeastNanos) implements Step {
    }

    /** A step at a time of its own, counted from the beginning. */
    sealed interface Timed extends Step {
        long offsetNanos();
    }

    /** A stroke of a take. */
    record TakeStroke(long offsetNanos, Stroke stroke) implements Timed {
    }

    /** The end of a take, or of it once: what it has down comes up. */
    record TakeEnd(long offsetNanos) implements Timed {
    }

    /** What an action consists of, with taps pressed for the given time. */
    static List<Step> of(Action action, long pressNanos) {
        if (action instanceof Action.Take take) {
            return new TakeSteps(take);
        }
        List<Step> steps = new ArrayList<>();
        append(action, pressNanos, steps);
        return List.copyOf(steps);
    }

    private static void append(Action action, long pressNanos, List<Step> steps) {
        if (action instanceof Action.Sequence sequence) {
            sequence.actions().forEach(each -> append(each, pressNanos, steps));
        } else if (action instanceof Action.Delay delay) {
            steps.add(new Wait(delay.length().toNanos()));
        } else if (action instanceof Action.Release release) {
            steps.add(new Up(release.key()));
        } else {
            steps.add(new Begin());
            if (action instanceof Action.Tap tap) {
                tap.keys().forEach(key -> steps.add(new Down(key)));
                steps.add(new KeepDown(pressNanos));
                reversed(tap.keys()).forEach(key -> steps.add(new Up(key)));
                steps.add(new End());
            } else if (action instanceof Action.Press press) {
                steps.add(new Down(press.key()));
                steps.add(new End());
            } else if (action instanceof Action.KeepDown keep) {
                keep.keys().forEach(key -> steps.add(new Down(key)));
                steps.add(new End());
                // Its last step: what an action has down comes up with its end.
                steps.add(new AwaitLetGo(pressNanos));
            }
        }
    }

    private static List<Key> reversed(List<Key> keys) {
        List<Key> copy = new ArrayList<>(keys);
        Collections.reverse(copy);
        return copy;
    }
}
