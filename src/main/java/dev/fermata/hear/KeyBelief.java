package dev.fermata.hear;

import dev.fermata.model.Key;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.PhysicalKeys.Reading;
import dev.fermata.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Predicate;

/**
 * Keeps what is believed of each watched key in line with what the desktop says. Events are quick
 * but get lost (lock screens, elevated windows, an injected release of the same key); readings are
 * slow but true. So an event is believed at once and checked soon after, and a key believed down is
 * read again and again. Two readings in a row against the belief change it; a release lost is found
 * within {@link #POLL_NANOS} + 2 x {@link #RECHECK_NANOS}, well below the 250 ms of guarantee G3.
 *
 * <p>A release that may be half of an auto-repeat ({@link RepeatPairs}) is believed when a reading
 * {@link #RECHECK_NANOS} later finds the key up and no press has come meanwhile.
 *
 * <p>Where the platform cannot tell, a key without a sign of life for {@link #BLIND_NANOS} is
 * believed up. Not thread-safe: input thread only, but for {@link #isDown}.
 */
final class KeyBelief {
    /** How long after an event its key is read; two readings this far apart are enough to tell. */
    static final long RECHECK_NANOS = 15_000_000L;
    /** How often a key that is believed down is read. */
    static final long POLL_NANOS = 100_000_000L;
    /** How long a key is believed down on no evidence; a key kept down by hand repeats on its own. */
    static final long BLIND_NANOS = 60_000_000_000L;
    /** {@code values()} makes a copy with every call. */
    private static final Key[] KEYS = Key.values();

    private final PhysicalKeys physical;
    private final Predicate<Key> sentByUs;
    private final Predicate<Key> mayLetGo;
    /** What is believed of each key, by ordinal; 1 is down. */
    private final AtomicIntegerArray down = new AtomicIntegerArray(KEYS.length);
    /** When to read each key next, by ordinal; {@link Clock#NEVER} for most. */
    private final long[] checkAt = new long[KEYS.length];
    private final boolean[] contrary = new boolean[KEYS.length];
    /** Keys that were told to be up and are believed down all the same. */
    private final Set<Key> left = EnumSet.noneOf(Key.class);
    private final RepeatPairs pairs = new RepeatPairs();
    /** When the release of a key was heard that is believed down until it is confirmed, by ordinal. */
    private final long[] releasedAt = new long[KEYS.length];
    private final Set<Key> unconfirmed = EnumSet.noneOf(Key.class);
    private final long[] lastSign = new long[KEYS.length];
    /** Keys that the agent has had down since they were last known to be up: a press may have been hidden. */
    private final Set<Key> covered = EnumSet.noneOf(Key.class);
    /** Keys that went down by the agent's doing, and of which no release has been heard since. */
    private final Set<Key> ownDown = EnumSet.noneOf(Key.class);
    /** Keys of which events may have been missed, or which were not watched, until they are read. */
    private final Set<Key> unsure = EnumSet.noneOf(Key.class);

    /** @param mayLetGo whether a key that is read up may be believed up without its event */
    KeyBelief(PhysicalKeys physical, Predicate<Key> sentByUs, Predicate<Key> mayLetGo) {
        this.physical = physical;
        this.sentByUs = sentByUs;
        this.mayLetGo = mayLetGo;
        Arrays.fill(checkAt, Clock.NEVER);
    }

    /** Whether a key is believed down. Any thread. */
    boolean isDown(Key key) {
        return down.get(key.ordinal()) == 1;
    }

    /**
     * Believes an event of the player's. A repeat only confirms what is believed, so it brings no
     * reading of its own: a key kept down repeats 30 times a second.
     *
     * @return whether it changes anything, i.e. is no repeat and no half of one
     */
    boolean believe(Key key, boolean isDown, long now) {
        if (!isDown) {
            ownDown.remove(key);
        }
        if (!isDown && isDown(key) && !physical.releasesAreCertain() && isDoubtful(key, now)) {
            if (unconfirmed.add(key)) {
                releasedAt[key.ordinal()] = now;
                contrary[key.ordinal()] = false;
                lastSign[key.ordinal()] = now;
                schedule(key, now + RECHECK_NANOS);
            }
            return false;
        }
        if (isDown && unconfirmed.remove(key)) {
            pairs.paired();
        }
        boolean changed = isDown != isDown(key);
        if (changed && isDown) {
            pairs.wentDown(key, now);
        } else if (changed) {
            pairs.wentUp(key, now);
        }
        set(key, isDown, now);
        boolean repeat = isDown && !changed;
        schedule(key, repeat ? Math.min(checkAt[key.ordinal()], now + POLL_NANOS) : now + RECHECK_NANOS);
        return changed;
    }

    /** Whether its release was heard that may be half of a repeat: the next press is then the other half. */
    boolean isReleaseDoubtful(Key key) {
        return unconfirmed.contains(key);
    }

    private boolean isDoubtful(Key key, long now) {
        return unconfirmed.contains(key) || switch (pairs.judge(key, now)) {
            case CERTAIN -> false;
            case NEW -> physical.mayRepeatInPairs() || read(key) == Reading.DOWN;
            case DOUBTFUL -> true;
        };
    }

    private void set(Key key, boolean isDown, long now) {
        down.set(key.ordinal(), isDown ? 1 : 0);
        lastSign[key.ordinal()] = now;
        contrary[key.ordinal()] = false;
        left.remove(key);
        covered.remove(key);
        unsure.remove(key);
    }

