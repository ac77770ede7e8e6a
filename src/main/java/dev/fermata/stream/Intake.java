package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamMessage;
import java.util.Optional;

/**
 * What becomes of a message when it comes: it is ignored, limited, put together with one that waits, or waits itself.
 * Confined to the room's lock.
 */
final class Intake {
    private final RoomBook book;
    private final Waiting waiting;
    private final Seen seen = new Seen();
    private final Persons persons = new Persons();
    private final Limits limits = new Limits();
    private StreamBook rules;
    private Readable readable;

    Intake(StreamBook rules, RoomBook book, Waiting waiting) {
        this.book = book;
        this.waiting = waiting;
        this.rules = rules;
        this.readable = new Readable(rules);
    }

    void use(StreamBook newRules) {
        rules = newRules;
        readable = new Readable(newRules);
        limits.keepOnly(newRules);
    }

    /** What of what strangers write may be read aloud. */
    Readable readable() {
        return readable;
    }

    /**
     * What was done with one.
     *
     * @param why it is ignored, whatever the answers say; empty where it is not
     * @param waits whether there may be something else to say now, or something to say sooner
     */
    record Taken(Optional<StreamDrop> why, boolean waits) {
    }

    /**
     * Takes one in.
     *
     * @param started whether anything is answered
     * @param idle whether nothing is heard now
     */
    Taken take(StreamMessage message, long number, boolean started, boolean idle, long now) {
        Optional<StreamDrop> why = seen.again(message) ? Optional.of(StreamDrop.DUPLICATE)
                : !started ? Optional.of(StreamDrop.STOPPED) : readable.whyNot(message);
        Optional<StreamBook.Answer> answer = why.isPresent() ? Optional.empty() : Answers.find(rules, message);
        if (answer.isPresent()) {
            return new Taken(why, take(message, number, answer.get(), idle, now));
        }
        book.dropped(now, number, message.kind(), why.orElse(StreamDrop.NO_RULE), "");
        return new Taken(why, false);
    }

    private boolean take(StreamMessage message, long number, StreamBook.Answer answer, boolean idle, long now) {
        long activity = persons.did(message);
        Optional<Pending> other = waiting.takes(answer, message);
        if (other.isPresent()) {
            Pending into = other.get();
            StreamMessage together = new StreamMessage("", message.kind(), message.feed(), message.viewer(),
                    message.text(), message.gift(), message.count(), message.value() + into.value());
            boolean isMore = into.take(message, priority(together, answer, activity, idle));
            book.merged(now, number, message.kind(), into.number);
            return isMore;
        }
        Pending item = new Pending(number, answer, message, priority(message, answer, activity, idle), now);
        Optional<StreamDrop> tooMany = limits.take(answer, Persons.key(message), now);
        if (tooMany.isPresent()) {
            waiting.tooMany(item, now, tooMany.get());
            return answer.sum().isPresent();
        }
        waiting.add(item, now);
        return true;
    }

    private SpeechPriority priority(StreamMessage message, StreamBook.Answer answer, long activity, boolean idle) {
        return answer.priority().orElseGet(() -> Priorities.of(message, activity, rules.important(), idle));
    }
}
