package dev.fermata.platform.jnativehook;

import com.github.kwhat.jnativehook.NativeInputEvent;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Suppressor;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Keeps managed keys and hotkeys from the game by consuming their events in the hook, for Windows. Press and
 * release are consumed as a pair, so that the game never gets half a key. What the agent injects is
 * known by {@link #announce} and passes. Not yet run on Windows.
 *
 * <p>Thread-safe. The keys must be watched by the hook as well.
 *
 * <p>JNativeHook consumes an event whose private field {@code reserved} is 1 when its listener
 * returns (its documentation, "Consuming Events").
 */
public final class JNativeHookSuppressor implements Suppressor {
    private static final short CONSUME = 1;

    private final Field reserved;
    private final EchoFilter own = new EchoFilter();
    private final long origin = System.nanoTime();
    private volatile boolean[] suppressed = new boolean[Key.values().length];
    private volatile List<Hotkey> hotkeys = List.of();
    /** The keys whose press was consumed, by ordinal, 1 until their release; written by the hook thread only. */
    private final AtomicIntegerArray consumedDown = new AtomicIntegerArray(Key.values().length);
    /** The keys whose press passed, and that are down; used by the hook thread only. */
    private final boolean[] passedDown = new boolean[Key.values().length];
    /** How many presses were consumed; written by the hook thread only. */
    private volatile long kept;
    private volatile KeptListener listener = key -> { };

    /**
     * Takes part in the hook's handling of events; consumes nothing yet.
     *
     * @throws DesktopException when this version of the library cannot consume events
     */
    public JNativeHookSuppressor(JNativeHookInput hook) {
        try {
            reserved = NativeInputEvent.class.getDeclaredField("reserved");
            reserved.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new DesktopException("this version of JNativeHook cannot suppress keys", e);
        }
        hook.consumption(this::consume);
    }

    @Override
    public void listen(KeptListener itsListener) {
        listener = itsListener;
    }

    @Override
    public Set<Key> suppress(Map<Key, Key> sentAs) {
        boolean[] table = new boolean[Key.values().length];
        sentAs.keySet().forEach(key -> table[key.ordinal()] = true);
        suppressed = table;
        return Set.copyOf(sentAs.keySet());
    }

    @Override
    public void consume(Collection<Hotkey> newHotkeys) {
        hotkeys = List.copyOf(newHotkeys);
    }

    /** Announces an injection, so that it passes; to be called before it. Any thread. */
    public void announce(Key key, boolean down) {
        // Whether or not it is suppressed now: it may be when the hook hears it.
        own.expect(key, down, System.nanoTime() - origin);
    }

    @Override
    public boolean canSuppress(Key key) {
        return true;
    }

    /**
     * Whether the player's press of that key was consumed and its release has not been heard yet: until then
     * the desktop knows nothing of that press. Any thread.
     */
    public boolean isConsumed(Key key) {
        return consumedDown.get(key.ordinal()) == 1;
    }

    @Override
    public long kept() {
        return kept;
    }

    @Override
    public void close() {
        suppressed = new boolean[Key.values().length];
        hotkeys = List.of();
    }

    boolean consume(NativeInputEvent event, Key key, boolean down) {
        boolean repeat = isConsumed(key);
        boolean hotkey = isHotkey(key, event.getModifiers());
        if (!isToBeConsumed(key, down, hotkey)) {
            return false;
        }
        try {
            reserved.setShort(event, CONSUME);
            if (down) {
                kept = kept + 1;
            }
            if (down && !repeat && !hotkey) {
                listener.onKept(key);
            }
            return true;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field was made accessible", e);
        }
    }

    /** Whether that key is one of a hotkey whose modifiers are down; a modifier by itself is left to everybody. */
    private boolean isHotkey(Key key, int modifiers) {
        List<Hotkey> all = hotkeys;
        for (int i = 0; i < all.size(); i++) {
            Hotkey hotkey = all.get(i);
            if (hotkey.key() == key && mask(key) == 0
                    && hotkey.modifiers().stream().allMatch(either -> (modifiers & mask(either)) != 0)) {
                return true;
            }
        }
        return false;
    }

    private static int mask(Set<Key> either) {
        return either.stream().mapToInt(JNativeHookSuppressor::mask).reduce(0, (one, other) -> one | other);
    }

    private static int mask(Key key) {
        return switch (key) {
            case LEFT_SHIFT -> NativeInputEvent.SHIFT_L_MASK;
            case RIGHT_SHIFT -> NativeInputEvent.SHIFT_R_MASK;
            case LEFT_CTRL -> NativeInputEvent.CTRL_L_MASK;
            case RIGHT_CTRL -> NativeInputEvent.CTRL_R_MASK;
            case LEFT_ALT -> NativeInputEvent.ALT_L_MASK;
            case RIGHT_ALT -> NativeInputEvent.ALT_R_MASK;
            case LEFT_META -> NativeInputEvent.META_L_MASK;
            case RIGHT_META -> NativeInputEvent.META_R_MASK;
            default -> 0;
        };
    }

    /** Repeats and the release are consumed exactly when the press was, whatever was suppressed in between. */
    private boolean isToBeConsumed(Key key, boolean down, boolean hotkey) {
        int at = key.ordinal();
        if (own.hear(key, down, System.nanoTime() - origin).isRecent()) {
            return false;
        }
        boolean consumed = isConsumed(key);
        if (down && !consumed && !passedDown[at]) {
            consumed = suppressed[at] || hotkey;
        }
        consumedDown.set(at, down && consumed ? 1 : 0);
        passedDown[at] = down && !consumed;
        return consumed;
    }
}
