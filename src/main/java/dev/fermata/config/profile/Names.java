package dev.fermata.config.profile;

import dev.fermata.model.Printable;
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
        if (!name.codePoints().allMatch(Printable::is)) {
            problems.error(text.span(), "'" + field + "' contains a line break, a tab or another character"
                    + " that cannot be shown", field.expected() + " that fits on one line");
            return Optional.empty();
        }
        return Optional.of(name);
    }
}
