package dev.fermata.config.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a text may have in it of the message that it answers, written {@code %user%}. */
public enum AnswerField {
    /** The viewer's name; of several, the first one's. */
    USER,
    /** How many other viewers there are. */
    OTHERS,
    /** What was written. */
    TEXT,
    /** The gift's name. */
    GIFT,
    /** How many gifts, likes or, of anything else, messages. */
    COUNT,
    /** What the gifts are worth together. */
    VALUE;

    /** How one is written; the group is its name. */
    public static final Pattern WRITTEN = Pattern.compile("%([A-Za-z_]{1,20})%");

    /** As it is written between the signs. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name. */
    public static Optional<AnswerField> find(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(AnswerField::id).toList();
    }
}
