package dev.fermata.config;

import dev.fermata.model.Key;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is written with the names of keys, as the regular expressions of JSON Schema, which know no "in any case". */
final class KeyPatterns {
    private static final String BETWEEN = "\\s*\\+\\s*";
    private static final String KEY = names(keys -> true);
    private static final String NOT_THE_WHEEL = names(keys -> keys.stream().noneMatch(Key::isWheel));
    private static final String CHORD = KEY + "(?:" + BETWEEN + KEY + ")*";
    private static final String DELAY = "[dD][eE][lL][aA][yY]\\s*\\d{1,9}(?:\\.\\d{1,6})?"
            + "\\s*(?:[mM][sS]|[sS]|[mM]|[mM][iI][nN]|[hH])?";
    private static final String STEP = "\\s*(?:" + DELAY + "|[du]:\\s*" + NOT_THE_WHEEL + "|" + CHORD + ")\\s*";

    /** One key that is watched. */
    static final String WATCHED = "\\s*" + NOT_THE_WHEEL + "\\s*";
    /** A key with modifiers before it, or none. */
    static final String HOTKEY = "\\s*(?:[nN][oO][nN][eE]|(?:" + names(KeyTypes.MODIFIERS::containsAll) + BETWEEN + ")*"
            + NOT_THE_WHEEL + ")?\\s*";
    /** Keys, chords and delays. */
    static final String SEQUENCE = STEP + "(?:," + STEP + ")*";
    /** One key or chord that is kept down. */
    static final String KEPT_DOWN = "\\s*" + NOT_THE_WHEEL + "(?:" + BETWEEN + NOT_THE_WHEEL + ")*\\s*";

    private KeyPatterns() {
    }

    /** A text of that pattern. */
    static Map<String, Object> schema(String pattern) {
        return Map.of("type", "string", "pattern", "^" + pattern + "$");
    }

    /** The names of those that pass, the longest first: an expression may take the first that fits. */
    private static String names(Predicate<Set<Key>> which) {
        return Key.names().stream().filter(name -> which.test(Key.findAll(name)))
                .sorted((one, two) -> one.length() != two.length() ? two.length() - one.length() : one.compareTo(two))
                .map(KeyPatterns::inAnyCase)
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String inAnyCase(String name) {
        StringBuilder pattern = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (c >= 'a' && c <= 'z') {
                pattern.append('[').append(c).append(Character.toUpperCase(c)).append(']');
            } else {
                pattern.append("[]\\.".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return pattern.toString();
    }
}
