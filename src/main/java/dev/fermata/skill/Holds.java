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
    /** How many holds clients may have at a time, all of them together. */
    static final int MOST_OF_CLIENTS = 64;

    private final Map<String, Hold> byHolder = new LinkedHashMap<>();
    /** Whether any hold has a lease; without one, asking for the next to end costs nothing. */
    private boolean leased;

    /**
     * Adds a hold, or renews the holder's own: it keeps its beginning and takes the new reason,
     * lease and keys. Answers whether the holder had none before.
     *
     * @throws TooManyHoldsException when it is one more than clients may have
     */
    boolean put(Hold hold) {
        Hold old = byHolder.get(hold.holder());
        if (old == null && isOfClient(hold.holder())
                && byHolder.keySet().stream().filter(Holds::isOfClient).count() >= MOST_OF_CLIENTS) {
            throw new TooManyHoldsException();
        }
        long since = old == null ? hold.sinceNanos() : old.sinceNanos();
        byHolder.put(hold.holder(),
                new Hold(hold.holder(), hold.reason(), since, hold.leaseEndNanos(), hold.activeKeys()));
        changed();
        return old == null;
    }

    private static boolean isOfClient(String holder) {
        return holder.startsWith(Hold.API_PREFIX);
    }

    Optional<Hold> remove(String holder) {
        Optional<Hold> removed = Optional.ofNullable(byHolder.remove(holder));
        changed();
        return removed;
    }

    boolean isEmpty() {
        return byHolder.isEmpty();
    }

    /**
     * Whether the holds let a skill play: all of them let those that run during holds, or there are none.
     * The one place that says so for skills.
     */
    boolean let(boolean runsDuringHold) {
        return byHolder.isEmpty() || runsDuringHold && byHolder.keySet().stream().allMatch(Hold::letsRun);
    }

    /** Oldest first. */
    List<Hold> all() {
        return List.copyOf(byHolder.values());
    }

    /** The holders whose lease ended later than {@code after} and not later than {@code now}. */
    List<String> expired(long after, long now) {
        return byHolder.values().stream()
                .filter(hold -> hold.leaseEndNanos().stream().anyMatch(end -> end > after && end <= now))
                .map(Hold::holder)
                .toList();
    }

    /** When the first lease after that time runs out. */
    long nextExpiry(long after) {
        if (!leased) {
            return Clock.NEVER;
        }
        return byHolder.values().stream()
                .flatMapToLong(hold -> hold.leaseEndNanos().stream())
                .filter(end -> end > after)
                .min()
                .orElse(Clock.NEVER);
    }

    private void changed() {
        leased = byHolder.values().stream().anyMatch(hold -> hold.leaseEndNanos().isPresent());
    }
}
