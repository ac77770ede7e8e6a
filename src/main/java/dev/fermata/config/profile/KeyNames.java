package dev.fermata.config.profile;

import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Key;
import dev.fermata.model.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads key names and key sequences and reports those that are none. */
final class KeyNames {
    static final String A_KEY = "a key name ('fermata keys' lists them)";

    private static final Pattern WORD_AND_NUMBER = Pattern.compile("(\\p{Alpha}{3,8})(\\d[\\d.msh]{0,9})");

    private final Problems problems;

    KeyNames(Problems problems) {
        this.problems = problems;
    }

    /** Every key a name stands for where keys are watched; both sides of a bare modifier. */
    Set<Key> watched(Text text) {
        return watched(text.value(), text.span(), text.literal() ? whole(text) : text.span());
    }

    /** The same for a name that is part of a text. */
    Set<Key> watched(String name, Span at) {
        return watched(name, at, at);
    }

    private Set<Key> watched(String name, Span ifEmpty, Span at) {
        Set<Key> keys = Key.findAll(name);
        if (keys.isEmpty()) {
            unknown(name.strip(), name.isBlank() ? ifEmpty : at);
        }
        return keys;
    }

    /** A key, chord or sequence. */
    Optional<Action> sequence(Text text) {
        ActionSyntax.Parsed parsed = ActionSyntax.parse(text.value());
        for (ActionSyntax.Problem problem : parsed.problems()) {
            int end = Math.min(text.value().length(), problem.offset() + problem.length());
            String written = text.value().substring(Math.min(problem.offset(), end), end).strip();
            Span at = text.part(problem.offset(), problem.length());
            // The model words this one for a single line; here it gets the shape of all the others.
            if (!written.isEmpty() && problem.problem().equals(ActionSyntax.unknownKey(written))) {
                unknown(written, at);
            } else {
                problems.error(at, problem.problem(), "");
            }
        }
        return parsed.action();
    }

    private void unknown(String name, Span at) {
        if (name.isEmpty()) {
            problems.error(at, "a key name is missing here", A_KEY);
        } else {
            List<String> near = Key.suggest(name);
            problems.error(at, Words.quote(name) + " is not a key", A_KEY, near.isEmpty() ? delay(name) : near);
        }
    }

    /** {@code dealy50}: a word like "delay" before a number. */
    private static List<String> delay(String name) {
        Matcher parts = WORD_AND_NUMBER.matcher(name);
        return parts.matches() && !NearestName.among(List.of("delay"), parts.group(1)).isEmpty()
                ? List.of("delay" + parts.group(2))
                : List.of();
    }

    private static Span whole(Text text) {
        String value = text.value();
        int leading = value.length() - value.stripLeading().length();
        return text.part(leading, value.strip().length());
    }
}
