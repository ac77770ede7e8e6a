package dev.fermata.stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.StreamStatus;
import dev.fermata.pause.PauseListener;
import dev.fermata.pause.Stillness;
import dev.fermata.stream.Handed.Spoken;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * From what feeds tell to what is said: a passive core. A message is ignored, answered together with one that waits,
 * limited, or waits itself. What waits is handed over to be spoken a few at a time, the more important first, so that it
 * can still be put together with what comes; what grows old is summed up or dropped. When nothing is said for a while
 * and nothing waits, a paragraph of the script is. While speech is held nothing is handed over, and while the agent is
 * stopped nothing is answered.
 *
 * <p>Every message ends as answered, merged or dropped, with a reason, an event and a count (G7); it is answered when
 * what is said for it has been heard. Thread-safe; {@link #told} and {@link #happened} never wait, and nobody is asked or
 * told anything under the lock. {@link #step} is called by one thread.
 */
public final class Room implements Stepped, PauseListener {
    /** In whose name it is spoken. */
    public static final String FROM = "stream";
    private static final Duration SCRIPT_EXPIRES = Duration.ofMinutes(10);
    private static final Duration LEAST_EXPIRY = Duration.ofSeconds(1);

    private final Clock clock;
    private final Bus bus;
    private final Says says;
    private final RandomGenerator random;
    private final Runnable wake;
    private final Object lock = new Object();
    @GuardedBy("lock")
    private final RoomBook book;
    @GuardedBy("lock")
    private final Waiting waiting;
    @GuardedBy("lock")
    private final Handed handed;
    @GuardedBy("lock")
    private final Seen seen = new Seen();
    @GuardedBy("lock")
    private final Persons persons = new Persons();
    @GuardedBy("lock")
    private final Limits limits = new Limits();
    @GuardedBy("lock")
    private StreamBook rules;
    @GuardedBy("lock")
    private Readable readable;
    @GuardedBy("lock")
    private Script script;
    @GuardedBy("lock")
    private boolean started;
    @GuardedBy("lock")
    private boolean held;
    /** Of the stepping thread. */
    private final Pickers pickers;

    /** What speaks. */
    @FunctionalInterface
    public interface Says {
        /** Has something spoken when its turn comes. Must not wait. */
        SpeechAnswer say(SpeechRequest request);
    }

    /**
     * One that is stopped.
     *
     * @param random chooses among variants
     * @param wake has it stepped soon; may be called under a lock, but never under this one's
     */
    public Room(Clock clock, Bus bus, StreamBook rules, Says says, RandomGenerator random, Runnable wake) {
        this.clock = Objects.requireNonNull(clock);
        this.bus = Objects.requireNonNull(bus);
        this.says = Objects.requireNonNull(says);
        this.random = Objects.requireNonNull(random);
        this.wake = Objects.requireNonNull(wake);
        this.book = new RoomBook(bus);
        this.waiting = new Waiting(book);
        this.handed = new Handed(clock.nanos());
        this.rules = rules;
        this.readable = new Readable(rules);
        this.script = new Script(rules.script(), random);
        this.pickers = new Pickers(random);
    }

    /** Goes by other rules from now on; what waits is answered as it would have been. Any thread. */
    public void use(StreamBook newRules) {
        synchronized (lock) {
            if (!newRules.script().equals(rules.script())) {
                script = new Script(newRules.script(), random);
            }
            rules = newRules;
            readable = new Readable(newRules);
            limits.keepOnly(newRules);
        }
        wake.run();
    }

    @Override
    public void heed(Stillness stillness, Optional<Duration> grace) {
        synchronized (lock) {
            started = true;
            held = stillness != Stillness.NONE;
            handed.quietFrom(clock.nanos());
        }
        wake.run();
    }

    @Override
    public void stopped(String because) {
        synchronized (lock) {
            started = false;
            waiting.dropAll(clock.nanos(), StreamDrop.STOPPED);
        }
        wake.run();
    }

    /** Takes what a feed tells, and when that was read. Any thread. @return the number that events have for it */
    public long told(StreamMessage message, long readAtNanos) {
        long number;
        synchronized (lock) {
            long now = clock.nanos();
            number = book.came(now, message);
            Optional<StreamDrop> why = seen.again(message) ? Optional.of(StreamDrop.DUPLICATE)
                    : !started ? Optional.of(StreamDrop.STOPPED) : readable.whyNot(message);
            Optional<StreamBook.Answer> answer = why.isPresent() ? Optional.empty() : Answers.find(rules, message);
            if (answer.isPresent()) {
                take(message, number, answer.get(), now);
            } else {
                book.dropped(now, number, message.kind(), why.orElse(StreamDrop.NO_RULE), "");
            }
            book.decided(clock.nanos() - readAtNanos);
        }
        wake.run();
        bus.deliver();
        return number;
    }

    @GuardedBy("lock")
    private void take(StreamMessage message, long number, StreamBook.Answer answer, long now) {
        long activity = persons.did(message);
        Optional<Pending> other = waiting.takes(answer, message);
        if (other.isPresent()) {
            Pending into = other.get();
            StreamMessage together = new StreamMessage("", message.kind(), message.feed(), message.viewer(),
                    message.text(), message.gift(), message.count(), message.value() + into.value());
            into.take(message, priority(together, answer, activity));
            book.merged(now, number, message.kind(), into.number);
            return;
        }
        Pending item = new Pending(number, answer, message, priority(message, answer, activity), now);
        Optional<StreamDrop> tooMany = limits.take(answer, Persons.key(message), now);
        if (tooMany.isPresent()) {
            waiting.tooMany(item, now, tooMany.get());
        } else {
            waiting.add(item, now);
        }
    }

    @GuardedBy("lock")
    private SpeechPriority priority(StreamMessage message, StreamBook.Answer answer, long activity) {
        return answer.priority().orElseGet(() -> Priorities.of(message, activity, rules.important(),
                handed.isIdle()));
    }

    /** Takes an event of speech: whether something is heard, and what became of what was handed over. Any thread. */
    public void happened(Event.Speech event) {
        synchronized (lock) {
            handed.happened(event).forEach(each -> ended(each, event));
        }
        wake.run();
        bus.deliver();
    }

    @GuardedBy("lock")
    private void ended(Spoken spoken, Event.Speech event) {
        long now = event.atNanos();
        if (spoken.item().isEmpty()) {
            handed.quietFrom(now);
        } else if (event.news() == SpeechNews.DONE) {
            book.answered(now, spoken.item().get(), spoken.text());
        } else {
            notSpoken(spoken.item().get(), event.reason().equals("expired") ? StreamDrop.OLD : StreamDrop.SPEECH,
                    event.reason(), now);
        }
    }

    @GuardedBy("lock")
    private void notSpoken(Pending item, StreamDrop why, String detail, long now) {
        book.dropped(now, item.number, item.first.kind(), why, detail);
    }

    /** Nothing more is answered. Nobody hears any more what becomes of what was handed over. Any thread. */
    public void close() {
        stopped("");
        synchronized (lock) {
            long now = clock.nanos();
            handed.clear().forEach(each -> each.item().ifPresent(item ->
                    notSpoken(item, StreamDrop.STOPPED, "", now)));
        }
        bus.deliver();
    }

    /** What came, and what became of it. Any thread. */
    public StreamStatus status() {
        synchronized (lock) {
            return book.status(waiting.size(), handed.size());
        }
    }

    /** {@inheritDoc} Drops and sums up what is old, and hands over. */
    @Override
    public long step(long nowNanos) {
        long now = nowNanos;
        // Each turn hands something over, and of that there may be only so much.
        while (handOver(now)) {
            now = Math.max(now, clock.nanos());
        }
        bus.deliver();
        synchronized (lock) {
            return Math.min(waiting.next(now), scriptDue());
        }
    }

    /** Returns whether there was something. */
    private boolean handOver(long now) {
        Spoken spoken;
        SpeechRequest request;
        synchronized (lock) {
            waiting.expire(now);
            Optional<Pending> next = started && !held ? waiting.first(now).filter(handed::mayTake) : Optional.empty();
            Optional<String> text = next.map(item -> item.fill(pickers.next(item.text()), readable))
                    .or(() -> scriptDue() <= now ? script.next() : Optional.empty());
            if (text.isEmpty()) {
                return false;
            }
            next.ifPresent(waiting::remove);
            spoken = new Spoken(next, text.get());
            request = next.map(item -> new SpeechRequest(text.get(), item.priority, true,
                            Duration.ofNanos(Math.max(item.expiresAt - now, LEAST_EXPIRY.toNanos())), FROM))
                    .orElseGet(() -> new SpeechRequest(text.get(), SpeechPriority.SCRIPT, true, SCRIPT_EXPIRES, FROM));
            handed.begin();
        }
        SpeechAnswer answer = says.say(request);
        synchronized (lock) {
            handed(spoken, answer, now);
        }
        return true;
    }

    /** When a paragraph of the script is to be said if nothing else happens. */
    @GuardedBy("lock")
    private long scriptDue() {
        return !started || held || script.isEmpty() || !handed.isQuiet() || waiting.size() > 0 ? Clock.NEVER
                : handed.quietSince() + rules.script().pause().toNanos();
    }

    @GuardedBy("lock")
    private void handed(Spoken spoken, SpeechAnswer answer, long now) {
        spoken.item().ifPresent(item -> book.handedOver(now, item));
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
    }

    @GuardedBy("lock")
    private void refused(Pending item, SpeechAnswer.Refusal why, long now) {
        switch (why) {
            case NOT_RUNNING -> notSpoken(item, StreamDrop.STOPPED, "", now);
            case EMPTY -> notSpoken(item, StreamDrop.EMPTY, "", now);
            case TOO_LONG -> notSpoken(item, StreamDrop.TOO_LONG, "", now);
            case FULL -> notSpoken(item, StreamDrop.SPEECH, "full", now);
        }
    }
}
