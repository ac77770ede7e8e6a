package dev.fermata.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A keyboard key or mouse button under Fermata's own stable name.
 *
 * <p>The name is that of the key's position on a US keyboard ({@code q}, {@code left_shift},
 * {@code kp_1}, {@code mouse_right}); it is never a localised caption and never a raw platform
 * code. Each platform adapter translates between these constants and its own codes. One physical
 * key is one constant whatever NumLock or Shift make of it: the numpad's 7 is {@link #KP_7} also
 * while it acts as Home.
 */
public enum Key {
    A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z,

    DIGIT_0("0"), DIGIT_1("1"), DIGIT_2("2"), DIGIT_3("3"), DIGIT_4("4"),
    DIGIT_5("5"), DIGIT_6("6"), DIGIT_7("7"), DIGIT_8("8"), DIGIT_9("9"),

    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
    F13, F14, F15, F16, F17, F18, F19, F20, F21, F22, F23, F24,

    ESCAPE("escape", "esc"),
    TAB,
    CAPS_LOCK("caps_lock", "capslock"),
    SPACE("space", "spacebar"),
    ENTER("enter", "return"),
    BACKSPACE,

    GRAVE("grave", "backtick", "backquote", "`"),
    MINUS("minus", "hyphen", "-"),
    EQUAL("equal", "equals", "="),
    LEFT_BRACKET("left_bracket", "["),
    RIGHT_BRACKET("right_bracket", "]"),
    BACKSLASH("backslash", "\\"),
    SEMICOLON("semicolon", ";"),
    QUOTE("quote", "apostrophe", "'"),
    COMMA("comma"),
    PERIOD("period", "dot", "."),
    SLASH("slash", "/"),

    LEFT_SHIFT("left_shift", "lshift"),
    RIGHT_SHIFT("right_shift", "rshift"),
    LEFT_CTRL("left_ctrl", "lctrl", "left_control"),
    RIGHT_CTRL("right_ctrl", "rctrl", "right_control"),
    LEFT_ALT("left_alt", "lalt"),
    RIGHT_ALT("right_alt", "ralt", "alt_gr", "altgr"),
    LEFT_META("left_meta", "lmeta", "lwin", "left_win", "left_super", "left_cmd"),
    RIGHT_META("right_meta", "rmeta", "rwin", "right_win", "right_super", "right_cmd"),
    MENU("menu", "context_menu", "apps"),

    UP("up", "arrow_up"),
    DOWN("down", "arrow_down"),
    LEFT("left", "arrow_left"),
    RIGHT("right", "arrow_right"),
    INSERT("insert", "ins"),
    DELETE("delete", "del"),
    HOME,
    END,
    PAGE_UP("page_up", "pageup", "pgup"),
    PAGE_DOWN("page_down", "pagedown", "pgdn"),
    PRINT_SCREEN("print_screen", "printscreen", "prtsc"),
    SCROLL_LOCK("scroll_lock", "scrolllock"),
    PAUSE("pause", "break"),
    NUM_LOCK("num_lock", "numlock"),

    KP_0("kp_0", "numpad_0", "numpad0"),
    KP_1("kp_1", "numpad_1", "numpad1"),
    KP_2("kp_2", "numpad_2", "numpad2"),
    KP_3("kp_3", "numpad_3", "numpad3"),
    KP_4("kp_4", "numpad_4", "numpad4"),
    KP_5("kp_5", "numpad_5", "numpad5"),
    KP_6("kp_6", "numpad_6", "numpad6"),
    KP_7("kp_7", "numpad_7", "numpad7"),
    KP_8("kp_8", "numpad_8", "numpad8"),
    KP_9("kp_9", "numpad_9", "numpad9"),
    KP_DECIMAL("kp_decimal", "numpad_decimal"),
    KP_ADD("kp_add", "numpad_add", "kp_plus"),
    KP_SUBTRACT("kp_subtract", "numpad_subtract", "kp_minus"),
    KP_MULTIPLY("kp_multiply", "numpad_multiply"),
    KP_DIVIDE("kp_divide", "numpad_divide"),
    KP_ENTER("kp_enter", "numpad_enter"),

