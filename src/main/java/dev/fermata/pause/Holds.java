package dev.fermata.pause;

import dev.fermata.model.Hold;
import dev.fermata.model.Scope;
import dev.fermata.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The holds that are on, one a holder. A holder can end its own hold and no other, so the release of a priority
 * key can never undo a manual pause (G5). Not thread-safe: the ledger's lock guards it.
 */
final class Holds {
    /** How many holds clients may have at a time, all of them together. */
    static final int MOST_OF_CLIENTS = 64;

    private final Map<String, Hold> byHolder = new LinkedHashMap<>();
    /** Whether any hold has a lease; without one, asking for the next to end costs nothing. */
    private boolean leased;

    /**
     * Adds a hold, or renews the holder's own: it keeps its beginning and what it covers, and takes the new
     * reason, lease and keys. Returns whether the holder had none before.
     *
     * @throws TooManyHoldsException when it is one more than clients may have
     */
    boolean put(Hold hold) {
        Hold old = byHolder.get(hold.holder());
        if (old == null) {
            if (hold.isOfClient() && byHolder.values().stream().filter(Hold::isOfClient).count() >= MOST_OF_CLIENTS) {
                throw new TooManyHoldsException();
            }
            byHolder.put(hold.holder(), hold);
        } else {
            byHolder.put(hold.holder(), new Hold(hold.holder(), hold.reason(), old.sinceNanos(),
                    hold.leaseEndNanos(), hold.activeKeys(), old.scopes()));
        }
        changed();
        return old == null;
    }

    void remove(String holder) {
        byHolder.remove(holder);
        changed();
    }

    Optional<Hold> of(String holder) {
        return Optional.ofNullable(byHolder.get(holder));
    }

    /** How much of a scope stands still: the one place that says so. */
    Stillness stillness(Scope scope) {
        Stillness stillness = Stillness.NONE;
        for (Hold hold : byHolder.values()) {
            if (hold.scopes().contains(scope)) {
                if (!Hold.letsRun(hold.holder())) {
                    return Stillness.ALL;
                }
                stillness = Stillness.MOST;
            }
        }
        return stillness;
    }

    /** Those of them that no hold covers. */
    EnumSet<Scope> free(Set<Scope> scopes) {
        EnumSet<Scope> free = EnumSet.copyOf(scopes);
        free.removeIf(scope -> stillness(scope) != Stillness.NONE);
        return free;
    }

    /** Oldest first. */
    List<Hold> all() {
        return List.copyOf(byHolder.values());
    }

    /** The holds whose lease ended later than {@code after} and not later than {@code now}. */
    List<Hold> expired(long after, long now) {
        return byHolder.values().stream()
                .filter(hold -> hold.leaseEndNanos().stream().anyMatch(end -> end > after && end <= now))
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
        leased = false;
        for (Hold hold : byHolder.values()) {
            leased |= hold.leaseEndNanos().isPresent();
        }
    }
}
