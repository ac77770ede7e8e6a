package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamStatus;
import dev.fermata.stream.Handed.Spoken;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is handed over to be spoken and when, and what becomes of it. Confined to the room's lock. */
final class Desk {
    private static final Duration SCRIPT_EXPIRES = Duration.ofMinutes(10);
    private static final Duration LEAST_EXPIRY = Duration.ofSeconds(1);

    private final RoomBook book;
    private final Waiting waiting;
    private final Intake intake;
    private final Handed handed;
    private final Writing writing;
    private final RandomGenerator random;
    private final Pickers pickers;
    private StreamBook.Script scriptRules;
    private Script script;

    Desk(StreamBook rules, RoomBook book, Waiting waiting, Intake intake, RandomGenerator random, long now) {
        this.book = book;
        this.waiting = waiting;
        this.intake = intake;
        this.random = random;
        this.handed = new Handed(now);
        this.pickers = new Pickers(random);
        this.writing = new Writing(rules.replies(), book, waiting, handed, intake, this::fill);
        this.scriptRules = rules.script();
        this.script = new Script(scriptRules, random);
    }

    /**
     * Something that is to be handed over now.
     *
     * @param isFirst whether nothing of it has been handed over before
     */
    record Handing(Spoken spoken, SpeechRequest request, boolean isFirst) {
    }

    void use(StreamBook rules) {
        if (!rules.script().equals(scriptRules)) {
            scriptRules = rules.script();
            script = new Script(scriptRules, random);
        }
        writing.use(rules.replies());
    }

    /** Whether nothing is heard. */
    boolean isIdle() {
        return handed.isIdle();
    }

    void quietFrom(long now) {
        handed.quietFrom(now);
    }

    StreamStatus status() {
        return book.status(waiting.size(), handed.size(), writing.figures());
    }

    /**
     * What is to be handed over next; empty where that is nothing. The end of it is told by {@link #handed}. One that a
     * model is to write is asked for on the way.
     *
     * @param running whether anything may be said now
     */
    Optional<Handing> next(long now, boolean running) {
        waiting.expire(now);
        writing.late(now, running);
        if (running) {
            Optional<Reply> reply = writing.next();
            if (reply.isPresent()) {
                return Optional.of(sentence(reply.get(), now));
            }
            Optional<Pending> item = waiting.first(now).filter(handed::mayTake);
            if (item.filter(each -> each.answer.reply() && !each.isSum).isPresent()) {
                waiting.remove(item.get());
                writing.write(item.get(), now);
                return next(now, true);
            }
            if (item.filter(writing::mayBegin).isPresent()) {
                return item.map(each -> whole(each, now));
            }
        }
        return scriptDue(running) > now ? Optional.empty() : script.next().map(text -> handing(new Spoken(Optional.empty(),
                text), SpeechPriority.SCRIPT, SCRIPT_EXPIRES, true));
    }

    private Handing whole(Pending item, long now) {
        waiting.remove(item);
        return handing(new Spoken(Optional.of(item), fill(item)), item.priority, left(item, now), true);
    }

    private Handing sentence(Reply reply, long now) {
        boolean first = !reply.isBegun();
        return handing(new Spoken(Optional.of(reply.item), reply.next()), reply.item.priority,
                first ? left(reply.item, now) : reply.item.answer.expires(), first);
    }

    private Handing handing(Spoken spoken, SpeechPriority priority, Duration expiry, boolean first) {
        handed.begin();
        return new Handing(spoken, new SpeechRequest(spoken.text(), priority, true, expiry, Room.FROM), first);
    }

    private static Duration left(Pending item, long now) {
        return Duration.ofNanos(Math.max(item.expiresAt - now, LEAST_EXPIRY.toNanos()));
    }

    private String fill(Pending item) {
        return item.fill(pickers.next(item.text()), intake.readable());
    }

    /** When a paragraph of the script is to be said if nothing else happens. */
    private long scriptDue(boolean running) {
        return !running || script.isEmpty() || !handed.isQuiet() || waiting.size() > 0 ? Clock.NEVER
                : handed.quietSince() + scriptRules.pause().toNanos();
    }

    /** When something is to be handed over, or has to go, if nothing happens before. */
    long deadline(long now, boolean running) {
        return Math.min(Math.min(waiting.next(now), writing.deadline()), scriptDue(running));
    }

    /** What was to be handed over has been, or was refused. */
    void handed(Handing handing, SpeechAnswer answer, long now) {
        Spoken spoken = handing.spoken();
        spoken.item().filter(item -> handing.isFirst()).ifPresent(item -> book.handedOver(now, item));
        if (answer.refusal().isPresent()) {
            handed.refused();
            handed.quietFrom(now);
            spoken.item().ifPresent(item -> refused(item, answer.refusal().get(), now));
            return;
        }
        if (spoken.item().isEmpty()) {
            book.saidScript();
        }
        handed.taken(answer.id(), spoken).ifPresent(event -> ended(spoken, event));
        spoken.item().ifPresent(writing::handedOver);
    }

    private void refused(Pending item, SpeechAnswer.Refusal why, long now) {
        switch (why) {
            case NOT_RUNNING -> notSpoken(item, StreamDrop.STOPPED, "", now);
            case EMPTY -> notSpoken(item, StreamDrop.EMPTY, "", now);
            case TOO_LONG -> notSpoken(item, StreamDrop.TOO_LONG, "", now);
            case FULL -> notSpoken(item, StreamDrop.SPEECH, "full", now);
        }
    }

    /** Takes an event of speech. What is interrupted before it has been written to its end is not written on. */
    void happened(Event.Speech event) {
        if (event.news() == SpeechNews.INTERRUPTED) {
            handed.of(event.id()).forEach(each -> each.item().ifPresent(item ->
                    writing.interrupted(item, event.atNanos())));
        }
        handed.happened(event).forEach(each -> ended(each, event));
    }

    private void ended(Spoken spoken, Event.Speech event) {
        long now = event.atNanos();
        if (spoken.item().isEmpty()) {
            handed.quietFrom(now);
            return;
        }
        Pending item = spoken.item().get();
        if (event.news() != SpeechNews.DONE) {
            notSpoken(item, event.reason().equals("expired") ? StreamDrop.OLD : StreamDrop.SPEECH, event.reason(), now);
        } else if (!writing.heard(item, now)) {
            book.answered(now, item, spoken.text(), "", "");
        }
    }

    private void notSpoken(Pending item, StreamDrop why, String detail, long now) {
        if (!writing.notSpoken(item, why, detail, now)) {
            book.dropped(now, item.number, item.first.kind(), why, detail);
        }
    }

    /** What language models write, and what is to be asked of them. */
    Writing writing() {
        return writing;
    }

    /** Nothing that waits, or is written, is said. */
    void stopped(long now) {
        waiting.dropAll(now, StreamDrop.STOPPED);
        writing.stopped(now);
    }

    /** Nobody hears any more what becomes of what was handed over. */
    void close(long now) {
        stopped(now);
        handed.clear().forEach(each -> each.item().ifPresent(item -> notSpoken(item, StreamDrop.STOPPED, "", now)));
    }
}
