package dev.fermata.desktop.x11;

import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11;
import dev.fermata.desktop.Injector;
import dev.fermata.model.Key;

/** Injects through the XTEST extension. Called by one thread at a time. */
public final class X11Injector implements Injector, AutoCloseable {
    private static final NativeLong NOW = new NativeLong(0);

    private final X11Connection connection;

    /** @param connection for this object alone; closed with it */
    public X11Injector(X11Connection connection) {
        this.connection = connection;
    }

    @Override
    public void press(Key key) {
        post(key, true);
    }

    @Override
    public void release(Key key) {
        post(key, false);
    }

    private void post(Key key, boolean down) {
        connection.requireOpen();
        int code = X11Keys.code(key);
        if (key.isMouse()) {
            X11.XTest.INSTANCE.XTestFakeButtonEvent(connection.display(), code, down, NOW);
        } else {
            X11.XTest.INSTANCE.XTestFakeKeyEvent(connection.display(), code, down, NOW);
        }
        connection.sync("the " + (down ? "press" : "release") + " of " + key);
    }

    @Override
    public boolean canSend(Key key) {
        return true;
    }

    @Override
    public void close() {
        connection.close();
    }
}
