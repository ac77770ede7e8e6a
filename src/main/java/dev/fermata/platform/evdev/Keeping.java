package dev.fermata.platform.evdev;

import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** What is to be kept from the game. Immutable. */
final class Keeping {
    /** Nothing. */
    static final Keeping NOTHING = new Keeping(Set.of(), List.of());

    /** What becomes of a press. */
    enum Verdict {
        /** The game gets it. */
        PASSES,
        /** It is kept, and sent by the agent. */
        MANAGED,
        /** It is kept, for it commands the agent. */
        HOTKEY
    }

    private final Set<Key> managed;
    private final List<Hotkey> hotkeys;
    private final BitSet managedCodes = new BitSet(Codes.KEY_LIMIT);
    private final BitSet hotkeyCodes = new BitSet(Codes.KEY_LIMIT);

    Keeping(Collection<Key> managed, Collection<Hotkey> hotkeys) {
        this.managed = Set.copyOf(managed);
        this.hotkeys = hotkeys.stream().filter(hotkey -> !isModifier(hotkey.key())).toList();
        this.managed.stream().mapToInt(Codes::code).filter(code -> code >= 0).forEach(managedCodes::set);
        this.hotkeys.stream().mapToInt(hotkey -> Codes.code(hotkey.key())).filter(code -> code >= 0)
                .forEach(hotkeyCodes::set);
    }

    Keeping withManaged(Collection<Key> keys) {
        return new Keeping(keys, hotkeys);
    }

    Keeping withHotkeys(Collection<Hotkey> others) {
        return new Keeping(managed, others);
    }

    Set<Key> managed() {
        return managed;
    }

    /** Returns whether devices of that kind have to be taken for it. */
    boolean needs(Kind kind) {
        return hasAny(managedCodes, kind) || hasAny(hotkeyCodes, kind);
    }

    /** @param isDown whether the player has the key of a code down */
    Verdict judge(int code, IntPredicate isDown) {
        if (managedCodes.get(code)) {
            return Verdict.MANAGED;
        }
        return hotkeyCodes.get(code) && isHotkey(code, isDown) ? Verdict.HOTKEY : Verdict.PASSES;
    }

    private boolean isHotkey(int code, IntPredicate isDown) {
        return hotkeys.stream().anyMatch(hotkey -> Codes.code(hotkey.key()) == code
                && hotkey.modifiers().stream().allMatch(either ->
                        either.stream().anyMatch(key -> isDown.test(Codes.code(key)))));
    }

    private static boolean hasAny(BitSet codes, Kind kind) {
        int button = codes.nextSetBit(Codes.BTN_LEFT);
        boolean buttons = button >= 0 && button < Codes.BTN_LIMIT;
        int first = codes.nextSetBit(0);
        return kind == Kind.MOUSE ? buttons : kind == Kind.KEYBOARD && first >= 0 && first < Codes.BTN_LEFT;
    }

    /** A modifier by itself is left to everybody. */
    private static boolean isModifier(Key key) {
        return key.compareTo(Key.LEFT_SHIFT) >= 0 && key.compareTo(Key.RIGHT_META) <= 0;
    }
}
