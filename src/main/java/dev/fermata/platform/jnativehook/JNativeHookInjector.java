package dev.fermata.platform.jnativehook;

import com.github.kwhat.jnativehook.GlobalScreen;
import com.github.kwhat.jnativehook.keyboard.NativeKeyEvent;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Injector;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Injects through JNativeHook, for platforms that have no injector of their own. Works only while
 * {@link JNativeHookInput} is started. Called by one thread at a time.
 *
 * <p>The library posts by key code alone, so right-hand modifiers and the numpad cannot be sent; nor
 * can mouse buttons, whose posting moves the pointer. It does not tell when the platform refused.
 */
public final class JNativeHookInjector implements Injector {
    private static final Set<Key> SIDED =
            Set.of(Key.RIGHT_SHIFT, Key.RIGHT_CTRL, Key.RIGHT_ALT, Key.RIGHT_META);
    private static final Set<Key> NUMPAD =
            Collections.unmodifiableSet(EnumSet.range(Key.KP_0, Key.KP_ENTER));

    private final Map<Key, JNativeHookKeys.Code> codes = JNativeHookKeys.ofThisMachine().codes();

    @Override
    public void press(Key key) {
        post(key, NativeKeyEvent.NATIVE_KEY_PRESSED);
    }

    @Override
    public void release(Key key) {
        post(key, NativeKeyEvent.NATIVE_KEY_RELEASED);
    }

    @Override
    public boolean canSend(Key key) {
        return !key.isMouse() && !SIDED.contains(key) && !NUMPAD.contains(key);
    }

    private void post(Key key, int kind) {
        if (!canSend(key)) {
            throw new DesktopException(key + " cannot be sent on this platform");
        }
        JNativeHookKeys.Code code = codes.get(key);
        GlobalScreen.postNativeEvent(new NativeKeyEvent(kind, 0, 0, code.keyCode(),
                NativeKeyEvent.CHAR_UNDEFINED, code.location()));
    }
}
