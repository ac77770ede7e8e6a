package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamMessage;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What waits to be said, and what becomes of what cannot wait any more: it is summed up, where its answer has words for
 * that, or dropped. Confined to the room's lock.
 */
final class Waiting {
    static final int CAPACITY = 200;

    private final List<Pending> items = new ArrayList<>();
    private final RoomBook book;

    Waiting(RoomBook book) {
        this.book = book;
    }

    int size() {
        return items.size();
    }

    /** The one that a message is answered together with. */
    Optional<Pending> takes(StreamBook.Answer answer, StreamMessage message) {
        return items.stream().filter(each -> each.takes(answer, message)).findFirst();
    }

    /** Takes one in; where there is no room the least important has to go, which may be this one. */
    void add(Pending item, long now) {
        items.add(item);
        if (items.size() > CAPACITY) {
            Pending least = items.stream().max(Pending.ORDER).orElseThrow();
            items.remove(least);
            tooMany(least, now, StreamDrop.FULL);
        }
    }

    /** It cannot wait, or not any more. It waits for nothing when this is called. */
    void tooMany(Pending item, long now, StreamDrop why) {
        if (item.isSum || item.answer.sum().isEmpty()) {
            book.dropped(now, item.number, item.first.kind(), why, item.messages == 1 ? "" : "with " + (item.messages - 1)
                    + " more");
            return;
        }
        Optional<Pending> sum = items.stream().filter(each -> each.isSum && each.answer.equals(item.answer)).findFirst();
        if (sum.isPresent()) {
            sum.get().take(item);
            book.merged(now, item.number, item.first.kind(), sum.get().number);
        } else {
            item.becomeSum(now);
            items.add(item);
        }
    }

    /** What has waited too long goes. */
    void expire(long now) {
        List<Pending> old = items.stream().filter(each -> each.expiresAt <= now).toList();
        items.removeAll(old);
        old.forEach(each -> tooMany(each, now, StreamDrop.OLD));
    }

    /** Nothing waits any more. */
    void dropAll(long now, StreamDrop why) {
        items.forEach(each -> book.dropped(now, each.number, each.first.kind(), why, ""));
        items.clear();
    }

    /** The first of those that may be said now. */
    Optional<Pending> first(long now) {
        return items.stream().filter(each -> each.readyAt <= now).min(Pending.ORDER);
    }

    void remove(Pending item) {
        items.remove(item);
    }

    /** When one of them may be said, or has to go, if not before. */
    long next(long now) {
        long next = Clock.NEVER;
        for (Pending each : items) {
            next = Math.min(next, each.readyAt > now ? each.readyAt : each.expiresAt);
        }
        return next;
    }
}
