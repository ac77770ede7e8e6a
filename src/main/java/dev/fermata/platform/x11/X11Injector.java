package dev.fermata.platform.x11;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.NativeLong;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.PressGuard;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Injects through the XTEST extension. Called by one thread at a time; {@link #close} by any.
 *
 * <p>A key that is down already, because the player presses it, is the hard case. The server drops the
 * press of a <em>key</em> that is down on the desktop as a whole, so it is released first. A
 * <em>button</em> counts as down while any device has it down, so only that device itself can
 * release and press it again. Either way the game then sees a release and a press, and its end when
 * the player lets go; the agent's own release after that goes unheard.
 *
 * <p>So a call may be heard as more or fewer events than one; {@link EchoCorrection} says so.
 */
public final class X11Injector implements Injector {
    private static final NativeLong NOW = new NativeLong(0);

    private final X11Connection connection;
    private final X11PhysicalKeys devices;
    private final X11Suppressor suppressor;
    private final EchoCorrection correction;
    @GuardedBy("this")
    private final Set<Key> pressed = EnumSet.noneOf(Key.class);
    @GuardedBy("this")
    private final byte[] keymap = new byte[32];
    /** Whom to ask before the press under way; null for nobody. Written with the lock. */
    private PressGuard asked;
    private boolean denied;
    /** Whether the last press is kept back by the server until the suppressor has let it pass; injecting thread. */
    private volatile boolean passing;

    /**
     * For whoever listens to the desktop and expects one echo for each call of the injector: told,
     * before the events are posted and on the calling thread, where that is not so. Must not block.
     */
    public interface EchoCorrection {
        /** One more event of that key will be heard. */
        void more(Key key, boolean down);

        /** The event that was asked for will not be heard. */
        void fewer(Key key, boolean down);

        /** Has what is heard otherwise than asked for expected so. */
        static EchoCorrection of(EchoFilter echoes, LongSupplier nanos) {
            return new EchoCorrection() {
                @Override
                public void more(Key key, boolean down) {
                    echoes.expect(key, down, nanos.getAsLong());
                }

                @Override
                public void fewer(Key key, boolean down) {
                    echoes.retract(key, down);
                }
            };
        }

        /** Ignores the difference. */
        EchoCorrection NONE = new EchoCorrection() {
            @Override
            public void more(Key key, boolean down) {
                // nobody listens
            }

            @Override
            public void fewer(Key key, boolean down) {
                // nobody listens
            }
        };
    }

    /**
     * @param connection for this object alone; closed with it
     * @param suppressor told of every press before it is posted, so that it passes
     * @param correction told where calls and echoes differ
     * @throws DesktopException when the server is gone
     */
    public X11Injector(X11Connection connection, X11Suppressor suppressor, EchoCorrection correction) {
        this.connection = connection;
        this.devices = new X11PhysicalKeys(connection);
        this.suppressor = suppressor;
        this.correction = correction;
    }

    /** {@inheritDoc} A key the player has down is released first, so that the game sees the press. */
    @Override
    public synchronized void press(Key key) {
        awaitPressed();
        boolean othersHaveItDown =
                devices.read(key, pressed.contains(key)) == PhysicalKeys.Reading.DOWN;
        if (isDenied()) {
            return;
        }
        boolean grabbed = suppressor.announcePress(key);
        // A grabbed key may seem up although the server has told of its press, which it keeps back.
        if (othersHaveItDown && (key.isMouse() || grabbed || isKeyDown(key))) {
            correction.more(key, false);
        }
        pressed.add(key);
        if (othersHaveItDown) {
            post(key, false);
        }
        if (!key.isMouse() || !devices.pressAgain(key)) {
            post(key, true);
        }
        connection.sync("the press of " + key);
        passing = grabbed;
    }

    /** {@inheritDoc} Whoever does not call it waits with the next press or release: they ask for the key's state. */
    @Override
    public void awaitPressed() {
        if (passing) {
            passing = false;
            suppressor.awaitPassed();
        }
    }

    @Override
    public synchronized void release(Key key) {
        postRelease(key);
        connection.sync("the release of " + key);
    }

    /** {@inheritDoc} The release goes out with the press, so that one answer of the server is waited for. */
    @Override
    public synchronized void pressAgain(Key key) {
        if (isDenied()) {
            return;
        }
        postRelease(key);
        press(key);
    }

    @Override
    public synchronized void movePointer(int x, int y) {
        connection.requireOpen();
        // On the screen that it is on already.
        if (XInput.Test.INSTANCE.XTestFakeMotionEvent(connection.display(), -1, x, y, NOW) == 0) {
            throw new DesktopException(connection.name() + " refused to move the pointer");
        }
        connection.sync("the pointer's way");
    }

    @Override
    public synchronized boolean press(Key key, PressGuard guard) {
        return ifLet(guard, () -> press(key));
    }

    @Override
    public synchronized boolean pressAgain(Key key, PressGuard guard) {
        return ifLet(guard, () -> pressAgain(key));
    }

    /**
     * Asks for the focus last of all before the press is posted: one answer of the server in between. (To grab the
     * server meanwhile would leave nothing in between, and froze a desktop: other threads of this process wait for it
     * with locks of Xlib.)
     */
    private boolean ifLet(PressGuard guard, Runnable press) {
        if (!guard.lets()) {
            return false;
        }
        asked = guard;
        denied = false;
        try {
            press.run();
            return !denied;
        } finally {
            asked = null;
        }
    }

    @GuardedBy("this")
    private boolean isDenied() {
        denied = asked != null && asked.windows() instanceof X11Windows told
                && !told.isStillSo(asked.focus(), connection);
        return denied;
    }

    @GuardedBy("this")
    private void postRelease(Key key) {
        awaitPressed();
        connection.requireOpen();
        boolean heard = key.isMouse()
                ? devices.read(key, false) == PhysicalKeys.Reading.DOWN && !devices.hardwareDown(key)
                : isKeyDown(key);
        if (!heard) {
            correction.fewer(key, false);
        }
        pressed.remove(key);
        post(key, false);
    }

    /**
     * Whether the desktop as a whole has the key down, so that its release will be heard. It may seem up
     * because the server keeps its press back for the suppressor's answer: look again after that.
     */
    @GuardedBy("this")
    private boolean isKeyDown(Key key) {
        if (isDownNow(key)) {
            return true;
        }
        suppressor.awaitAnswered();
        return isDownNow(key);
    }

    @GuardedBy("this")
    private boolean isDownNow(Key key) {
        Xlib.INSTANCE.XQueryKeymap(connection.display(), keymap);
        int code = X11Keys.code(key);
        return (keymap[code / 8] >> code % 8 & 1) != 0;
    }

    private void post(Key key, boolean down) {
        int code = key.isMouse() ? buttonToInject(key) : X11Keys.code(key);
        int sent = key.isMouse()
                ? XInput.Test.INSTANCE.XTestFakeButtonEvent(connection.display(), code, down, NOW)
                : XInput.Test.INSTANCE.XTestFakeKeyEvent(connection.display(), code, down, NOW);
        if (sent == 0) {
            throw new DesktopException(connection.name() + " refused to inject " + key);
        }
    }

    private int buttonToInject(Key button) {
        return devices.injectedAs(button).orElseThrow(() -> new DesktopException("cannot press " + button
                + ": no button acts as this one in the button map of " + connection.name()
                + " ('xmodmap -pp' shows it; 'xmodmap -e \"pointer = default\"' undoes it)"));
    }

    @Override
    public boolean canSend(Key key) {
        return true;
    }

    @Override
    public synchronized void close() {
        connection.close();
    }
}
