package dev.fermata.play;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.Key;
import dev.fermata.model.Origin;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * The last door before the desktop, and the keeper of what is pressed.
 *
 * <p>When {@link #gate} has narrowed the door, no press it forbids reaches the injector any more: the check and
 * the injecting call are one critical section. This is the one lock in Fermata held across a call to
 * the desktop, and that is its purpose; it is held for a single call (0.05-0.1 ms on X11), and the
 * calling thread waits for at most that.
 *
 * <p>A key pressed by several actions at once goes up when the last of them lets go. Every press
 * that was tried is remembered until its release succeeded, so that nothing stays down.
 */
final class KeyGate {
    /** Instead of the time at which a key was sent. */
    static final long NOT_SENT = -1;

    private final Injector injector;
    private final EchoFilter echoes;
    private final Clock clock;

    /** Fair, so that a silencing thread is not overtaken by the next press. */
    private final ReentrantLock turn = new ReentrantLock(true);
    @GuardedBy("turn")
    private Gate gate = Gate.CLOSED;
    /** Counts what has cut skills off: a playback that began before the latest one is over. */
    @GuardedBy("turn")
    private long cuts;
    /** The same for skills that run during holds. */
    @GuardedBy("turn")
    private long cutsOfRunning;
    /** Counts closings: any playback but the player's that began before the latest one is over. */
    @GuardedBy("turn")
    private long closings;

    /** How many actions keep each key down; written under the lock, read without it. */
    private final AtomicIntegerArray owners = new AtomicIntegerArray(Key.values().length);
    private final AtomicLong pressesSent = new AtomicLong();

    KeyGate(Injector injector, EchoFilter echoes, Clock clock) {
        this.injector = injector;
        this.echoes = echoes;
        this.clock = clock;
    }

    /**
     * Opens or narrows the door. When it returns, no press that the new gate forbids is on its way
     * any more.
     */
    void gate(Gate newGate) {
        turn.lock();
        try {
            if (newGate.cutsOff(false)) {
                cuts++;
            }
            if (newGate.cutsOff(true)) {
                cutsOfRunning++;
            }
            if (newGate == Gate.CLOSED) {
                closings++;
            }
            gate = newGate;
        } finally {
            turn.unlock();
        }
    }

    /** What a playback shows at the door; valid until a hold or a closing that concerns it. */
    record Pass(Origin origin, boolean runsDuringHold, long cuts, long closings) {
    }

    /** A pass for a playback that begins now. */
    Pass passFor(ActionRequest request) {
        turn.lock();
        try {
            return new Pass(request.origin(), request.runsDuringHold(), cutsFor(request.runsDuringHold()),
                    closings);
        } finally {
            turn.unlock();
        }
    }

    /** Whether the door would let that pass through now. */
    boolean admits(Pass pass) {
        turn.lock();
        try {
            return isValid(pass);
        } finally {
            turn.unlock();
        }
    }

    /** Whether everything was given up since that pass was issued: a stop, or another profile. */
    boolean hasClosedSince(Pass pass) {
        turn.lock();
        try {
            return pass.closings() != closings;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Presses a key.
     *
     * @param sent called under the lock, that is between the gate's changes, with the time at which it was pressed:
     *             so that the event gets its place among theirs. Must not wait
     * @return when it was pressed, or {@link #NOT_SENT} when the pass is not valid any more
     * @throws DesktopException when the platform refused; the key counts as down until released
     */
    long press(Key key, Pass pass, LongConsumer sent) {
        turn.lock();
        try {
            if (!isValid(pass)) {
                return NOT_SENT;
            }
            press(key);
            long at = clock.nanos();
            sent.accept(at);
            return at;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Lets go of a key; it goes up when nobody else keeps it down.
     *
     * @return when it was released, or {@link #NOT_SENT} when somebody else keeps it down
     * @throws DesktopException when the platform refused; the key then still counts as down
     */
    long release(Key key) {
        turn.lock();
        try {
            int left = owners.get(key.ordinal()) - 1;
            if (left > 0) {
                owners.set(key.ordinal(), left);
                return NOT_SENT;
            }
            send(key, false);
            owners.set(key.ordinal(), 0);
            return clock.nanos();
        } finally {
            turn.unlock();
        }
    }

    /** Releases whatever is down, trying each key twice. Returns the keys that would not go up. */
    List<Key> releaseAll() {
        turn.lock();
        try {
            List<Key> stuck = new ArrayList<>();
            for (Key key : down()) {
                boolean up = released(key);
                if (!up) {
                    up = released(key);
                }
                if (!up) {
                    stuck.add(key);
                }
            }
            return stuck;
        } finally {
            turn.unlock();
        }
    }

    /** The keys that are down by our doing. Lock-free. */
    List<Key> down() {
        List<Key> keys = new ArrayList<>();
        for (Key key : Key.values()) {
            if (isDown(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Whether that key is down by our doing. Lock-free. */
    boolean isDown(Key key) {
        return owners.get(key.ordinal()) > 0;
    }

    /**
     * How many presses the desktop has taken. Each is heard by a working hook; a release is not when
     * somebody else has released the key before. Lock-free.
     */
    long pressesSent() {
        return pressesSent.get();
    }

    @GuardedBy("turn")
    private boolean isValid(Pass pass) {
        if (pass.origin() == Origin.PLAYER) {
            return true;
        }
        if (gate == Gate.CLOSED || pass.closings() != closings) {
            return false;
        }
        boolean runs = pass.runsDuringHold();
        return pass.origin() != Origin.SKILL || !gate.cutsOff(runs) && pass.cuts() == cutsFor(runs);
    }

    @GuardedBy("turn")
    private long cutsFor(boolean runsDuringHold) {
        return runsDuringHold ? cutsOfRunning : cuts;
    }

    @GuardedBy("turn")
    private void press(Key key) {
        boolean alreadyDown = isDown(key);
        owners.incrementAndGet(key.ordinal());
        if (alreadyDown) {
            // The game has to see another press, and a key that is down cannot go down.
            send(key, false);
        }
        send(key, true);
    }

    @GuardedBy("turn")
    private boolean released(Key key) {
        try {
            send(key, false);
            owners.set(key.ordinal(), 0);
            return true;
        } catch (DesktopException e) {
            return false;
        }
    }

    @GuardedBy("turn")
    private void send(Key key, boolean down) {
        echoes.expect(key, down, clock.nanos());
        try {
            if (down) {
                injector.press(key);
                pressesSent.incrementAndGet();
            } else {
                injector.release(key);
            }
        } catch (RuntimeException e) {
            echoes.retract(key, down);
            throw e instanceof DesktopException refused ? refused
                    : new DesktopException("the injector failed: " + e, e);
        }
    }
}
