package dev.fermata.platform.simulated;

import dev.fermata.platform.Screen;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A window that shows what a test puts there, and can be read or not as the test says. */
public final class SimulatedScreen implements Screen {
    private static final long LONGEST_WAIT_NANOS = 20_000_000;

    private int[] shown;
    private int width;
    private int height;
    private State state = State.SEEN;
    private boolean closed;
    private State atPlace = State.SEEN;
    private boolean changed = true;
    private long captures;
    private Optional<Spot> pointer = Optional.empty();
    private final Runnable onClose;
    private Runnable meanwhile = () -> { };

    /** Shows nothing yet. */
    public SimulatedScreen() {
        this(() -> { });
    }

    /** @param onClose is run when it is closed */
    public SimulatedScreen(Runnable onClose) {
        this.onClose = onClose;
    }

    /** @param rgb row by row */
    public void show(int newWidth, int newHeight, int[] rgb) {
        width = newWidth;
        height = newHeight;
        shown = rgb;
        changed = true;
    }

    /** How the window stands from now on. */
    public void stand(State now) {
        state = now;
    }

    /** What every place of it is from now on. */
    public void cover(State now) {
        atPlace = now;
        changed = true;
    }

    @Override
    public String name() {
        return "simulated";
    }

    /** Where the pointer is from now on. */
    public void point(int x, int y) {
        pointer = Optional.of(new Spot(x, y));
    }

    @Override
    public Optional<Spot> pointer() {
        return pointer;
    }

    /** Has something happen once, in the middle of the next look. */
    public void duringTheNextLook(Runnable something) {
        meanwhile = something;
    }

    @Override
    public State look() {
        Runnable now = meanwhile;
        meanwhile = () -> { };
        now.run();
        return closed ? State.NO_WINDOW : state;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    @Override
    public State capture(int x, int y, int regionWidth, int regionHeight, int[] rgb) {
        if (atPlace != State.SEEN) {
            return atPlace;
        }
        if (x < 0 || y < 0 || x + regionWidth > width || y + regionHeight > height) {
            return State.OUTSIDE;
        }
        captures++;
        for (int row = 0; row < regionHeight; row++) {
            System.arraycopy(shown, (y + row) * width + x, rgb, row * regionWidth, regionWidth);
        }
        return State.SEEN;
    }

    @Override
    public void awaitChange(long nanos) {
        // Nothing changes by itself, and a thread that looks has something to do.
        LockSupport.parkNanos(Math.min(nanos, LONGEST_WAIT_NANOS));
    }

    @Override
    public void wake() {
        // nobody waits
    }

    @Override
    public long captures() {
        return captures;
    }

    @Override
    public void close() {
        closed = true;
        onClose.run();
    }

    /** The same, to be read again. */
    public SimulatedScreen reopen() {
        closed = false;
        return this;
    }
}
