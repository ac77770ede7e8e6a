package dev.fermata.config;

import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.model.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types whose values are written with the names of keys. */
public final class KeyTypes {
    private static final String A_KEY = "a key name ('fermata keys' lists them)";
    private static final Pattern WORD_AND_NUMBER = Pattern.compile("(\\p{Alpha}{3,8})(\\d[\\d.msh]{0,9})");
    private static final Set<Key> MODIFIERS = Set.of(
            Key.LEFT_SHIFT, Key.RIGHT_SHIFT, Key.LEFT_CTRL, Key.RIGHT_CTRL,
            Key.LEFT_ALT, Key.RIGHT_ALT, Key.LEFT_META, Key.RIGHT_META);

    private KeyTypes() {
    }

    /** Every key a name stands for where keys are watched: both sides of a bare modifier. */
    public static Type<Set<Key>> watched() {
        return new TextType<>("key name", "one key name in quotes, such as \"e\"") {
            @Override
            Reading<Set<Key>> read(Node node, String text, String name) {
                List<Fault> faults = new ArrayList<>();
                Set<Key> keys = keys(node, text, 0, faults);
                return new Reading<>(Optional.of(keys).filter(found -> !found.isEmpty()), faults);
            }
        };
    }

    /** The same where somebody might write several. */
    public static Type<Set<Key>> single() {
        Type<Set<Key>> one = watched();
        return new TextType<>(one.title(), one.written()) {
            @Override
            Reading<Set<Key>> read(Node node, String text, String name) {
                return text.indexOf('+') >= 0 || text.indexOf(',') >= 0
                        ? Reading.wrong(Fault.of(node, Fault.Kind.VALUE,
                                "'" + name + "' must be one key, not a chord or a sequence"))
                        : one.read(node, name);
            }
        };
    }

    /** A key, chord or sequence. */
    public static Type<Action> sequence() {
        return new TextType<>("key sequence",
                "a key, a chord or a sequence in quotes, such as \"q,delay100,shift+w\"") {
            @Override
            Reading<Action> read(Node node, String text, String name) {
                ActionSyntax.Parsed parsed = ActionSyntax.parse(text);
                return new Reading<>(parsed.action(),
                        parsed.problems().stream().map(problem -> fault(node, text, problem)).toList());
            }
        };
    }

    /** A key with modifiers before it, or none. */
    public static Type<Optional<Hotkey>> hotkey() {
        return new TextType<>("hotkey", "a key in quotes, with modifiers if wanted, such as \"ctrl+shift+f12\"") {
            @Override
            Reading<Optional<Hotkey>> read(Node node, String text, String name) {
                List<Fault> faults = new ArrayList<>();
                List<Set<Key>> keys = new ArrayList<>();
                int offset = 0;
                String[] parts = text.split("\\+", -1);
                for (int i = 0; i < parts.length; i++) {
                    part(node, parts[i], offset, i == parts.length - 1, keys, faults);
                    offset += parts[i].length() + 1;
                }
                if (!faults.isEmpty()) {
                    return new Reading<>(Optional.empty(), faults);
                }
                // The last key is pressed, not watched as a side: a bare modifier there is its left key.
                Key key = keys.get(keys.size() - 1).stream().sorted().findFirst().orElseThrow();
                return Reading.of(Optional.of(new Hotkey(keys.subList(0, keys.size() - 1), key)));
            }

            @Override
            Reading<Optional<Hotkey>> blank(Node node, String name) {
                return Reading.of(Optional.empty());
            }

            @Override
            boolean isBlank(String text) {
                return text.isBlank() || text.strip().equalsIgnoreCase("none");
            }
        };
    }

    private static void part(Node node, String part, int offset, boolean last, List<Set<Key>> before,
            List<Fault> faults) {
        Set<Key> keys = keys(node, part, offset, faults);
        String name = part.strip();
        int at = offset + leading(part);
        if (keys.isEmpty()) {
            return;
        }
        if (!last && !MODIFIERS.containsAll(keys)) {
            faults.add(Fault.part(node, at, name.length(),
                    ProblemText.quote(name) + " is not a modifier, so no other key can follow it",
                    "only ctrl, shift, alt or meta before the key, such as \"ctrl+shift+f12\"", List.of()));
        } else if (before.contains(keys)) {
            faults.add(Fault.part(node, at, name.length(), ProblemText.quote(name) + " is in this hotkey twice",
                    "each key once", List.of()));
        } else {
            before.add(keys);
        }
    }

    private static Set<Key> keys(Node node, String written, int offset, List<Fault> faults) {
        Set<Key> keys = Key.findAll(written);
        if (keys.isEmpty()) {
            String name = written.strip();
            faults.add(unknown(node, offset + leading(written), Math.max(1, name.length()), name));
        }
        return keys;
    }

    private static Fault fault(Node node, String text, ActionSyntax.Problem problem) {
        int end = Math.min(text.length(), problem.offset() + problem.length());
        String written = text.substring(Math.min(problem.offset(), end), end).strip();
        // The model words this one for a single line; here it gets the shape of all the others.
        return !written.isEmpty() && problem.problem().equals(ActionSyntax.unknownKey(written))
                ? unknown(node, problem.offset(), problem.length(), written)
                : Fault.part(node, problem.offset(), problem.length(), problem.problem(), "", List.of());
    }

    private static Fault unknown(Node node, int offset, int length, String name) {
        if (name.isEmpty()) {
            return Fault.part(node, offset, length, "a key name is missing here", A_KEY, List.of());
        }
        List<String> near = Key.suggest(name);
        return Fault.part(node, offset, length, ProblemText.quote(name) + " is not a key", A_KEY,
                near.isEmpty() ? delay(name) : near);
    }

    /** {@code dealy50}: a word like "delay" before a number. */
    private static List<String> delay(String name) {
        Matcher parts = WORD_AND_NUMBER.matcher(name);
        return parts.matches() && !NearestName.among(List.of("delay"), parts.group(1)).isEmpty()
                ? List.of("delay" + parts.group(2))
                : List.of();
    }

    private static int leading(String text) {
        return text.length() - text.stripLeading().length();
    }

    private abstract static class TextType<T> extends Type<T> {
        TextType(String title, String expected) {
            super(title, expected, expected);
        }

        @Override
        public final Reading<T> read(Node node, String name) {
            if (!(node.value() instanceof String text)) {
                return wrongType(node, name, "text in quotes");
            }
            // A name is no text in quotes: an empty one is a key that is missing.
            return isBlank(text) && node.at() != null ? blank(node, name) : read(node, text, name);
        }

        abstract Reading<T> read(Node node, String text, String name);

        Reading<T> blank(Node node, String name) {
            return empty(node, name);
        }

        boolean isBlank(String text) {
            return text.isBlank();
        }
    }
}
