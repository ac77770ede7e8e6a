package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11;
import dev.fermata.model.Key;

/** Another program that has a key, or all of them, until it is closed. */
public final class ForeignGrab implements AutoCloseable {
    private static final X11 CALLS = NativeLibraries.load(NativeLibraries.X11, X11.class);

    private final X11Connection connection;

    private ForeignGrab(String display) {
        connection = X11Connection.open(display);
    }

    /** Has one key, as GNOME's shortcuts have theirs. */
    public static ForeignGrab ofKey(String display, Key key) {
        ForeignGrab grab = new ForeignGrab(display);
        assertTrue(new Grabs(grab.connection).grab(key));
        grab.connection.sync("a foreign grab");
        return grab;
    }

    /** Has one key, as the shortcuts of older window managers and of xbindkeys. */
    public static ForeignGrab ofKeyTheOldWay(String display, Key key) {
        ForeignGrab grab = new ForeignGrab(display);
        CALLS.XGrabKey(grab.connection.display(), X11Keys.code(key), X11.AnyModifier,
                grab.connection.root(), 0, X11.GrabModeAsync, X11.GrabModeAsync);
        grab.connection.sync("a foreign grab");
        return grab;
    }

    /** Has the whole keyboard, as an open menu, a screen lock or some games. */
    public static ForeignGrab ofKeyboard(String display) {
        ForeignGrab grab = new ForeignGrab(display);
        assertEquals(0, CALLS.XGrabKeyboard(grab.connection.display(), grab.connection.root(), 0,
                X11.GrabModeAsync, X11.GrabModeAsync, new NativeLong(0)));
        grab.connection.sync("a foreign grab");
        return grab;
    }

    @Override
    public void close() {
        connection.close();
    }
}
