package dev.fermata.desktop.windows;

import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinUser;
import dev.fermata.desktop.PhysicalKeys;
import dev.fermata.model.Key;
import java.util.function.Predicate;

/**
 * Asks Windows for a key's state ({@code GetAsyncKeyState}). Not for the hook's thread, where the
 * state is that of before the event. Called by one thread at a time. Not yet run on Windows.
 *
 * <p>Windows keeps one state a key. It does not show the player's own press where that was consumed,
 * nor apart from the agent's where the agent has the key pressed: both are {@link Reading#UNKNOWN}.
 */
public final class WindowsPhysicalKeys implements PhysicalKeys {
    private static final int DOWN_BIT = 0x8000;

    private final Predicate<Key> isSuppressed;

    /** @param isSuppressed whether the player's presses of a key are consumed at the moment */
    public WindowsPhysicalKeys(Predicate<Key> isSuppressed) {
        this.isSuppressed = isSuppressed;
    }

    @Override
    public Reading read(Key key, boolean sentByUs) {
        if (sentByUs || isSuppressed.test(key)) {
            return Reading.UNKNOWN;
        }
        boolean exchanged = key.isMouse() && User32.INSTANCE.GetSystemMetrics(WinUser.SM_SWAPBUTTON) != 0;
        for (int virtualKey : WindowsKeys.virtualKeysByKey().get(WindowsKeys.ownButton(key, exchanged))) {
            if ((User32.INSTANCE.GetAsyncKeyState(virtualKey) & DOWN_BIT) != 0) {
                return Reading.DOWN;
            }
        }
        return Reading.UP;
    }
}
