package dev.fermata.config;

import java.util.List;
import java.util.Optional;

/**
 * Why a value is none of its type. Immutable.
 *
 * @param node the value, or the one inside it that is wrong
 * @param offset where in a text the wrong part begins, from 0; -1 for all of it
 * @param length how long that part is
 * @param problem what is wrong, in the words of a profile: one sentence without a full stop
 * @param expected what should stand there instead, where that is not what the type expects as a whole
 * @param meant what could stand in the place of the wrong part, as TOML writes it, best first; may be empty
 */
public record Fault(Node node, int offset, int length, Kind kind, String problem, Optional<String> expected,
        List<String> meant) {
    /** What sort of mistake it is. */
    public enum Kind {
        /** Something else altogether, such as a number for a text. */
        TYPE,
        /** Below or above the limits. */
        RANGE,
        /** Not one of the values there are. */
        VALUE
    }

    static Fault of(Node node, Kind kind, String problem) {
        return new Fault(node, -1, 0, kind, problem, Optional.empty(), List.of());
    }

    /** A part of a text that is wrong. */
    public static Fault part(Node node, int offset, int length, String problem, String expected, List<String> meant) {
        return new Fault(node, offset, length, Kind.VALUE, problem, Optional.of(expected), meant);
    }

    /** A text with something else in the place of the wrong part. */
    String mended(String text, String part) {
        return text.substring(0, offset) + part + text.substring(Math.min(text.length(), offset + length));
    }

    Fault expecting(String other) {
        return new Fault(node, offset, length, kind, problem, Optional.of(other), meant);
    }

    Fault meaning(List<String> suggestions) {
        return new Fault(node, offset, length, kind, problem, expected, suggestions);
    }
}
