package dev.fermata.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody who mistyped, or knows other programs, probably meant by a text that is no key. Only what whoever asks
 * can read himself is suggested. Pure.
 */
public final class MeantKeys {
    private static final int MOST = 3;
    /** What is longer is no mistyped key. */
    private static final int LONGEST = 40;

    private static final Pattern WAIT = Pattern.compile("([a-z]{1,8})[ :_(-]*(\\d[\\d.]*(?:ms|s|min|m|h)?)\\)?");
    private static final Pattern TIME = Pattern.compile("\\d{2,}|\\d[\\d.]*(?:ms|s|min|m|h)");
    private static final Pattern SIGNS = Pattern.compile("([\\^!#]+)(.+)");
    private static final List<String> WAITS = List.of("wait", "sleep", "pause", "delay");
    /** How AutoHotkey writes modifiers. */
    private static final Map<Character, String> SIGN = Map.of('^', "ctrl", '!', "alt", '#', "meta");
    private static final List<String> MODIFIERS = List.of("ctrl", "control", "shift", "alt", "meta", "win", "super",
            "cmd");

    /** Names without blanks, dashes and the like: our own ones and those of other programs. */
    private static final Map<String, String> BARE_NAMES = bareNames();

    private MeantKeys() {
    }

    /** The names of single keys that were probably meant, best first, at most three. */
    public static List<String> among(String mistyped) {
        return best(mistyped, key -> true, Stream.of(named(lower(mistyped))), near(mistyped));
    }

    /**
     * What was probably meant where a key, a chord or several steps may stand, best first, at most three.
     *
     * @param reads whether a text can be read there
     */
    public static List<String> inSteps(String mistyped, Predicate<String> reads) {
        String text = lower(mistyped);
        Stream<String> guesses = text.length() <= 2 ? Stream.concat(runTogether(text), near(text))
                : Stream.concat(near(text), runTogether(text));
        return best(mistyped, reads, Stream.of(named(text), chord(text), waits(text), steps(text)), guesses);
    }

    /**
     * What was probably meant where a key with modifiers before it may stand, best first, at most three.
     *
     * @param reads whether a text can be read there
     */
    public static List<String> inChord(String mistyped, Predicate<String> reads) {
        String text = lower(mistyped);
        return best(mistyped, reads, Stream.of(named(text), chord(text)), near(text));
    }

    /** What another program calls a key or a bare modifier, under our name for it; without any guess at mistakes. */
    public static Optional<String> otherName(String name) {
        return Optional.ofNullable(BARE_NAMES.get(bare(lower(name))));
    }

    /** Who writes as in another program has not mistyped, so there is nothing to guess. */
    private static List<String> best(String mistyped, Predicate<String> reads, Stream<Stream<String>> sure,
            Stream<String> guesses) {
        List<String> best = first(mistyped, reads, sure.flatMap(each -> each));
        return best.isEmpty() ? first(mistyped, reads, guesses) : best;
    }

    private static List<String> first(String mistyped, Predicate<String> reads, Stream<String> meant) {
        return mistyped.length() > LONGEST ? List.of()
                : meant.filter(each -> !each.equals(mistyped)).distinct().filter(reads).limit(MOST).toList();
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Stream<String> near(String text) {
        return NearestName.among(Key.names(), text).stream();
    }

    private static Stream<String> named(String text) {
        return Stream.ofNullable(BARE_NAMES.get(bare(text)));
    }

    /** {@code ctrl-q}, {@code ctrl shift q}, {@code ^q}. */
    private static Stream<String> chord(String text) {
        Matcher signs = SIGNS.matcher(text);
        if (signs.matches()) {
            StringBuilder keys = new StringBuilder();
            signs.group(1).chars().forEach(sign -> keys.append(SIGN.get((char) sign)).append('+'));
            return Stream.of(keys + signs.group(2));
        }
        String[] parts = text.split("[\\s-]+");
        boolean modified = parts.length > 1
                && Stream.of(parts).limit(parts.length - 1L).allMatch(MODIFIERS::contains);
        return modified ? Stream.of(String.join("+", parts)) : Stream.empty();
    }

    /** {@code wait100}, {@code dealy50}, {@code 100}. */
    private static Stream<String> waits(String text) {
        Matcher wait = WAIT.matcher(text);
        boolean word = wait.matches()
                && (WAITS.contains(wait.group(1)) || !NearestName.among(List.of("delay"), wait.group(1)).isEmpty());
        return word ? Stream.of("delay" + wait.group(2))
                : TIME.matcher(text).matches() ? Stream.of("delay" + text) : Stream.empty();
    }

    /** {@code q w e}. */
    private static Stream<String> steps(String text) {
        String[] parts = text.split("[\\s;>]+");
        return parts.length > 1 ? Stream.of(String.join(",", parts)) : Stream.empty();
    }

    /** {@code q1}, {@code qwe}. */
    private static Stream<String> runTogether(String text) {
        return text.matches("(?!\\d+$)[a-z0-9]{2,3}") ? Stream.of(String.join(",", text.split(""))) : Stream.empty();
    }

    private static String bare(String text) {
        return text.replaceAll("[\\s_{}()-]", "");
    }

    private static Map<String, String> bareNames() {
        Map<String, String> names = new HashMap<>();
        Key.names().stream().filter(name -> name.length() > 1)
                .forEach(name -> names.put(bare(name),
                        MODIFIERS.contains(name) ? name : Key.find(name).orElseThrow().id()));
        button(names, Key.MOUSE_LEFT, "left", "l", 1);
        button(names, Key.MOUSE_RIGHT, "right", "r", 2);
        button(names, Key.MOUSE_MIDDLE, "middle", "m", 3);
        others(names, Key.MOUSE_LEFT, "click");
        others(names, Key.MOUSE_MIDDLE, "wheelclick", "wheelbutton");
        others(names, Key.MOUSE_BACK, "mb4", "m4", "button4");
        others(names, Key.MOUSE_FORWARD, "mb5", "m5", "button5");
        others(names, Key.WHEEL_UP, "mousewheelup", "mwheelup", "mwu", "scrollwheelup");
        others(names, Key.WHEEL_DOWN, "mousewheeldown", "mwheeldown", "mwd", "scrollwheeldown");
        others(names, Key.BACKSPACE, "bksp", "bs");
        others(names, Key.LEFT_ALT, "option");
        others(names, Key.LEFT_META, "windows", "command");
        return Map.copyOf(names);
    }

    private static void button(Map<String, String> names, Key button, String side, String letter, int number) {
        List<String> all = new ArrayList<>(List.of(letter + "mb", letter + "click", "mb" + number, "m" + number,
                "button" + number));
        for (String what : List.of("click", "mouse", "button", "mousebutton", "mouseclick")) {
            all.add(side + what);
        }
        all.add("mouse" + side);
        others(names, button, all.toArray(String[]::new));
    }

    private static void others(Map<String, String> names, Key key, String... of) {
        for (String name : of) {
            names.putIfAbsent(name, key.id());
        }
    }
}
