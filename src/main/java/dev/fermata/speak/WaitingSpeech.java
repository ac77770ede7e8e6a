package dev.fermata.speak;

import dev.fermata.event.SpeechNews;
import dev.fermata.model.SpeechAnswer.Refusal;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.SpeechState;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.VariantSyntax;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What waits, to begin or to go on, in its order, and whose sounds are made. Confined to the lock of its queue. */
final class WaitingSpeech {
    static final int CAPACITY = 100;
    /** So long the sound of the first is waited for before the next may go first. */
    static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final TreeSet<SpeechItem> waiting = new TreeSet<>(SpeechItem.ORDER);
    private final SpeechBook book;
    /** Sounds that are being made and not wanted any more. */
    private final List<Long> unwanted = new ArrayList<>();
    private long lastId;

    WaitingSpeech(SpeechBook book) {
        this.book = book;
    }

    /** Takes one in: merged with another, or in the place of a less important one where there is no room. */
    SpeechAnswer accept(SpeechRequest request, boolean started, long now) {
        book.submitted();
        Optional<Refusal> refusal = refusal(request, started);
        if (refusal.isPresent()) {
            book.refused(now, request, refusal.get());
            return new SpeechAnswer(0, false, refusal);
        }
        Optional<SpeechItem> same = waiting.stream()
                .filter(each -> !each.isInterrupted() && each.request.text().equals(request.text())).findFirst();
        if (same.isPresent()) {
            merge(request, same.get(), now);
            return new SpeechAnswer(same.get().id, true, Optional.empty());
        }
        if (waiting.size() >= CAPACITY) {
            SpeechItem least = waiting.last();
            if (least.isInterrupted() || least.priority.compareTo(request.priority()) <= 0) {
                book.refused(now, request, Refusal.FULL);
                return new SpeechAnswer(0, false, Optional.of(Refusal.FULL));
            }
            drop(least, now, Drop.MADE_ROOM, "made room for a more important one");
        }
        SpeechItem item = new SpeechItem(++lastId, request, now);
        waiting.add(item);
        book.tell(now, SpeechNews.QUEUED, item, "");
        return new SpeechAnswer(item.id, false, Optional.empty());
    }

    private static Optional<Refusal> refusal(SpeechRequest request, boolean started) {
        if (!started) {
            return Optional.of(Refusal.NOT_RUNNING);
        }
        if (request.text().codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Optional.of(Refusal.EMPTY);
        }
        return request.text().length() > VariantSyntax.LONGEST ? Optional.of(Refusal.TOO_LONG) : Optional.empty();
    }

    /** The newer request may be more urgent, and be worth saying for longer. */
    private void merge(SpeechRequest request, SpeechItem into, long now) {
        waiting.remove(into);
        into.repeats++;
        into.expiresAt = Math.max(into.expiresAt, now + request.expiry().toNanos());
        if (request.priority().compareTo(into.priority) < 0) {
            into.priority = request.priority();
        }
        waiting.add(into);
        book.merged(now, into);
    }

    Optional<SpeechItem> find(long id) {
        return waiting.stream().filter(each -> each.id == id).findFirst();
    }

    /** The first in the order, ready or not. */
    /**
     * What the queue is at.
     *
     * @param playing what is spoken; null for nothing
     * @param rests whether what was interrupted is about to go on
     */
    SpeechState state(SpeechItem playing, boolean rests) {
        boolean interrupted = waiting.stream().anyMatch(SpeechItem::isInterrupted);
        if (playing == null) {
            return !interrupted ? SpeechState.IDLE : rests ? SpeechState.POST_INTERRUPT : SpeechState.INTERRUPTED;
        }
        boolean undecided = !waiting.isEmpty() && waiting.first().sound == null && playing.givesWayTo(waiting.first());
        return undecided ? SpeechState.INTERRUPT_DECISION : interrupted ? SpeechState.INTERRUPTED : SpeechState.PLAYING;
    }

    List<SpeechStatus.Item> status() {
        return waiting.stream().map(SpeechItem::status).toList();
    }

    /** Its turn has come. */
    void take(SpeechItem item) {
        waiting.remove(item);
    }

    /** It was interrupted, and goes on later from its old place. */
    void putBack(SpeechItem item) {
        waiting.add(item);
    }

    void drop(SpeechItem item, long now, Drop why, String reason) {
        waiting.remove(item);
        if (item.askedAt >= 0) {
            unwanted.add(item.id);
        }
        book.dropped(now, why, item, reason);
    }

    void dropAll(long now, Drop how, String reason) {
        for (SpeechItem item : List.copyOf(waiting)) {
            drop(item, now, how, reason);
        }
    }

    void dropExpired(long now) {
        for (SpeechItem item : List.copyOf(waiting)) {
            if (item.expiresAt <= now) {
                drop(item, now, Drop.EXPIRED, "expired");
            }
        }
    }

    /** A sound has been made. */
    void sounds(long id, Sound sound) {
        find(id).filter(item -> item.askedAt >= 0).ifPresent(item -> {
            item.sound = sound;
            item.askedAt = -1;
        });
    }

    /** A sound cannot be made. */
    void cannot(long id, long now, String reason) {
        find(id).filter(item -> item.askedAt >= 0).ifPresent(item -> {
            waiting.remove(item);
            book.ended(now, SpeechNews.FAILED, item, reason);
        });
    }

    /**
     * The one whose turn it is: the first, or one behind it if those before it are slow to come.
     *
     * @param restUntil before then nothing that was interrupted goes on
     */
    Optional<SpeechItem> next(long now, long restUntil) {
        for (SpeechItem item : waiting) {
            if (item.sound != null) {
                return item.isInterrupted() && now < restUntil ? Optional.empty() : Optional.of(item);
            }
            if (item.askedAt < 0 || now - item.askedAt < PATIENCE.toNanos()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * What is to be done about sounds.
     *
     * @param ask those whose sounds are to be made
     * @param cancel the numbers of those whose sounds are not wanted any more
     * @param next when something waiting wants to be looked at again
     */
    record Plan(List<SpeechItem> ask, List<Long> cancel, long next) {
    }

    /** Has the sounds made of those that come next, and no others. */
    Plan plan(long now, long restUntil) {
        List<SpeechItem> ask = new ArrayList<>();
        long next = Clock.NEVER;
        int place = 0;
        for (SpeechItem item : waiting) {
            next = Math.min(next, item.expiresAt);
            if (item.isInterrupted()) {
                next = restUntil > now ? Math.min(next, restUntil) : next;
                continue;
            }
            boolean wanted = place++ < SpeechQueue.AHEAD;
            if (!wanted) {
                forget(item);
            } else if (item.sound == null && item.askedAt < 0) {
                item.askedAt = now;
                ask.add(item);
            }
            long patient = item.askedAt + PATIENCE.toNanos();
            next = item.askedAt >= 0 && patient > now ? Math.min(next, patient) : next;
        }
        List<Long> cancel = List.copyOf(unwanted);
        unwanted.clear();
        return new Plan(ask, cancel, next);
    }

    /** Its sound takes room, or somebody's time, that others need. */
    private void forget(SpeechItem item) {
        item.sound = null;
        if (item.askedAt >= 0) {
            item.askedAt = -1;
            unwanted.add(item.id);
        }
    }
}
