package dev.fermata.platform;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Reads a game's window whichever it is just now: found by what it is called, and found again when it has gone, is
 * called otherwise, or there may be a better one. Each window is read by a {@link Screen} of its own.
 */
public final class FollowedScreen implements Screen {
    /** How often it is asked whether the window that is read is still the one that is meant. */
    private static final long ASK_NANOS = 200_000_000;
    /** How long after a search the next one begins at the earliest. */
    private static final long REST_NANOS = 100_000_000;
    /** The same where nothing was found. */
    private static final long SEARCH_NANOS = 500_000_000;

    /** Finds the window. Used by one thread at a time, but for {@link #wake}. */
    public interface Finder extends AutoCloseable {
        /** The number of the window that is meant; of several the one with the focus. Empty while there is none. */
        OptionalLong find();

        /** Whether it may be another one than was found last. */
        boolean mayDiffer();

        /** Waits until that may be so or {@link #wake} was called, at most so long. */
        void awaitChange(long nanos);

        /** Ends the present or next {@link #awaitChange}; any thread. */
        void wake();

        /** Idempotent. */
        @Override
        void close();
    }

    private final Finder finder;
    private final LongFunction<Screen> opener;
    private final LongSupplier clock;
    /** Null while there is no window. Written by the thread that looks. */
    private volatile Screen current;
    private long window;
    private boolean doubted = true;
    private long askedAt = Long.MIN_VALUE / 2;
    private long searchedAt = Long.MIN_VALUE / 2;
    private long capturesBefore;

    /**
     * @param finder closed with this
     * @param opener opens the screen of a window
     * @param clock tells monotonic nanoseconds
     */
    public FollowedScreen(Finder finder, LongFunction<Screen> opener, LongSupplier clock) {
        this.finder = finder;
        this.opener = opener;
        this.clock = clock;
    }

    @Override
    public String name() {
        Screen screen = current;
        return screen == null ? "the game's window, which is not there" : screen.name();
    }

    @Override
    public Optional<Spot> pointer() {
        return current == null ? Optional.empty() : current.pointer();
    }

    @Override
    public State look() {
        State state = current == null ? State.NO_WINDOW : current.look();
        long now = clock.getAsLong();
        boolean isLost = state == State.NO_WINDOW;
        if (state != State.SEEN || now - askedAt >= ASK_NANOS) {
            askedAt = now;
            doubted |= finder.mayDiffer();
        }
        if (now - searchedAt >= (doubted ? REST_NANOS : SEARCH_NANOS) && (doubted || isLost)) {
            searchedAt = now;
            doubted = false;
            if (isOther(finder.find(), isLost)) {
                state = current == null ? State.NO_WINDOW : current.look();
            }
        }
        return state;
    }

    /** Reads that window from now on. Returns whether it is another one. */
    private boolean isOther(OptionalLong found, boolean isLost) {
        if (found.isPresent() && current != null && !isLost && found.getAsLong() == window) {
            return false;
        }
        letGo();
        if (found.isPresent()) {
            window = found.getAsLong();
            current = opener.apply(window);
        }
        return true;
    }

    private void letGo() {
        Screen screen = current;
        if (screen != null) {
            current = null;
            capturesBefore += screen.captures();
            screen.close();
        }
    }

    @Override
    public int width() {
        return current == null ? 0 : current.width();
    }

    @Override
    public int height() {
        return current == null ? 0 : current.height();
    }

    @Override
    public boolean takeChange() {
        return current == null || current.takeChange();
    }

    @Override
    public State capture(int x, int y, int width, int height, int[] rgb) {
        return current == null ? State.NO_WINDOW : current.capture(x, y, width, height, rgb);
    }

    @Override
    public void capture(List<Shot> shots) {
        if (current != null) {
            current.capture(shots);
        } else {
            shots.forEach(shot -> shot.became(State.NO_WINDOW));
        }
    }

    @Override
    public void awaitChange(long nanos) {
        if (current == null) {
            finder.awaitChange(Math.min(nanos, SEARCH_NANOS));
        } else {
            current.awaitChange(nanos);
        }
    }

    /** {@inheritDoc} Whichever is waited for. */
    @Override
    public void wake() {
        Screen screen = current;
        if (screen != null) {
            screen.wake();
        }
        finder.wake();
    }

    @Override
    public long captures() {
        Screen screen = current;
        return capturesBefore + (screen == null ? 0 : screen.captures());
    }

    @Override
    public void close() {
        letGo();
        finder.close();
    }
}
