package dev.fermata.platform.windows;

import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinUser;
import dev.fermata.model.Key;
import dev.fermata.platform.PhysicalKeys;
import java.util.function.Predicate;

/**
 * Asks Windows for a key's state ({@code GetAsyncKeyState}). Not for the hook's thread, where the
 * state is that of before the event. Called by one thread at a time. Not yet run on Windows.
 *
 * <p>Windows keeps one state a key. It does not show the player's own press where that was consumed, up to
 * its release, nor apart from the agent's where the agent has the key pressed: both are
 * {@link Reading#UNKNOWN}, and nothing else is.
 */
public final class WindowsPhysicalKeys implements PhysicalKeys {
    private final Predicate<Key> isConsumed;
    private final KeyboardState system;

    /** What Windows says. */
    interface KeyboardState {
        /** Whether a virtual key is down; that of a button is the mouse's own. */
        boolean isDown(int virtualKey);

        /** Whether the user has the left and the right button exchanged. */
        boolean buttonsAreExchanged();
    }

    private static final class AsyncKeyState implements KeyboardState {
        private static final int DOWN_BIT = 0x8000;

        @Override
        public boolean isDown(int virtualKey) {
            return (User32.INSTANCE.GetAsyncKeyState(virtualKey) & DOWN_BIT) != 0;
        }

        @Override
        public boolean buttonsAreExchanged() {
            return User32.INSTANCE.GetSystemMetrics(WinUser.SM_SWAPBUTTON) != 0;
        }
    }

    /**
     * @param isConsumed whether the player's press of a key was consumed and its release is still to come;
     *                   not whether it could be, or no key would ever be read
     */
    public WindowsPhysicalKeys(Predicate<Key> isConsumed) {
        this(isConsumed, new AsyncKeyState());
    }

    WindowsPhysicalKeys(Predicate<Key> isConsumed, KeyboardState system) {
        this.isConsumed = isConsumed;
        this.system = system;
    }

    @Override
    public Reading read(Key key, boolean sentByUs) {
        if (sentByUs || isConsumed.test(key)) {
            return Reading.UNKNOWN;
        }
        boolean exchanged = key.isMouse() && system.buttonsAreExchanged();
        for (int virtualKey : WindowsKeys.virtualKeysByKey().get(WindowsKeys.ownButton(key, exchanged))) {
            if (system.isDown(virtualKey)) {
                return Reading.DOWN;
            }
        }
        return Reading.UP;
    }
}
