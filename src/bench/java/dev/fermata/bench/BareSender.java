package dev.fermata.bench;

import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11;
import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import dev.fermata.platform.x11.X11Keys;
import java.util.List;

/**
 * The floor of everything that plays keys: a loop that parks until each is due and has the X server make it, asking
 * nothing before. Of one thread.
 */
final class BareSender implements AutoCloseable {
    private static final NativeLong NOW = new NativeLong(0);

    private final X11.Display display;

    BareSender(String displayName) {
        display = X11.INSTANCE.XOpenDisplay(displayName);
        if (display == null) {
            throw new IllegalStateException("the X server " + displayName + " cannot be reached");
        }
    }

    /** Sends a take whose strokes, presses and releases, are all as far from each other. */
    void send(Take take, double speed) {
        List<Stroke> strokes = take.strokes();
        int[] next = {0};
        double gapMicros = (double) take.lengthMicros() / (strokes.size() - 1) / speed;
        WakingLoop.wake(1e6 / gapMicros, strokes.size(), late -> send(strokes.get(next[0]++)));
    }

    private void send(Stroke stroke) {
        if (stroke instanceof Stroke.Down down) {
            send(down.key(), true);
        } else if (stroke instanceof Stroke.Up up) {
            send(up.key(), false);
        }
        X11.INSTANCE.XSync(display, false);
    }

    private void send(Key key, boolean down) {
        X11.XTest.INSTANCE.XTestFakeKeyEvent(display, X11Keys.code(key), down, NOW);
    }

    @Override
    public void close() {
        X11.INSTANCE.XCloseDisplay(display);
    }
}
