package dev.fermata.app.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing looked at. Immutable.
 *
 * @param subject one or two words, the same on every machine, for people and scripts to find it by
 * @param detail what was seen
 * @param advice what the user can do about it; never empty unless fine
 * @param figures what was measured, by name; the names end in their unit ({@code _ms}) unless they count
 */
public record Finding(Verdict verdict, String subject, String detail, String advice, Map<String, Number> figures) {
    /** Messages of the desktop say what is wrong, then what to do. */
    private static final String BEFORE_ADVICE = "; ";

    public Finding {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    static Finding fine(String subject, String detail) {
        return new Finding(Verdict.FINE, subject, detail, "", Map.of());
    }

    static Finding degraded(String subject, String detail, String advice) {
        return new Finding(Verdict.DEGRADED, subject, detail, advice, Map.of());
    }

    static Finding broken(String subject, String detail, String advice) {
        return new Finding(Verdict.BROKEN, subject, detail, advice, Map.of());
    }

    /**
     * Something broken, in the words of an exception.
     *
     * @param failure its message says what is wrong and, after a semicolon, what to do
     * @param otherwise the advice for a message without one
     */
    static Finding broken(String subject, Exception failure, String otherwise) {
        String told = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        int end = told.indexOf(BEFORE_ADVICE);
        return end < 0 ? broken(subject, told, otherwise)
                : broken(subject, told.substring(0, end), told.substring(end + BEFORE_ADVICE.length()));
    }

    Finding with(Map<String, Number> measured) {
        return new Finding(verdict, subject, detail, advice, measured);
    }

    /** The worst verdict among them; fine when there are none. */
    public static Verdict worst(List<Finding> findings) {
        return findings.stream().map(Finding::verdict).max(Verdict::compareTo).orElse(Verdict.FINE);
    }
}