    MOUSE_LEFT("mouse_left", "lbutton", "left_mouse", "mouse1"),
    MOUSE_RIGHT("mouse_right", "rbutton", "right_mouse", "mouse2"),
    MOUSE_MIDDLE("mouse_middle", "mbutton", "middle_mouse", "mouse3"),
    MOUSE_BACK("mouse_back", "xbutton1", "mouse4"),
    MOUSE_FORWARD("mouse_forward", "xbutton2", "mouse5"),

    WHEEL_UP("wheel_up", "wheelup", "scroll_up"),
    WHEEL_DOWN("wheel_down", "wheeldown", "scroll_down");

    private static final Map<String, Set<Key>> BY_NAME = byName();

    private final String id;
    private final List<String> aliases;

    Key() {
        this.id = name().toLowerCase(Locale.ROOT);
        this.aliases = List.of();
    }

    Key(String id, String... aliases) {
        this.id = id;
        this.aliases = List.of(aliases);
    }

    /** The stable name used in profiles, logs and events. */
    public String id() {
        return id;
    }

    /** Other names accepted for this key; never printed as the key's name. */
    public List<String> aliases() {
        return aliases;
    }

    /** Whether this is a mouse button or the wheel rather than a keyboard key. */
    public boolean isMouse() {
        return compareTo(MOUSE_LEFT) >= 0;
    }

    /** Whether it changes a text that is being written: a letter, a digit, a sign, or one such as enter. */
    public boolean writes() {
        return compareTo(DIGIT_9) <= 0 || compareTo(TAB) >= 0 && compareTo(SLASH) <= 0 && this != CAPS_LOCK
                || compareTo(UP) >= 0 && compareTo(END) <= 0 || compareTo(KP_0) >= 0 && compareTo(KP_ENTER) <= 0;
    }

    /** Whether this is a step of the mouse wheel: it can be clicked, and never kept down. */
    public boolean isWheel() {
        return compareTo(WHEEL_UP) >= 0;
    }

    /**
     * The key of that name or alias, ignoring case. A bare modifier ({@code shift}, {@code ctrl},
     * {@code alt}, {@code meta}) is its left key, the one sent when a sequence names it.
     */
    public static Optional<Key> find(String name) {
        Set<Key> keys = findAll(name);
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.iterator().next());
    }

    /**
     * Every key that name stands for where keys are <em>watched</em>, ignoring case: one key, or
     * both sides of a bare modifier. Empty when there is no such name. In declaration order, so a
     * left key comes before its right one.
     */
    public static Set<Key> findAll(String name) {
        return BY_NAME.getOrDefault(name.strip().toLowerCase(Locale.ROOT), Set.of());
    }

    /** Every name and alias, in small letters. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    @Override
    public String toString() {
        return id;
    }

    private static Map<String, Set<Key>> byName() {
        Map<String, Set<Key>> names = new HashMap<>();
        for (Key key : values()) {
            List<String> own = new ArrayList<>(key.aliases);
            own.add(key.id);
            for (String name : own) {
                if (names.put(name, Set.of(key)) != null) {
                    throw new IllegalStateException("two keys are called " + name);
                }
            }
        }
        either(names, LEFT_SHIFT, RIGHT_SHIFT, "shift");
        either(names, LEFT_CTRL, RIGHT_CTRL, "ctrl", "control");
        either(names, LEFT_ALT, RIGHT_ALT, "alt");
        either(names, LEFT_META, RIGHT_META, "meta", "win", "super", "cmd");
        return Collections.unmodifiableMap(names);
    }

    private static void either(Map<String, Set<Key>> names, Key left, Key right, String... of) {
        for (String name : of) {
            names.put(name, Collections.unmodifiableSet(EnumSet.of(left, right)));
        }
    }
}
