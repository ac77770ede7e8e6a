package dev.fermata.demo;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Profile;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.TargetWindow;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Counts at the receiving end, with the player's own hands as the clock: what the target window saw,
 * and how much of it came from skills while the player had a priority key down. Thread-safe.
 */
final class WindowWitness {
    /** A pause reaches the window well within this; later presses count as during the hold. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Profile profile;
    private final Set<Key> skillKeys;
    @GuardedBy("this")
    private final Set<Key> down = EnumSet.noneOf(Key.class);
    @GuardedBy("this")
    private long silentSince = Long.MAX_VALUE;
    @GuardedBy("this")
    private int presses;
    @GuardedBy("this")
    private int duringHolds;

    WindowWitness(Profile profile, TargetWindow window) {
        this.profile = profile;
        this.skillKeys = keysThatMustRest(profile);
        window.onEvent(this::saw);
    }

    synchronized void playerDown(Key key) {
        boolean priority = profile.priority().special().contains(key) || profile.priority().managed().containsKey(key);
        if (priority && down.add(key) && down.size() == 1) {
            silentSince = System.nanoTime() + SETTLE_NANOS;
        }
    }

    synchronized void playerUp(Key key) {
        if (down.remove(key) && down.isEmpty()) {
            silentSince = Long.MAX_VALUE;
        }
    }

    synchronized int presses() {
        return presses;
    }

    synchronized int duringHolds() {
        return duringHolds;
    }

    private synchronized void saw(TargetWindow.Event event) {
        if (event.down()) {
            presses++;
            if (skillKeys.contains(event.key()) && event.receivedNanos() > silentSince) {
                duringHolds++;
            }
        }
    }

    /** The keys of skills that a hold silences, less those of skills it does not. */
    private static Set<Key> keysThatMustRest(Profile profile) {
        Set<Key> rest = profile.keys(false);
        rest.removeAll(profile.keys(true));
        return rest;
    }
}
