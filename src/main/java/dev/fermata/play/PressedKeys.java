package dev.fermata.play;

import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.platform.PressGuard;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Presses and releases keys on the desktop, and keeps what is down by our doing. A key pressed by several
 * actions at once goes up when the last of them lets go. Every press that was tried is remembered until its
 * release succeeded, so that nothing stays down.
 *
 * <p>Pressing and releasing is guarded by the {@link KeyGate}'s lock; what is down may be asked without it.
 */
final class PressedKeys {
    private static final Key[] KEYS = Key.values();

    private final Injector injector;
    private final EchoFilter echoes;
    private final Clock clock;
    /** How many actions keep each key down. */
    private final AtomicIntegerArray owners = new AtomicIntegerArray(KEYS.length);
    private final AtomicLong pressesSent = new AtomicLong();

    /** @param echoes told of every press and release before it happens */
    PressedKeys(Injector injector, EchoFilter echoes, Clock clock) {
        this.injector = injector;
        this.echoes = echoes;
        this.clock = clock;
    }

    /**
     * Presses a key in one call of the injector.
     *
     * @param guard what has to let it; null for nobody
     * @return whether it did; if not, nothing was sent
     * @throws DesktopException when the platform refused
     */
    boolean press(Key key, PressGuard guard) {
        boolean alreadyDown = isDown(key);
        owners.incrementAndGet(key.ordinal());
        if (alreadyDown) {
            // The game has to see another press, and a key that is down cannot go down.
            echoes.expect(key, false, clock.nanos());
        }
        echoes.expect(key, true, clock.nanos());
        try {
            boolean sent = send(key, alreadyDown, guard);
            if (sent) {
                pressesSent.incrementAndGet();
            } else {
                owners.decrementAndGet(key.ordinal());
                retract(key, alreadyDown);
            }
            return sent;
        } catch (RuntimeException e) {
            retract(key, alreadyDown);
            throw refused(e);
        }
    }

    /**
     * Moves the pointer, if the guard lets it; null for nobody. Returns whether it did.
     *
     * @throws DesktopException when the platform refused
     */
    boolean move(int x, int y, PressGuard guard) {
        if (guard != null && !guard.letsNow()) {
            return false;
        }
        try {
            echoes.expectMove(x, y, clock.nanos());
            injector.movePointer(x, y);
            return true;
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    private boolean send(Key key, boolean again, PressGuard guard) {
        if (guard != null) {
            return again ? injector.pressAgain(key, guard) : injector.press(key, guard);
        }
        if (again) {
            injector.pressAgain(key);
        } else {
            injector.press(key);
        }
        return true;
    }

    private void retract(Key key, boolean again) {
        echoes.retract(key, true);
        if (again) {
            echoes.retract(key, false);
        }
    }

    /** Waits until the last press has taken effect; not under any lock. */
    void awaitPressed() {
        injector.awaitPressed();
    }

    /**
     * Lets go of a key for one of those that keep it down. Returns whether it went up.
     *
     * @throws DesktopException when the platform refused; the key then still counts as down
     */
    boolean release(Key key) {
        int left = owners.get(key.ordinal()) - 1;
        if (left > 0) {
            owners.set(key.ordinal(), left);
            return false;
        }
        sendRelease(key);
        owners.set(key.ordinal(), 0);
        return true;
    }

    /** Lets go of a key for all that keep it down. Returns whether the platform took it. */
    boolean releaseForAll(Key key) {
        try {
            sendRelease(key);
            owners.set(key.ordinal(), 0);
            return true;
        } catch (DesktopException e) {
            return false;
        }
    }

    /** The keys that are down by our doing. Lock-free. */
    List<Key> down() {
        List<Key> down = new ArrayList<>();
        for (Key key : KEYS) {
            if (isDown(key)) {
                down.add(key);
            }
        }
        return down;
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

    private void sendRelease(Key key) {
        echoes.expect(key, false, clock.nanos());
        try {
            injector.release(key);
        } catch (RuntimeException e) {
            echoes.retract(key, false);
            throw refused(e);
        }
    }

    private static DesktopException refused(RuntimeException failure) {
        return failure instanceof DesktopException refused ? refused
                : new DesktopException("the injector failed: " + failure, failure);
    }
}
