package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.NotWritten;
import dev.fermata.model.ReplyFigures;
import dev.fermata.model.StreamDrop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has answers written by language models: what is asked of them, what of what they write is said, and what becomes of
 * each. Confined to the room's lock.
 */
final class Writing {
    /** What would be too old by then is not begun. */
    private static final long LEAST_TIME = Duration.ofSeconds(1).toNanos();

    private final RoomBook book;
    private final Waiting waiting;
    private final Handed handed;
    private final Intake intake;
    private final Function<Pending, String> template;
    private final Replies replies;
    private final ReplyBook figures = new ReplyBook();

    /** @param template fills in the text of the rules for an item */
    Writing(StreamBook.Replies rules, RoomBook book, Waiting waiting, Handed handed, Intake intake,
            Function<Pending, String> template) {
        this.book = book;
        this.waiting = waiting;
        this.handed = handed;
        this.intake = intake;
        this.template = template;
        this.replies = new Replies(rules);
    }

    void use(StreamBook.Replies rules) {
        replies.use(rules);
    }

    ReplyFigures figures() {
        return figures.figures(replies.writing());
    }

    /** What is to be done without the lock, in its order. */
    List<Replies.Order> orders() {
        return replies.orders();
    }

    /** When something is too late, if nothing happens before. */
    long deadline() {
        return replies.deadline();
    }

    /** The one of which a sentence is to be handed over now. */
    Optional<Reply> next() {
        return replies.next();
    }

    /** Whether what is said for an item talks into none that was begun. */
    boolean mayBegin(Pending item) {
        return replies.mayBegin(item);
    }

    /** Has an answer written for an item, which waits for nothing else any more. */
    void write(Pending item, long now) {
        handed.writes(item);
        Reply reply = new Reply(item, item.question(intake.readable()), now,
                Math.min(now + replies.patience(), item.expiresAt));
        replies.add(reply);
        if (item.expiresAt - now < LEAST_TIME) {
            reply.complete("");
            replace(reply, NotWritten.LATE, "");
        } else {
            figures.asked();
            replies.begin(reply);
        }
    }

    /** The text of the rules is said in the place of one of which nothing has been. */
    private void replace(Reply reply, NotWritten why, String detail) {
        replies.stopWriting(reply);
        figures.template(why);
        reply.replace(template.apply(reply.item), "no model wrote it: " + why.words() + (detail.isEmpty() ? ""
                : ", " + detail));
    }

    /** Nothing more of it is written. @param why it is not whole */
    private void endWriting(Reply reply, String why, long now) {
        replies.stopWriting(reply);
        reply.complete(why);
        settle(reply, now);
    }

    /**
     * What does not come in time, and what cannot be handed over in time.
     *
     * @param running whether anything may be said now
     */
    void late(long now, boolean running) {
        for (Reply reply : replies.all()) {
            if (reply.dueAt <= now && !reply.hasWords()) {
                replace(reply, NotWritten.LATE, "");
            } else if (reply.dueAt <= now) {
                reply.forget();
                endWriting(reply, "the rest came too late", now);
            }
            if (!reply.isBegun() && reply.item.expiresAt <= now && !(running && replies.mayBegin(reply.item))) {
                replies.stopWriting(reply);
                remove(reply);
                waiting.tooMany(reply.item, now, StreamDrop.OLD);
            }
        }
    }

    private void remove(Reply reply) {
        replies.remove(reply);
        handed.wrote(reply.item);
    }

    /** Something of it was interrupted. What is not written yet is not written any more. */
    void interrupted(Pending item, long now) {
        replies.find(item).filter(reply -> !reply.isComplete())
                .ifPresent(reply -> endWriting(reply, "interrupted", now));
    }

    /** Something of it has been handed over. */
    void handedOver(Pending item) {
        replies.find(item).filter(Reply::isGivenUp).ifPresent(this::unsay);
    }

    /** Something of it has been heard to its end. Returns whether it is written by a model. */
    boolean heard(Pending item, long now) {
        Optional<Reply> reply = replies.find(item);
        reply.ifPresent(each -> {
            each.over();
            settle(each, now);
        });
        return reply.isPresent();
    }

    /** Something of it was not spoken. Returns whether it is written by a model. */
    boolean notSpoken(Pending item, StreamDrop why, String detail, long now) {
        Optional<Reply> reply = replies.find(item);
        reply.ifPresent(each -> {
            each.over();
            fail(each, why, detail, now);
        });
        return reply.isPresent();
    }

    /** Nothing more of it is said; it is over as soon as what is spoken of it is. */
    private void fail(Reply reply, StreamDrop why, String detail, long now) {
        replies.stopWriting(reply);
        boolean first = reply.failure().isEmpty();
        reply.fail(why, detail);
        if (first && reply.isGivenUp()) {
            unsay(reply);
        }
        settle(reply, now);
    }

    private void unsay(Reply reply) {
        handed.idsOf(reply.item).forEach(id -> replies.unsay(id, "what belongs to it was not spoken"));
    }

    /** Nothing of any is said. */
    void stopped(long now) {
        replies.all().forEach(reply -> fail(reply, StreamDrop.STOPPED, "", now));
    }

    /** Whether it is over, and how. */
    private void settle(Reply reply, long now) {
        reply.waits(now, replies.patience());
        if (!reply.isOver()) {
            return;
        }
        remove(reply);
        Pending item = reply.item;
        if (reply.failure().isPresent()) {
            book.dropped(now, item.number, item.first.kind(), reply.failure().get(), reply.detail());
            return;
        }
        book.answered(now, item, reply.said(), reply.model(), reply.detail());
        if (!reply.model().isEmpty()) {
            figures.said(reply.detail().isEmpty());
            replies.remember(reply);
        }
    }

    /** A model has written one more sentence. */
    void wrote(long number, String model, String sentence, long now) {
        String text = Readable.written(sentence);
        Optional<Reply> found = replies.written(number);
        if (found.isEmpty() || text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        Reply reply = found.get();
        boolean first = !reply.hasWords();
        if (first) {
            figures.first(now - reply.askedAt);
        }
        if (!intake.readable().mayRead(reply.with(text))) {
            unreadable(reply, now);
        } else if (reply.with(text).length() <= replies.longest()) {
            reply.add(text, model, now);
        } else {
            if (first) {
                reply.add(beginning(text, replies.longest()), model, now);
            }
            endWriting(reply, "it was too long", now);
        }
    }

    private void unreadable(Reply reply, long now) {
        if (reply.isBegun()) {
            reply.forget();
            endWriting(reply, "the rest is " + NotWritten.WORD.words(), now);
        } else {
            replace(reply, NotWritten.WORD, "");
        }
    }

    private static String beginning(String text, int longest) {
        int blank = text.lastIndexOf(' ', longest);
        return text.substring(0, blank > longest / 2 ? blank
                : Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /** A model has written all of it. @param why it is not whole; empty where it is */
    void written(long number, String why, long now) {
        ended(number, NotWritten.EMPTY, "", why, now);
    }

    /** A model has not written all of it. */
    void notWritten(long number, NotWritten why, String detail, long now) {
        ended(number, why, detail, "the rest was not written: " + why.words() + (detail.isEmpty() ? "" : ", " + detail),
                now);
    }

    private void ended(long number, NotWritten why, String detail, String whyNotWhole, long now) {
        replies.written(number).ifPresent(reply -> {
            reply.complete(whyNotWhole);
            if (reply.hasWords()) {
                settle(reply, now);
            } else {
                replace(reply, why, detail);
            }
        });
    }
}
