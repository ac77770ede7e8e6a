package dev.fermata.speak;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.model.Scope;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.pause.PauseLedger;
import dev.fermata.speak.sound.Player;
import dev.fermata.speak.sound.SimulatedPlayer;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * A queue on virtual time with a player that keeps the time and a voice whose sounds last as many milliseconds as the
 * text says: "hello 1200", or "hello 1200 300" for one that takes 300 ms to be made, or fails then where the text
 * begins with "bad". A sample is a millisecond. The queue is stepped only when it asks for it or is woken.
 */
final class Stage implements Voice {
    static final long MS = 1_000_000;
    static final int RATE = 1_000;

    final HandClock clock = new HandClock();
    final List<Event.Speech> events = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    /** From when to when something was heard, in milliseconds. */
    final List<long[]> heard = new ArrayList<>();
    final SpeechQueue queue;
    private final Bus bus = new Bus(new FailFast());
    private final PauseLedger ledger = new PauseLedger(clock, bus, Recovery.MEND, () -> { });
    private final Map<Long, List<Runnable>> answers = new TreeMap<>();
    private boolean woken;
    private long due = Long.MAX_VALUE;

    private final class Ear implements Player {
        private final SimulatedPlayer player = new SimulatedPlayer();
        private long since = -1;
        private boolean plays;

        @Override
        public void start(Sound sound, long position, long nowNanos) {
            plays = true;
            player.start(sound, position, nowNanos);
        }

        @Override
        public long step(long nowNanos) {
            since = plays && since < 0 ? nowNanos : since;
            return player.step(nowNanos);
        }

        @Override
        public long position(long nowNanos) {
            return player.position(nowNanos);
        }

        @Override
        public boolean isOver(long nowNanos) {
            return player.isOver(nowNanos);
        }

        @Override
        public long stop(long nowNanos) {
            if (since >= 0 && nowNanos > since) {
                heard.add(new long[] {since / MS, nowNanos / MS});
            }
            since = -1;
            plays = false;
            return player.stop(nowNanos);
        }

        @Override
        public long gaps() {
            return 0;
        }

        @Override
        public String device() {
            return "ear";
        }
    }

    Stage() {
        queue = new SpeechQueue(clock, bus, new Ear(), this, "stage", () -> woken = true);
        bus.register(new Object() {
            @Subscribe
            @AllowConcurrentEvents
            public void on(Event happened) {
                if (!(happened instanceof Event.Speech event)) {
                    return;
                }
                events.add(event);
                log.add(event.atNanos() / MS + " " + event.name().substring("speech_".length()) + " " + event.id()
                        + (event.positionNanos() > 0 ? " at " + event.positionNanos() / MS : "")
                        + (event.reason().isEmpty() ? "" : " (" + event.reason() + ")"));
            }
        });
        bus.handleRequests(ledger::act);
        ledger.listen(Scope.SPEECH, queue);
        ledger.start();
        settle();
    }

    static SpeechRequest request(String text, int priority) {
        return new SpeechRequest(text, new SpeechPriority(priority), true, Duration.ofSeconds(60), "test");
    }

    SpeechAnswer say(String text, int priority) {
        return say(request(text, priority));
    }

    SpeechAnswer say(SpeechRequest request) {
        SpeechAnswer answer = queue.submit(request);
        settle();
        return answer;
    }

    void drop(long id) {
        queue.drop(id, "skipped");
        settle();
    }

    void hold(boolean on) {
        hold("api:test", on);
    }

    /** A hold of speech, of whom else is talked about. */
    void hold(String holder, boolean on) {
        if (on) {
            ledger.add(new Hold(holder, "test", clock.nanos(), OptionalLong.empty(), List.of(), Set.of(Scope.SPEECH)),
                    Optional.empty());
        } else {
            ledger.end(hold -> hold.holder().equals(holder), "test");
        }
        settle();
    }

    /** The keys with which the player talks are down from now on, if any. */
    void talk(List<Key> keys) {
        bus.post(new Event.TalkKey(clock.nanos(), Key.MOUSE_FORWARD, !keys.isEmpty(), false, keys));
        settle();
    }

    /** A hold that lets what has begun finish for so long. */
    void holdGracefully(long millis) {
        ledger.add(new Hold("api:test", "test", clock.nanos(), OptionalLong.empty(), List.of(), Set.of(Scope.SPEECH)),
                Optional.of(Duration.ofMillis(millis)));
        settle();
    }

    void stop() {
        ledger.stop("stopped");
        settle();
    }

    /** Lets so much time pass. */
    void pass(long millis) {
        long end = clock.nanos() + millis * MS;
        while (true) {
            long next = Math.min(due, answers.isEmpty() ? Long.MAX_VALUE : answers.keySet().iterator().next());
            if (next > end) {
                break;
            }
            clock.pass(Duration.ofNanos(Math.max(0, next - clock.nanos())));
            settle();
        }
        clock.pass(Duration.ofNanos(end - clock.nanos()));
    }

    long nowMillis() {
        return clock.nanos() / MS;
    }

    private void settle() {
        boolean again = true;
        while (again) {
            List<Runnable> ready = answers.remove(clock.nanos());
            if (ready != null) {
                ready.forEach(Runnable::run);
            }
            again = woken || due <= clock.nanos();
            woken = false;
            if (again) {
                due = queue.step(clock.nanos());
            }
        }
    }

    static long lengthMillis(String text) {
        return Long.parseLong(text.split(" ")[1]);
    }

    static long delayMillis(String text) {
        String[] parts = text.split(" ");
        return parts.length > 2 ? Long.parseLong(parts[2]) : 0;
    }

    @Override
    public void ask(long id, String text, Listener listener) {
        Runnable answer = text.startsWith("bad") ? () -> listener.cannot(id, "bad voice")
                : () -> listener.sounds(id, new Sound(new short[(int) lengthMillis(text)], RATE));
        if (delayMillis(text) == 0) {
            answer.run();
        } else {
            answers.computeIfAbsent(clock.nanos() + delayMillis(text) * MS, at -> new ArrayList<>()).add(answer);
        }
    }

    @Override
    public void cancel(long id) {
        // As of a voice that does not heed it: its answer comes all the same.
    }
}
