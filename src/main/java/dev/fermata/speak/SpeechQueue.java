package dev.fermata.speak;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.Bus;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.SpeechStatus;
import dev.fermata.pause.PauseListener;
import dev.fermata.pause.Stillness;
import dev.fermata.speak.sound.Player;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be spoken, the more important first and the older first among equals, and the decisions of who
 * interrupts whom: a passive core.
 *
 * <p>One that is better by {@value SpeechItem#BETTER_BY} interrupts, by {@value SpeechItem#BETTER_BY_NEAR_THE_END} when
 * more than 85 % of the item has been heard; any other waits for its turn. What was interrupted keeps its place in the
 * order and goes on where it fell silent, as often as it is interrupted, unless its request says that it ends then. A
 * hold of the scope speech silences everything. Sounds are made ahead for the first {@value #AHEAD} that wait; one that
 * is slow to come is waited for {@link WaitingSpeech#PATIENCE}, and then the next may go first.
 *
 * <p>Every item ends as done, failed or dropped, or is refused, with a reason, an event and a count (G7). Thread-safe;
 * {@link #step} is called by one thread, and it alone uses player and voice, without the lock.
 */
public final class SpeechQueue implements Stepped, PauseListener, Voice.Listener {
    /** For how many of those that wait sounds are made ahead. */
    public static final int AHEAD = 2;
    /** Between what interrupted and the rest of what it interrupted, which would run together else. */
    static final Duration REST = Duration.ofMillis(250);

    private final Object lock = new Object();
    private final Clock clock;
    private final Bus bus;
    private final Player player;
    private final Voice voice;
    private final Runnable wake;

    @GuardedBy("lock")
    private final SpeechBook book;
    @GuardedBy("lock")
    private final WaitingSpeech waiting;
    /** Written by the stepping thread only. */
    @GuardedBy("lock")
    private SpeechItem playing;
    @GuardedBy("lock")
    private boolean started;
    @GuardedBy("lock")
    private boolean held;
    /** From when on nothing may be heard while it is held; later than the hold's beginning by its grace. */
    @GuardedBy("lock")
    private long silentFrom;
    /** Before then nothing that was interrupted goes on. */
    @GuardedBy("lock")
    private long restUntil;
    @GuardedBy("lock")
    private String device;
    @GuardedBy("lock")
    private String voiceName;

    /**
     * @param voiceName what makes the sounds, for people
     * @param wake has it stepped soon; may be called under a lock
     */
    public SpeechQueue(Clock clock, Bus bus, Player player, Voice voice, String voiceName, Runnable wake) {
        this.clock = Objects.requireNonNull(clock);
        this.bus = Objects.requireNonNull(bus);
        this.player = Objects.requireNonNull(player);
        this.voice = Objects.requireNonNull(voice);
        this.voiceName = Objects.requireNonNull(voiceName);
        this.wake = Objects.requireNonNull(wake);
        this.book = new SpeechBook(bus);
        this.waiting = new WaitingSpeech(book);
        this.device = player.device();
    }

    /** Asks for something to be spoken. One of the same text that has not been begun takes it in. Any thread. */
    public SpeechAnswer submit(SpeechRequest request) {
        SpeechAnswer answer;
        synchronized (lock) {
            answer = waiting.accept(request, started, clock.nanos());
        }
        wake.run();
        bus.deliver();
        return answer;
    }

    /** Ends an item, one that is spoken at once. Returns whether there was one of that number. Any thread. */
    public boolean drop(long id, String reason) {
        boolean found;
        synchronized (lock) {
            Optional<SpeechItem> item = waiting.find(id);
            found = item.isPresent() || playing != null && playing.id == id;
            if (item.isPresent()) {
                waiting.drop(item.get(), clock.nanos(), Drop.SKIPPED, reason);
            } else if (found) {
                playing.endsFor = reason;
            }
        }
        wake.run();
        bus.deliver();
        return found;
    }

    /** Drops all there is. Any thread. */
    public void dropAll(String reason) {
        synchronized (lock) {
            endAll(Drop.SKIPPED, reason);
        }
        wake.run();
        bus.deliver();
    }

    @GuardedBy("lock")
    private void endAll(Drop by, String because) {
        waiting.dropAll(clock.nanos(), by, because);
        if (playing != null) {
            playing.endsFor = because;
            playing.endsBy = by;
        }
    }

    /** What makes the sounds from now on, for people. Any thread. */
    public void spokenBy(String name) {
        synchronized (lock) {
            voiceName = name;
        }
    }

    /** What is spoken, what waits and what became of the rest. Any thread. */
    public SpeechStatus status() {
        synchronized (lock) {
            Optional<String> silent = started && !held ? Optional.empty()
                    : Optional.of(started ? "a hold" : "it is not started");
            boolean rests = !held && clock.nanos() < restUntil;
            return new SpeechStatus(waiting.state(playing, rests), silent,
                    Optional.ofNullable(playing).map(SpeechItem::status), waiting.status(), book.ended(),
                    book.counts(), book.refused(), device, voiceName, book.figures(player.gaps()));
        }
    }

    @Override
    public void heed(Stillness stillness, Optional<Duration> grace) {
        synchronized (lock) {
            long now = clock.nanos();
            started = true;
            if (stillness == Stillness.NONE) {
                if (held) {
                    restUntil = now + REST.toNanos();
                }
                held = false;
            } else {
                held = true;
                silentFrom = now + grace.map(Duration::toNanos).orElse(0L);
            }
        }
        wake.run();
    }

    @Override
    public void stopped(String because) {
        synchronized (lock) {
            started = false;
            endAll(Drop.STOPPED, because);
        }
        wake.run();
    }

    @Override
    public void sounds(long id, Sound sound) {
        synchronized (lock) {
            waiting.sounds(id, sound);
        }
        wake.run();
    }

    @Override
    public void cannot(long id, String reason) {
        synchronized (lock) {
            waiting.cannot(id, clock.nanos(), reason);
        }
        wake.run();
        bus.deliver();
    }

    /** {@inheritDoc} Expires, interrupts, ends, begins and goes on. */
    @Override
    public long step(long nowNanos) {
        long now = nowNanos;
        Turn turn = decide(now);
        // Each turn ends an item or begins one, and there are only so many.
        while (turn != Turn.GO_ON) {
            if (turn == Turn.STOP) {
                boolean over = player.isOver(now);
                fellSilent(now, player.stop(now), over);
            } else {
                begin(now);
                now = clock.nanos();
            }
            bus.deliver();
            turn = decide(now);
        }
        long next = prepare(now);
        bus.deliver();
        return Math.min(next, player.step(now));
    }

    /** What the player is to do next. */
    private enum Turn { STOP, BEGIN, GO_ON }

    private Turn decide(long now) {
        boolean plays;
        synchronized (lock) {
            plays = playing != null;
        }
        long position = plays ? player.position(now) : 0;
        boolean over = plays && player.isOver(now);
        synchronized (lock) {
            waiting.dropExpired(now);
            Optional<SpeechItem> next = waiting.next(now, restUntil);
            if (plays) {
                playing.position = position;
                boolean gives = over || !playing.endsFor.isEmpty() || !started || held && silentFrom <= now
                        || !held && next.filter(playing::givesWayTo).isPresent();
                return gives ? Turn.STOP : Turn.GO_ON;
            }
            return started && !held && next.isPresent() ? Turn.BEGIN : Turn.GO_ON;
        }
    }

    private void fellSilent(long now, long position, boolean over) {
        synchronized (lock) {
            SpeechItem item = playing;
            playing = null;
            item.position = position;
            if (over || position >= item.sound.length()) {
                book.ended(now, SpeechNews.DONE, item, "");
            } else if (!item.endsFor.isEmpty()) {
                book.dropped(now, item.endsBy, item, item.endsFor);
            } else {
                interrupted(item, now);
            }
            if (!held) {
                restUntil = now + REST.toNanos();
            }
        }
    }

    @GuardedBy("lock")
    private void interrupted(SpeechItem item, long now) {
        String by = held ? "a hold" : waiting.next(now, restUntil).map(each -> "item " + each.id).orElse("");
        item.interruptions++;
        item.expiresAt = now + item.request.expiry().toNanos();
        book.tell(now, SpeechNews.INTERRUPTED, item, by);
        if (item.request.resumes()) {
            waiting.putBack(item);
        } else {
            book.dropped(now, Drop.INTERRUPTED, item, "interrupted by " + by);
        }
    }

    private void begin(long now) {
        SpeechItem item;
        synchronized (lock) {
            // Nothing but a hold or an end may have come since the decision, and those are heeded before it is heard.
            Optional<SpeechItem> next = waiting.next(now, restUntil);
            if (next.isEmpty()) {
                return;
            }
            item = next.get();
            waiting.take(item);
            playing = item;
            book.begins(now, item);
            item.begun = true;
        }
        player.start(item.sound, item.position, now);
        synchronized (lock) {
            device = player.device();
        }
    }

    /** Has sounds made, and no more than are wanted. Returns the next deadline of this queue. */
    private long prepare(long now) {
        WaitingSpeech.Plan plan;
        long next;
        synchronized (lock) {
            plan = waiting.plan(now, restUntil);
            next = held && silentFrom > now ? Math.min(plan.next(), silentFrom) : plan.next();
        }
        plan.cancel().forEach(voice::cancel);
        plan.ask().forEach(item -> voice.ask(item.id, item.request.text(), this));
        return next;
    }
}
