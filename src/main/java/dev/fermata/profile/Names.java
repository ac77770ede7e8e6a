package dev.fermata.profile;

import java.util.Optional;

/** What a name or a description may look like: it is shown in lists, logs and events. */
final class Names {
    static final int MAX_NAME = 64;
    static final int MAX_DESCRIPTION = 300;

    private Names() {
    }

    /** The text without the blanks around it, or empty when it was reported. */
    static Optional<String> check(Text text, Field field, int longest, Problems problems) {
        String name = text.value().strip();
        int length = name.codePointCount(0, name.length());
        if (length > longest) {
            problems.error(text.span(), "'" + field + "' has " + length + " characters", field.expected());
            return Optional.empty();
        }
        if (name.codePoints().anyMatch(Names::isUnprintable)) {
            problems.error(text.span(), "'" + field + "' contains a line break, a tab or another character"
                    + " that cannot be shown", field.expected() + " that fits on one line");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