    /**
     * Whether a press that is heard now is of a key that is down by our doing: of those some platforms give the
     * game nothing. A release, whoever's, ends that.
     */
    boolean isCovered(Key key) {
        return ownDown.contains(key) && !unsure.contains(key);
    }

    /** Takes an event that comes of what the agent sent, and has the key read soon: it may hide what the player does. */
    void heardOwn(Key key, boolean isDown, long now) {
        if (isDown) {
            ownDown.add(key);
            if (!contrary[key.ordinal()]) {
                covered.add(key);
            }
        } else {
            ownDown.remove(key);
        }
        readSoon(key, now);
    }

    /**
     * Has a key read soon: something happened that may hide what the player does with it. Puts no
     * reading off, for a skill may play the key faster than readings follow one another.
     */
    void doubt(Key key, long now) {
        unsure.add(key);
        readSoon(key, now);
    }

    private void readSoon(Key key, long now) {
        lastSign[key.ordinal()] = now;
        schedule(key, Math.min(checkAt[key.ordinal()], now + RECHECK_NANOS));
    }

    /** Forgets a key that is watched no more. */
    void forget(Key key) {
        down.set(key.ordinal(), 0);
        left.remove(key);
        unconfirmed.remove(key);
        covered.remove(key);
        ownDown.remove(key);
        unsure.remove(key);
        checkAt[key.ordinal()] = Clock.NEVER;
    }

    /** Reads one key at once, for a decision that cannot be taken back. */
    boolean isReallyDown(Key key) {
        Reading reading = read(key);
        return reading == Reading.UNKNOWN ? isDown(key) : reading == Reading.DOWN;
    }

    /**
     * Reads one key at once, and only what no agent can bring about: what a device has down.
     * {@link Reading#UNKNOWN} where the platform cannot tell the agent's input from the player's.
     */
    Reading readDevice(Key key) {
        return physical.read(key, true);
    }

    /** Reads every one of these keys at once and believes those down that are: events cannot tell of them. */
    void look(Set<Key> keys, long now, Correction correction) {
        for (Key key : keys) {
            if (!isDown(key) && read(key) == Reading.DOWN) {
                believe(key, true, now);
                correction.corrected(key, true, false);
            }
            doubt(key, now);
        }
    }

    /** The next moment {@link #check} has something to do. */
    long deadline() {
        long next = Clock.NEVER;
        for (long at : checkAt) {
            next = Math.min(next, at);
        }
        return next;
    }

    /** Receives what a check found. */
    interface Correction {
        /**
         * A key is not as believed; the belief has been corrected.
         *
         * @param covered whether the agent had the key down before: some platforms tell nobody, and no
         *                game either, of a press of a key that is down already
         */
        void corrected(Key key, boolean nowDown, boolean covered);

        /** A release that was heard before, at that time, is none of a repeat's. */
        void confirmedUp(Key key, long heardAtNanos);

        /** A key is up, and believed down until its event comes all the same; told once. */
        void leftDown(Key key);
    }

    /** Reads the keys whose time has come. */
    void check(long now, Correction correction) {
        for (Key key : KEYS) {
            if (checkAt[key.ordinal()] <= now) {
                check(key, now, correction);
            }
        }
    }

    private void check(Key key, long now, Correction correction) {
        int at = key.ordinal();
        boolean believed = isDown(key);
        Reading reading = read(key);
        if (unconfirmed.remove(key) && reading != Reading.DOWN) {
            pairs.wentUp(key, releasedAt[at]);
            set(key, false, now);
            schedule(key, Clock.NEVER);
            correction.confirmedUp(key, releasedAt[at]);
            return;
        }
        boolean against = switch (reading) {
            case UP -> believed;
            case DOWN -> !believed;
            case UNKNOWN -> believed && now - lastSign[at] > BLIND_NANOS;
        };
        if (!against) {
            contrary[at] = false;
            left.remove(key);
            if (reading == Reading.UP && !sentByUs.test(key)) {
                covered.remove(key);
                unsure.remove(key);
            }
            // No event tells of the player's press of a key the agent has down.
            boolean hidden = sentByUs.test(key) && reading != Reading.UNKNOWN;
            schedule(key, believed || hidden ? now + POLL_NANOS : Clock.NEVER);
        } else if (!contrary[at]) {
            contrary[at] = true;
            schedule(key, now + RECHECK_NANOS);
        } else if (believed && !mayLetGo.test(key)) {
            schedule(key, now + POLL_NANOS);
            if (left.add(key)) {
                correction.leftDown(key);
            }
        } else {
            if (!believed) {
                pairs.wentDown(key, now);
            }
            boolean wasCovered = covered.contains(key) && !unsure.contains(key);
            set(key, !believed, now);
            schedule(key, now + RECHECK_NANOS);
            correction.corrected(key, !believed, wasCovered);
        }
    }

    /** What the desktop says of a key; a press of the agent's that comes in between is not the player's. */
    private Reading read(Key key) {
        boolean ours = sentByUs.test(key);
        Reading reading = physical.read(key, ours);
        return reading == Reading.DOWN && !ours && sentByUs.test(key) ? physical.read(key, true) : reading;
    }

    private void schedule(Key key, long when) {
        checkAt[key.ordinal()] = when;
    }
}
