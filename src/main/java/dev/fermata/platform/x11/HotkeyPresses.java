package dev.fermata.platform.x11;

import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hotkeys whose presses no program gets. Asked by the thread that answers presses, replaced by it too.
 */
final class HotkeyPresses {
    private static final int SHIFT = 1;
    private static final int CONTROL = 1 << 2;
    /** Mod1, where every usual keyboard has it, and Mod5 for a right one that chooses other characters. */
    private static final int ALT = 1 << 3 | 1 << 7;
    private static final int META = 1 << 6;

    private List<Chord> chords = List.of();
    /** Whose press was a hotkey, until they are pressed anew: their repeats are none of the game's either. */
    private final Set<Key> down = EnumSet.noneOf(Key.class);

    /**
     * A key with modifiers.
     *
     * @param masks one for each modifier; one of its bits has to be there
     */
    private record Chord(Key key, List<Integer> masks) {
        boolean isPressed(Key pressed, int modifiers) {
            return key == pressed && masks.stream().allMatch(mask -> (modifiers & mask) != 0);
        }
    }

    /** Takes others. A modifier by itself is left to everybody, and the server does not tell its sides apart. */
    void replace(Collection<Hotkey> hotkeys) {
        chords = hotkeys.stream().filter(hotkey -> !isModifier(hotkey.key()))
                .map(hotkey -> new Chord(hotkey.key(), hotkey.modifiers().stream().map(HotkeyPresses::mask).toList()))
                .toList();
    }

    /** Why not, by each of those whose presses others get although they were asked for. */
    static Map<Hotkey, String> refused(Collection<Hotkey> hotkeys, Set<Key> grabbed) {
        Map<Hotkey, String> refused = new LinkedHashMap<>();
        for (Hotkey hotkey : hotkeys) {
            if (isModifier(hotkey.key())) {
                refused.put(hotkey, "a modifier by itself is left to every program");
            } else if (!grabbed.contains(hotkey.key())) {
                refused.put(hotkey, "another program has grabbed " + hotkey.key());
            }
        }
        return refused;
    }

    private static boolean isModifier(Key key) {
        return mask(key) != 0;
    }

    /** The keys to grab. */
    Set<Key> keys() {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        chords.forEach(chord -> keys.add(chord.key));
        return keys;
    }

    /**
     * Returns whether a press is one of a hotkey.
     *
     * @param modifiers those that are down, as the server tells of them
     */
    boolean isOne(Key key, int modifiers, boolean isRepeat) {
        if (isRepeat) {
            return down.contains(key);
        }
        boolean is = false;
        for (int i = 0; i < chords.size(); i++) {
            is |= chords.get(i).isPressed(key, modifiers);
        }
        if (is) {
            down.add(key);
        } else {
            down.remove(key);
        }
        return is;
    }

    private static int mask(Set<Key> either) {
        return either.stream().mapToInt(HotkeyPresses::mask).reduce(0, (one, other) -> one | other);
    }

    private static int mask(Key key) {
        return switch (key) {
            case LEFT_SHIFT, RIGHT_SHIFT -> SHIFT;
            case LEFT_CTRL, RIGHT_CTRL -> CONTROL;
            case LEFT_ALT, RIGHT_ALT -> ALT;
            case LEFT_META, RIGHT_META -> META;
            default -> 0;
        };
    }
}
