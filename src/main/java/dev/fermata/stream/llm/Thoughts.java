package dev.fermata.stream.llm;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out what some models think before they write, between {@code <think>} and {@code </think>}, wherever the parts
 * of the text are cut. One thread.
 */
final class Thoughts {
    private static final Pattern BEGIN = Pattern.compile("(?i)<think(?:ing)?>");
    private static final Pattern END = Pattern.compile("(?i)</think(?:ing)?>");
    private static final int LONGEST_TAG = "</thinking>".length();

    private final StringBuilder waiting = new StringBuilder();
    private boolean inside;
    private boolean any;

    /** Takes a part. @return what of it, and of what was before, is no thought */
    String take(String part) {
        waiting.append(part);
        StringBuilder out = new StringBuilder();
        Matcher tag = (inside ? END : BEGIN).matcher(waiting);
        while (tag.find()) {
            if (!inside) {
                out.append(waiting, 0, tag.start());
            }
            waiting.delete(0, tag.end());
            inside = !inside;
            any = true;
            tag = (inside ? END : BEGIN).matcher(waiting);
        }
        int kept = half();
        if (!inside) {
            out.append(waiting, 0, waiting.length() - kept);
        }
        waiting.delete(0, waiting.length() - kept);
        return out.toString();
    }

    /** Whether there were any. */
    boolean any() {
        return any;
    }

    /** What is left in the end: a sign that could have begun a tag. */
    String end() {
        return inside ? "" : waiting.toString();
    }

    /** How many letters at the end could be the beginning of a tag. */
    private int half() {
        int from = waiting.lastIndexOf("<");
        if (from < 0 || waiting.length() - from >= LONGEST_TAG) {
            return 0;
        }
        String begun = waiting.substring(from).toLowerCase(Locale.ROOT);
        String tag = inside ? "</thinking>" : "<thinking>";
        String other = inside ? "</think>" : "<think>";
        return tag.startsWith(begun) || other.startsWith(begun) ? begun.length() : 0;
    }
}
