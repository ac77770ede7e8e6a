package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.TakeText;
import dev.fermata.control.RecordingControl.News;
import dev.fermata.control.RecordingControl.Request;
import dev.fermata.model.Key;
import dev.fermata.model.RecordingStatus;
import dev.fermata.model.Stroke;
import dev.fermata.record.EventOrder;
import dev.fermata.record.PointerTrail;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the player does, kept for a client until it takes it. It ends when the client has not asked for the length of
 * its lease, when it takes too little, and after {@link #LONGEST}. The input thread tells it; any thread may ask.
 */
final class AgentRecording implements Recording {
    /** How much waits for the client at most. */
    static final int MOST_LINES = 20_000;
    static final Duration LONGEST = Duration.ofHours(12);
    private static final int MOST_TOLD = 8;
    private static final long ENDED = Long.MIN_VALUE;
    private static final long POINTER_NANOS = 10_000_000L;

    /** How long what its client has not taken is kept when it has ended. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Request request;
    private final Clock clock;
    private final Consumer<AgentRecording> onEnd;
    private final Runnable onForgotten;
    /** Whether its end has been told, and when it is forgotten. Input thread only. */
    private boolean toldEnd;
    private long forgottenAt;
    private final long began;
    private final PointerTrail trail = new PointerTrail();
    /** The hook's thread's own. */
    private final EventOrder order = new EventOrder();
    /** How long it was on its way, for what was heard of each key last. */
    private final long[] heardAt = new long[Key.values().length];
    private final long[] ago = new long[Key.values().length];
    @GuardedBy("this")
    private List<String> lines = new ArrayList<>();
    @GuardedBy("this")
    private long strokes;
    @GuardedBy("this")
    private long askedAt;
    @GuardedBy("this")
    private String ended = "";
    /** What was down before it began. */
    @GuardedBy("this")
    private final Set<Key> before = new HashSet<>();
    @GuardedBy("this")
    private final Set<Key> agentDown = new HashSet<>();

    /**
     * @param onEnd told once when it has ended, on the input thread
     * @param onForgotten told when it need not be stepped any more, there as well
     */
    AgentRecording(Request request, Clock clock, Consumer<AgentRecording> onEnd, Runnable onForgotten) {
        this.request = request;
        this.clock = clock;
        this.onEnd = onEnd;
        this.onForgotten = onForgotten;
        began = clock.nanos();
        askedAt = began;
    }

    /** What the player has down already is no stroke before it is up. */
    synchronized void downAlready(Set<Key> keys) {
        before.addAll(keys);
    }

    /** The pointer went there, so long ago; hook thread. Returns whether the input thread is to be woken. */
    boolean pointer(int x, int y, long agoNanos) {
        return trail.put(x, y, happened(clock.nanos() - agoNanos));
    }

    @Override
    public long happened(long happenedNanos) {
        return order.next(happenedNanos);
    }

    @Override
    public void heard(Key key, long atNanos, long agoNanos) {
        heardAt[key.ordinal()] = atNanos;
        ago[key.ordinal()] = agoNanos;
    }

    @Override
    public void stroke(Key key, boolean down, long atNanos) {
        boolean asHeard = heardAt[key.ordinal()] == atNanos;
        long at = atNanos - (asHeard ? ago[key.ordinal()] : 0);
        trail.drain(this::place, at);
        synchronized (this) {
            if (before.contains(key) || key.isWheel() && !down) {
                if (!down) {
                    before.remove(key);
                }
                return;
            }
        }
        add(key.isWheel() ? new Stroke.Wheel(micros(at), key == Key.WHEEL_UP ? 1 : -1)
                : down ? new Stroke.Down(micros(at), key) : new Stroke.Up(micros(at), key));
    }

    private void place(int x, int y, long atNanos) {
        boolean isOn = Math.abs(x) <= Stroke.MAX_POSITION && Math.abs(y) <= Stroke.MAX_POSITION;
        if (isOn) {
            add(new Stroke.Move(micros(atNanos), x, y));
        }
    }

    private long micros(long atNanos) {
        return TimeUnit.NANOSECONDS.toMicros(Math.max(0, atNanos - began));
    }

    private synchronized void add(Stroke stroke) {
        if (ended.isEmpty()) {
            strokes++;
            add(stroke.atMicros() + " " + TakeText.words(stroke));
        }
    }

    @GuardedBy("this")
    private void add(String line) {
        lines.add(line);
        if (lines.size() >= MOST_LINES) {
            ended = "its client did not take what was recorded";
        }
    }

    /** The agent has sent a key. */
    synchronized void sent(Key key, boolean down, long atNanos) {
        boolean wasPlaying = !agentDown.isEmpty();
        boolean changed = down ? agentDown.add(key) : agentDown.remove(key);
        if (changed && ended.isEmpty() && wasPlaying == agentDown.isEmpty()) {
            add(micros(atNanos) + (wasPlaying ? " rests" : " plays"));
        }
    }

    @Override
    public long step(long nowNanos) {
        if (toldEnd) {
            return forget(nowNanos);
        }
        boolean moves = trail.drain(this::place, nowNanos);
        long end = endBy(nowNanos);
        if (end == ENDED) {
            toldEnd = true;
            forgottenAt = nowNanos + REMEMBERED.toNanos();
            onEnd.accept(this);
            return forgottenAt;
        }
        return Math.min(end, moves ? nowNanos + POINTER_NANOS : Clock.NEVER);
    }

    private synchronized long endBy(long nowNanos) {
        long leaseEnd = askedAt + request.lease().toNanos();
        long longest = began + LONGEST.toNanos();
        if (ended.isEmpty() && nowNanos >= Math.min(leaseEnd, longest)) {
            ended = nowNanos >= longest ? "it has lasted 12 hours" : "its client has gone away";
        }
        return ended.isEmpty() ? Math.min(leaseEnd, longest) : ENDED;
    }

    private long forget(long nowNanos) {
        if (nowNanos < forgottenAt) {
            return forgottenAt;
        }
        synchronized (this) {
            lines = new ArrayList<>();
        }
        onForgotten.run();
        return Clock.NEVER;
    }

    /** What is new. */
    synchronized News news() {
        askedAt = clock.nanos();
        List<String> all = lines;
        lines = new ArrayList<>();
        return new News(all, micros(askedAt), Optional.of(ended).filter(why -> !why.isEmpty()));
    }

    /** Ends it, unless it has ended. */
    synchronized void end(String why) {
        ended = ended.isEmpty() ? why : ended;
    }

    /** Why it has ended; empty while it goes on. */
    synchronized String ended() {
        return ended;
    }

    synchronized RecordingStatus status() {
        return new RecordingStatus(request.by(), told(request), strokes, began);
    }

    /** What is recorded, for people. */
    static String told(Request request) {
        Set<Key> keys = request.keys();
        String named = keys.size() > MOST_TOLD ? keys.size() + " keys"
                : keys.stream().map(Key::id).sorted().collect(Collectors.joining(", "));
        return named + (request.pointer() ? (named.isEmpty() ? "" : ", ") + "the pointer" : "");
    }
}
