package dev.fermata.speak;

import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.SpeechStatus;
import dev.fermata.speak.sound.Sound;
import java.util.Comparator;

/** An item that is not over. Confined to the lock of its queue. */
final class SpeechItem {
    /** The more important first, then the older. */
    static final Comparator<SpeechItem> ORDER = Comparator.<SpeechItem, SpeechPriority>comparing(item -> item.priority)
            .thenComparing(item -> item.id);

    static final int BETTER_BY = 5;
    static final int BETTER_BY_NEAR_THE_END = 8;
    private static final double NEAR_THE_END = 0.85;

    /** Also its place among those that came. */
    final long id;
    final SpeechRequest request;
    final long submittedAt;
    SpeechPriority priority;
    long expiresAt;
    /** Null before the voice has made it, and when it was thrown away for want of room. */
    Sound sound;
    /** When its sound was asked for; negative when nobody makes it. */
    long askedAt = -1;
    /** How many samples have been heard. */
    long position;
    boolean begun;
    int repeats;
    int interruptions;
    /** Why it is to end though it is being spoken; empty while it may go on. */
    String endsFor = "";
    /** The kind of {@link #endsFor}. */
    Drop endsBy = Drop.SKIPPED;

    SpeechItem(long id, SpeechRequest request, long nowNanos) {
        this.id = id;
        this.request = request;
        this.submittedAt = nowNanos;
        this.priority = request.priority();
        this.expiresAt = nowNanos + request.expiry().toNanos();
    }

    /** Whether it waits to go on rather than to begin. */
    boolean isInterrupted() {
        return begun;
    }

    /** Whether the other is so much better that this one, which is spoken, is interrupted for it. */
    boolean givesWayTo(SpeechItem newcomer) {
        boolean nearTheEnd = position > NEAR_THE_END * sound.length();
        return newcomer.priority.betterBy(priority) >= (nearTheEnd ? BETTER_BY_NEAR_THE_END : BETTER_BY);
    }

    long positionNanos() {
        return sound == null ? 0 : sound.nanos(position);
    }

    SpeechStatus.Item status() {
        return new SpeechStatus.Item(id, request.text(), priority, request.from(), positionNanos(),
                sound == null ? 0 : sound.nanos(sound.length()), repeats, interruptions);
    }
}
