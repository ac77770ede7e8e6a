package dev.fermata.skill;

import dev.fermata.model.Hold;
import dev.fermata.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reasons why the schedule stands still, one a holder. The schedule may run when there are none:
 * a holder can end its own hold and no other, so the release of a priority key can never undo a
 * manual pause (G5). Not thread-safe: the skill manager's lock guards it.
 */
final class Holds {
    private final Map<String, Hold> byHolder = new LinkedHashMap<>();
    /** Asked in every round of the input thread, so kept up to date with every change. */
    private long nextExpiry = Clock.NEVER;

    /**
     * Adds a hold, or renews the holder's own: it keeps its beginning and takes the new reason,
     * lease and keys. Answers whether the holder had none before.
     */
    boolean put(Hold hold) {
        Hold old = byHolder.get(hold.holder());
        long since = old == null ? hold.sinceNanos() : old.sinceNanos();
        byHolder.put(hold.holder(),
                new Hold(hold.holder(), hold.reason(), since, hold.leaseEndNanos(), hold.activeKeys()));
        changed();
        return old == null;
    }

    Optional<Hold> remove(String holder) {
        Optional<Hold> removed = Optional.ofNullable(byHolder.remove(holder));
        changed();
        return removed;
    }

    boolean isEmpty() {
        return byHolder.isEmpty();
    }

    /** Oldest first. */
    List<Hold> all() {
        return List.copyOf(byHolder.values());
    }

    /** The holders whose lease has run out. */
    List<String> expired(long now) {
        return nextExpiry > now ? List.of() : byHolder.values().stream()
                .filter(hold -> hold.leaseEndNanos().isPresent() && hold.leaseEndNanos().getAsLong() <= now)
                .map(Hold::holder)
                .toList();
    }

    /** When the next lease runs out. */
    long nextExpiry() {
        return nextExpiry;
    }

    private void changed() {
        nextExpiry = Clock.NEVER;
        for (Hold hold : byHolder.values()) {
            nextExpiry = Math.min(nextExpiry, hold.leaseEndNanos().orElse(Clock.NEVER));
        }
    }
}
