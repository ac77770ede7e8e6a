package dev.fermata.platform.evdev;

import java.util.BitSet;

/** One device, and how far it is with being taken. Belongs to a {@link Relay}. */
final class Taken {
    static final long NEVER = Long.MAX_VALUE;
    static final long NO_SCAN = Long.MIN_VALUE;

    final Source source;
    final Kind kind;
    /** What it has down. */
    final BitSet down = new BitSet(Codes.KEY_LIMIT);
    /** What of that was pressed since it is ours, and so passed on or kept; the rest programs have from itself. */
    final BitSet ours = new BitSet(Codes.KEY_LIMIT);
    /** What is to be passed on at the end of the frame. */
    final Events frame = new Events(64);
    /** Since when it is ours; {@link #NEVER} while it is not. What happened before has reached programs by itself. */
    long takenAt = NEVER;
    /** Until when its keys are waited for to come up; {@link #NEVER} while nobody wants it. */
    long waitsUntil = NEVER;
    /** When to try again to take it: somebody else has it. */
    long triesAgainAt;
    /** The scan code of the key of the next event; {@link #NO_SCAN} while none was read. */
    long scan = NO_SCAN;
    /** Its events up to the next report are incomplete. */
    boolean incomplete;
    boolean toldBusy;
    /** When what is down on it is read again, while it is not ours. */
    long looksAt;

    Taken(Source source, Kind kind) {
        this.source = source;
        this.kind = kind;
    }

    boolean isOurs() {
        return takenAt != NEVER;
    }
}
