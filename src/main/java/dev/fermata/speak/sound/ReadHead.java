package dev.fermata.speak.sound;

import dev.fermata.time.Clock;

/**
 * How far a device may have read a tape, by what it has told of late. Devices read in blocks, late at times, and catch
 * up then: so that which tells of the farthest counts.
 */
final class ReadHead {
    private static final int KEPT = 8;

    private final LineRate rate;
    private final Tape.Reading[] readings = new Tape.Reading[KEPT];
    private int told;
    private long movedAt = Clock.NEVER;

    ReadHead(LineRate rate) {
        this.rate = rate;
    }

    /** Takes in what was told, which may be known already. */
    void tell(Tape.Reading reading) {
        if (told > 0 && last().nanos() == reading.nanos()) {
            return;
        }
        if (told == 0 || reading.index() > last().index()) {
            movedAt = reading.nanos();
        }
        readings[told++ % KEPT] = reading;
    }

    /** Whether nothing has been told yet. */
    boolean isUnknown() {
        return told == 0;
    }

    /** The latest that was told. */
    Tape.Reading last() {
        return readings[(told - 1) % KEPT];
    }

    /** The sample that it reads next, or one behind it. */
    long at(long now) {
        long farthest = 0;
        for (int i = 0; i < Math.min(told, KEPT); i++) {
            Tape.Reading each = readings[i];
            farthest = Math.max(farthest, each.index() + rate.samplesIn(Math.max(0, now - each.nanos())));
        }
        return farthest;
    }

    /** How long it has stood still by what was told last. */
    long stoodStillNanos() {
        return last().nanos() - movedAt;
    }
}
