package dev.fermata.app;

import dev.fermata.platform.Barrier;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells once that no keys go through to the program that has the focus: nobody else does, it only stays still. Not of
 * one that has it for a moment. Used by one thread.
 */
final class BarrierWatch implements Stepped {
    static final Duration PERIOD = Duration.ofSeconds(1);

    private final Barrier barrier;
    private final Consumer<String> advice;
    private boolean seen;
    private boolean told;

    BarrierWatch(Barrier barrier, Consumer<String> advice) {
        this.barrier = barrier;
        this.advice = advice;
    }

    @Override
    public long step(long now) {
        if (told) {
            return Clock.NEVER;
        }
        String why = barrier.now().orElse(null);
        if (why != null && seen) {
            told = true;
            advice.accept("the program that has the focus " + why + ": such a program gets no keys of Fermata's, and"
                    + " Fermata hears none of yours there; if it is the game, start Fermata with the same rights");
            return Clock.NEVER;
        }
        seen = why != null;
        return now + PERIOD.toNanos();
    }
}
