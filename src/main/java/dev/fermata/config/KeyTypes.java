package dev.fermata.config;

import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.model.MeantKeys;
import dev.fermata.model.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The types whose values are written with the names of keys. */
public final class KeyTypes {
    private static final String A_KEY = "a key name ('fermata keys' lists them)";
    private static final String KEPT_DOWN = "a key or button that can be kept down";
    /** A longer hotkey is none, and nobody knows what it was meant to be. */
    private static final int LONGEST = 200;
    static final Set<Key> MODIFIERS = Set.of(
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
                Set<Key> keys = keys(node, text, 0, faults, () -> watchable(text));
                return new Reading<>(Optional.of(keys).filter(found -> !found.isEmpty()), faults);
            }

            /** A bare modifier where both its sides are meant. */
            @Override
            public String show(Set<Key> keys) {
                String id = keys.iterator().next().id();
                return keys.size() == 1 ? id : id.substring(id.indexOf('_') + 1);
            }

            @Override
            public Map<String, Object> jsonSchema() {
                return KeyPatterns.schema(KeyPatterns.WATCHED);
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

            @Override
            public Map<String, Object> jsonSchema() {
                return one.jsonSchema();
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

            @Override
            public Map<String, Object> jsonSchema() {
                return KeyPatterns.schema(KeyPatterns.SEQUENCE);
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
                    String before = text.substring(0, offset);
                    String after = text.substring(offset + parts[i].length());
                    String part = parts[i].strip();
                    part(node, parts[i], offset, i == parts.length - 1, keys, faults, () -> text.length() > LONGEST
                            ? List.of() : MeantKeys.inChord(part, each -> isHotkey(before + each + after)));
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

            @Override
            public Map<String, Object> jsonSchema() {
                return KeyPatterns.schema(KeyPatterns.HOTKEY);
            }
        };
    }

    /** A hotkey that there is already: its keys, or one of those words, as it is written. */
    public static Type<String> hotkeyOr(List<String> words) {
        Type<Optional<Hotkey>> hotkey = hotkey();
        return new TextType<>("hotkey", "a hotkey in quotes, such as \"ctrl+1\", or " + String.join(", ", words)) {
            @Override
            Reading<String> read(Node node, String text, String name) {
                if (words.contains(text)) {
                    return Reading.of(text);
                }
                Reading<Optional<Hotkey>> keys = hotkey.read(node, name);
                List<String> near = keys.faults().isEmpty() ? List.of() : NearestName.among(words, text);
                return near.isEmpty() ? new Reading<>(keys.value().map(any -> text), keys.faults())
                        : Reading.wrong(Fault.of(node, Fault.Kind.VALUE, ProblemText.quote(text) + " is not a hotkey")
                                .expecting(written()).meaning(near.stream().map(Type::quote).toList()));
            }

            @Override
            public Map<String, Object> jsonSchema() {
                return Map.of("type", "string", "minLength", 1, "anyOf",
                        List.of(Map.of("enum", words), hotkey.jsonSchema()));
            }
        };
    }

    /** What JSON Schema calls the keys of a skill that is kept down: one key or one chord, without the wheel. */
    public static Map<String, Object> keptDownJsonSchema() {
        return KeyPatterns.schema(KeyPatterns.KEPT_DOWN);
    }

    /** Whether a text is a hotkey, as far as its names go. */
    private static boolean isHotkey(String text) {
        String[] names = text.split("\\+", -1);
        for (int i = 0; i < names.length; i++) {
            Set<Key> keys = Key.findAll(names[i]);
            boolean right = i == names.length - 1 ? isKeptDown(keys) : MODIFIERS.containsAll(keys);
            if (keys.isEmpty() || !right) {
                return false;
            }
        }
        return true;
    }

    private static void part(Node node, String part, int offset, boolean last, List<Set<Key>> before,
            List<Fault> faults, Supplier<List<String>> meant) {
        Set<Key> keys = keys(node, part, offset, faults, meant);
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

    private static List<String> watchable(String name) {
        return MeantKeys.among(name).stream().filter(each -> isKeptDown(Key.findAll(each))).toList();
    }

    private static boolean isKeptDown(Set<Key> keys) {
        return keys.stream().noneMatch(Key::isWheel);
    }

    /** Keys that are watched; none where there is no such key, or one that is never down. */
    private static Set<Key> keys(Node node, String written, int offset, List<Fault> faults,
            Supplier<List<String>> meant) {
        Set<Key> keys = Key.findAll(written);
        String name = written.strip();
        int at = offset + leading(written);
        int length = Math.max(1, name.length());
        if (name.isEmpty()) {
            faults.add(Fault.part(node, at, length, "a key name is missing here", A_KEY, List.of()));
        } else if (keys.isEmpty()) {
            faults.add(Fault.part(node, at, length, ProblemText.quote(name) + " is not a key", A_KEY, meant.get()));
        } else if (!isKeptDown(keys)) {
            faults.add(Fault.part(node, at, length, ActionSyntax.ONLY_CLICKED, KEPT_DOWN, List.of()));
            return Set.of();
        }
        return keys;
    }

    private static Fault fault(Node node, String text, ActionSyntax.Problem problem) {
        int end = Math.min(text.length(), problem.offset() + problem.length());
        return Fault.part(node, problem.offset(), problem.length(), !problem.noKey() ? problem.problem()
                : ProblemText.quote(text.substring(problem.offset(), end)) + " is not a key",
                problem.noKey() ? A_KEY : "", problem.meant());
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
                return wrongType(node, name, "text in quotes", literals(node.text()));
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
