package dev.fermata.platform.simulated;

import dev.fermata.platform.Screen;
import java.util.Optional;

/** A window that shows what a test puts there, and can be read or not as the test says. */
public final class SimulatedScreen implements Screen {
    private int[] shown;
    private int width;
    private int height;
    private State state = State.SEEN;
    private boolean closed;
    private State atPlace = State.SEEN;
    private boolean changed = true;
    private long captures;
    private Optional<Spot> pointer = Optional.empty();
    private Runnable meanwhile = () -> { };

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
        throw new UnsupportedOperationException("time is the test's");
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
    }

    /** The same, to be read again. */
    public SimulatedScreen reopen() {
        closed = false;
        return this;
    }
}
