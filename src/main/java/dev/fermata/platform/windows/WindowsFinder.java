package dev.fermata.platform.windows;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.HWND;
import dev.fermata.model.WindowPattern;
import dev.fermata.platform.FollowedScreen;
import dev.fermata.platform.Screen;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Finds the window of Windows that a pattern means: the one in the foreground before the uppermost one that is shown,
 * which is how {@code EnumWindows} tells them. Nobody tells of changes, so it is looked for again each second. Not yet
 * run on Windows.
 */
final class WindowsFinder implements FollowedScreen.Finder {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WindowPattern pattern;
    private long foundAt = System.nanoTime() - PERIOD_NANOS;
    private HWND uppermost;

    WindowsFinder(WindowPattern pattern) {
        this.pattern = pattern;
    }

    /**
     * The screen of whichever window is meant.
     *
     * @param focused whether nothing is to be read while another window has the focus
     */
    static Screen followed(WindowPattern pattern, boolean focused) {
        return new FollowedScreen(new WindowsFinder(pattern), id -> new WindowsScreen(OptionalLong.of(id), focused),
                System::nanoTime);
    }

    @Override
    public OptionalLong find() {
        foundAt = System.nanoTime();
        HWND foreground = User32.INSTANCE.GetForegroundWindow();
        uppermost = foreground != null && isMeant(foreground) ? foreground : null;
        if (uppermost == null) {
            User32.INSTANCE.EnumWindows((window, data) -> {
                uppermost = User32.INSTANCE.IsWindowVisible(window) && isMeant(window) ? window : null;
                return uppermost == null;
            }, null);
        }
        return uppermost == null ? OptionalLong.empty() : OptionalLong.of(Pointer.nativeValue(uppermost.getPointer()));
    }

    private boolean isMeant(HWND window) {
        return pattern.matches(ForegroundWindow.names(window));
    }

    @Override
    public boolean mayDiffer() {
        return System.nanoTime() - foundAt >= PERIOD_NANOS;
    }

    @Override
    public void awaitChange(long nanos) {
        try {
            // Nobody tells, so the caller's own rate is what counts.
            TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void wake() {
        // it waits for a millisecond only
    }

    @Override
    public void close() {
        // nothing is kept open
    }
}
