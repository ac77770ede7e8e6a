package dev.fermata.stream.llm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Puts lines together out of parts that may be cut anywhere, in the middle of a letter as well. One thread. */
final class Lines {
    /** Longer than any that has a few words in it. */
    static final int LONGEST = 256 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean wasReturn;

    /**
     * Takes a part.
     *
     * @param taker gets each line that it ends, and says whether the next is wanted
     * @return false where a line is too long to be one
     */
    boolean take(byte[] part, Predicate<String> taker) {
        for (byte each : part) {
            if (each == '\n' && wasReturn) {
                wasReturn = false;
            } else if (each == '\n' || each == '\r') {
                wasReturn = each == '\r';
                if (!taker.test(rest())) {
                    return true;
                }
            } else {
                wasReturn = false;
                if (line.size() == LONGEST) {
                    return false;
                }
                line.write(each);
            }
        }
        return true;
    }

    /** What has no end yet. */
    String rest() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text;
    }
}
