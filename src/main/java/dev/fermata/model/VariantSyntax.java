package dev.fermata.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The written form of {@link Variants}: {@code {a|b}} is one of the two, in which further braces may stand and one of
 * which may be empty; {@code \{}, {@code \|}, {@code \}} and {@code \\} are those characters themselves. A bar outside
 * of braces is a bar. Braces do not go on over the end of a paragraph, which is an empty line.
 */
public final class VariantSyntax {
    /** How long one text may be that is spoken. */
    public static final int LONGEST = 1_000;
    private static final int DEEPEST = 50;
    private static final String SPECIAL = "{|}\\";
    private static final Pattern PARAGRAPH_END = Pattern.compile("\\R[ \\t]*\\R");

    private final String text;
    private final Deque<Level> open = new ArrayDeque<>();
    private Level level = new Level(-1);

    private VariantSyntax(String text) {
        this.text = text;
    }

    /**
     * What is wrong, one sentence without a full stop.
     *
     * @param offset where in the text it begins, from 0
     * @param length how many characters are wrong
     * @param expected what would be right
     */
    public record Problem(int offset, int length, String problem, String expected) {
    }

    /** The outcome: variants, or the first problem. */
    public record Parsed(Optional<Variants> variants, Optional<Problem> problem) {
    }

    /** What has been read between two braces, or outside of them. */
    private static final class Level {
        /** Where it was opened; negative outside. */
        private final int at;
        private final Set<Variants> done = new LinkedHashSet<>();
        /** As they are written; some may be the same. */
        private int alternatives = 1;
        private final List<Variants.Part> parts = new ArrayList<>();
        private final StringBuilder words = new StringBuilder();

        Level(int at) {
            this.at = at;
        }

        void endWords() {
            if (!words.isEmpty()) {
                parts.add(new Variants.Words(words.toString()));
                words.setLength(0);
            }
        }

        Variants end() {
            endWords();
            Variants read = new Variants(parts);
            parts.clear();
            return read;
        }

        void endAlternative() {
            done.add(end());
        }

        /** What all its alternatives come to: one that is the only one is no choice. */
        void take(Set<Variants> choice) {
            if (choice.size() > 1) {
                endWords();
                parts.add(new Variants.Choice(List.copyOf(choice)));
                return;
            }
            for (Variants.Part part : choice.iterator().next().parts()) {
                if (part instanceof Variants.Words plain) {
                    words.append(plain.text());
                } else {
                    endWords();
                    parts.add(part);
                }
            }
        }
    }

    /** Reads a text; never throws. */
    public static Parsed parse(String text) {
        VariantSyntax syntax = new VariantSyntax(text);
        Optional<Problem> problem = syntax.read();
        if (problem.isPresent()) {
            return new Parsed(Optional.empty(), problem);
        }
        Variants read = syntax.level.end();
        problem = unspeakable(text, read);
        return new Parsed(problem.isPresent() ? Optional.empty() : Optional.of(read), problem);
    }

    /** A text that is meant as it stands, as it is written among variants. */
    public static String escape(String plain) {
        StringBuilder escaped = new StringBuilder();
        plain.chars().forEach(each -> escaped.append(SPECIAL.indexOf(each) < 0 ? "" : "\\").append((char) each));
        return escaped.toString();
    }

    private static Optional<Problem> unspeakable(String text, Variants read) {
        if (read.mayBeBlank()) {
            return Optional.of(new Problem(0, text.length(),
                    text.isBlank() ? "there is nothing to say" : "one of the variants of this has nothing to say",
                    "words in each of them"));
        }
        return read.longest() <= LONGEST ? Optional.empty() : Optional.of(new Problem(0, text.length(),
                "the longest variant of this has " + read.longest() + " characters",
                "at most " + LONGEST + "; what is longer is better said as several texts"));
    }

    private Optional<Problem> read() {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            Optional<Problem> problem = Optional.empty();
            if (character == '\\') {
                at++;
                problem = escaped(at);
            } else if (character == '{') {
                problem = open(at);
            } else if (character == '}') {
                problem = close(at);
            } else if (character == '|' && level.at >= 0) {
                level.endAlternative();
                level.alternatives++;
            } else {
                level.words.append(character);
            }
            if (problem.isPresent()) {
                return problem;
            }
        }
        return level.at < 0 ? Optional.empty()
                : Optional.of(new Problem(level.at, 1, "this brace is not closed", "a } after its last alternative"));
    }

    private Optional<Problem> escaped(int at) {
        if (at == text.length() || SPECIAL.indexOf(text.charAt(at)) < 0) {
            return Optional.of(new Problem(at - 1, 1, "a backslash stands before {, |, } or another backslash only",
                    "\\\\ for a backslash that is said"));
        }
        level.words.append(text.charAt(at));
        return Optional.empty();
    }

    private Optional<Problem> open(int at) {
        if (open.size() == DEEPEST) {
            return Optional.of(new Problem(at, 1, "this is more than " + DEEPEST + " braces in each other",
                    "fewer of them"));
        }
        open.push(level);
        level = new Level(at);
        return Optional.empty();
    }

    private Optional<Problem> close(int at) {
        if (level.at < 0) {
            return Optional.of(new Problem(at, 1, "no brace is open that this one closes",
                    "a { before it, or \\} for a brace that is said"));
        }
        Level inner = level;
        inner.endAlternative();
        if (inner.alternatives == 1) {
            return Optional.of(new Problem(inner.at, at + 1 - inner.at, "there is nothing to choose between these braces",
                    "alternatives, such as {life|health}, or \\{ for a brace that is said"));
        }
        Matcher paragraph = PARAGRAPH_END.matcher(text).region(inner.at, at);
        if (paragraph.find()) {
            return Optional.of(new Problem(inner.at, 1, "these braces go on over the end of a paragraph",
                    "a } before the empty line"));
        }
        level = open.pop();
        level.take(inner.done);
        return Optional.empty();
    }
}
