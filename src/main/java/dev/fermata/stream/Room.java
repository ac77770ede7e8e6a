package dev.fermata.stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.NotWritten;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.StreamStatus;
import dev.fermata.pause.PauseListener;
import dev.fermata.pause.Stillness;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.List;
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
 * <p>An answer that a language model writes is handed over sentence by sentence while the rest is written. It is not
 * written on when it is interrupted or dropped, and the text of the rules is said where nothing of it comes in time.
 *
 * <p>Every message ends as answered, merged or dropped, with a reason, an event and a count (G7); it is answered when
 * what is said for it has been heard. Thread-safe; {@link #told} and {@link #happened} never wait, and nobody is asked or
 * told anything under the lock. {@link #step} is called by one thread.
 */
public final class Room implements Stepped, PauseListener {
    /** In whose name it is spoken. */
    public static final String FROM = "stream";

    private final Clock clock;
    private final Bus bus;
    private final Says says;
    private final Writes writes;
    private final Runnable wake;
    private final Object lock = new Object();
    @GuardedBy("lock")
    private final RoomBook book;
    @GuardedBy("lock")
    private final Intake intake;
    @GuardedBy("lock")
    private final Desk desk;
    @GuardedBy("lock")
    private boolean started;
    @GuardedBy("lock")
    private boolean held;

    /** What speaks. Neither way waits. */
    public interface Says {
        /** Has something spoken when its turn comes. */
        SpeechAnswer say(SpeechRequest request);

        /** Has it not spoken, or not any further; nothing where it is over. */
        void unsay(long id, String because);
    }

    /**
     * One that is stopped.
     *
     * @param writes has those answers written that a language model is to write
     * @param random chooses among variants
     * @param wake has it stepped soon; may be called under a lock, but never under this one's
     */
    public Room(Clock clock, Bus bus, StreamBook rules, Says says, Writes writes, RandomGenerator random, Runnable wake) {
        this.clock = Objects.requireNonNull(clock);
        this.bus = Objects.requireNonNull(bus);
        this.says = Objects.requireNonNull(says);
        this.writes = Objects.requireNonNull(writes);
        this.wake = Objects.requireNonNull(wake);
        this.book = new RoomBook(bus);
        Waiting waiting = new Waiting(book);
        this.intake = new Intake(rules, book, waiting);
        this.desk = new Desk(rules, book, waiting, intake, random, clock.nanos());
    }

    /** Goes by other rules from now on; what waits is answered as it would have been. Any thread. */
    public void use(StreamBook newRules) {
        synchronized (lock) {
            intake.use(newRules);
            desk.use(newRules);
        }
        wake.run();
    }

    @Override
    public void heed(Stillness stillness, Optional<Duration> grace) {
        synchronized (lock) {
            started = true;
            held = stillness != Stillness.NONE;
            desk.quietFrom(clock.nanos());
        }
        wake.run();
    }

    @Override
    public void stopped(String because) {
        synchronized (lock) {
            started = false;
            desk.stopped(clock.nanos());
        }
        wake.run();
    }

    /** Takes what a feed tells, and when that was read. Any thread. */
    public Told told(StreamMessage message, long readAtNanos) {
        long number;
        Intake.Taken taken;
        synchronized (lock) {
            long now = clock.nanos();
            number = book.came(now, message);
            taken = intake.take(message, number, started, desk.isIdle(), now);
            book.decided(clock.nanos() - readAtNanos);
        }
        // Of most of what a busy room writes nothing is to be said.
        if (taken.waits()) {
            wake.run();
        }
        bus.deliver();
        return new Told(number, taken.why());
    }

    /** Takes an event of speech: whether something is heard, and what became of what was handed over. Any thread. */
    public void happened(Event.Speech event) {
        synchronized (lock) {
            desk.happened(event);
        }
        changed();
    }

    /** A language model has written one more sentence of an answer. Nothing where that is over. Any thread. */
    public void wrote(long number, String model, String sentence) {
        synchronized (lock) {
            desk.writing().wrote(number, model, sentence, clock.nanos());
        }
        changed();
    }

    /**
     * It has written all of it. Any thread.
     *
     * @param why the answer is not whole, for people; empty where it is
     */
    public void written(long number, String why) {
        synchronized (lock) {
            desk.writing().written(number, why, clock.nanos());
        }
        changed();
    }

    /** It has not written all of it. What is there of it is said; the text of the rules where that is nothing. Any thread. */
    public void notWritten(long number, NotWritten why, String detail) {
        synchronized (lock) {
            desk.writing().notWritten(number, why, detail, clock.nanos());
        }
        changed();
    }

    private void changed() {
        wake.run();
        bus.deliver();
    }

    /** Nothing more is answered. Nobody hears any more what becomes of what was handed over. Any thread. */
    public void close() {
        List<Replies.Order> orders;
        synchronized (lock) {
            started = false;
            desk.close(clock.nanos());
            orders = desk.writing().orders();
        }
        orders.forEach(this::carryOut);
        bus.deliver();
    }

    /** What came, and what became of it. Any thread. */
    public StreamStatus status() {
        synchronized (lock) {
            return desk.status();
        }
    }

    /** {@inheritDoc} Drops and sums up what is old, has answers written, and hands over. */
    @Override
    public long step(long nowNanos) {
        long now = nowNanos;
        // Each turn hands something over or has something written, and of that there may be only so much.
        while (handOver(now)) {
            now = Math.max(now, clock.nanos());
        }
        bus.deliver();
        synchronized (lock) {
            return desk.deadline(now, started && !held);
        }
    }

    /** Returns whether there was something. */
    private boolean handOver(long now) {
        Optional<Desk.Handing> next;
        List<Replies.Order> orders;
        synchronized (lock) {
            next = desk.next(now, started && !held);
            orders = desk.writing().orders();
        }
        orders.forEach(this::carryOut);
        if (next.isPresent()) {
            SpeechAnswer answer = says.say(next.get().request());
            synchronized (lock) {
                desk.handed(next.get(), answer, now);
            }
        }
        return next.isPresent() || !orders.isEmpty();
    }

    private void carryOut(Replies.Order order) {
        if (order instanceof Replies.Begin begin) {
            writes.begin(begin.number(), begin.prompt());
        } else if (order instanceof Replies.Cancel cancel) {
            writes.cancel(cancel.number());
        } else if (order instanceof Replies.Unsay unsay) {
            says.unsay(unsay.id(), unsay.because());
        }
    }
}
