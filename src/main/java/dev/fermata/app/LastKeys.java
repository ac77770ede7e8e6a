package dev.fermata.app;

import dev.fermata.play.Dispatcher;
import dev.fermata.time.Clock;

/** What is done with the keys that are down at the end. */
final class LastKeys {
    private LastKeys() {
    }

    /** Lets a dispatcher whose thread has ended release what it pressed in its own order, until then at most. */
    static void letGo(Clock clock, Dispatcher dispatcher, long limit) {
        while (clock.nanos() < limit) {
            long next = dispatcher.step(clock.nanos());
            if (dispatcher.down().isEmpty()) {
                return;
            }
            clock.parkUntil(Math.min(next, limit));
        }
    }
}
