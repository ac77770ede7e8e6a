package dev.fermata.config.imports;

import dev.fermata.config.ProblemText;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Key;
import dev.fermata.model.MeantKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keys as other programs call them. Stateless. */
final class OtherKeys {
    /** AutoHotkey's names that are no typing mistakes of ours, and a sign that takes a key of the number pad. */
    private static final Map<String, Key> OTHERS = Map.of("+", Key.KP_ADD, "numpaddot", Key.KP_DECIMAL, "numpaddiv",
            Key.KP_DIVIDE, "numpadmult", Key.KP_MULTIPLY, "numpadsub", Key.KP_SUBTRACT, "appskey", Key.MENU);
    private static final Map<Character, String> MODIFIERS = Map.of('^', "ctrl", '!', "alt", '+', "shift", '#', "meta");
    /** Names that run together are told apart only if each is so long. */
    private static final int LEAST_RUN = 3;
    private static final int LONGEST = 60;

    private OtherKeys() {
    }

    /** The key of that name; a bare modifier is its left one. */
    static Optional<Key> find(String name) {
        String text = name.strip().toLowerCase(Locale.ROOT);
        return Key.find(text).or(() -> Optional.ofNullable(OTHERS.get(text)))
                .or(() -> MeantKeys.otherName(text).flatMap(Key::find));
    }

    /** How a profile names that key where it is watched: both sides of a bare modifier by its bare name. */
    static Optional<String> watched(String name) {
        String text = name.strip().toLowerCase(Locale.ROOT);
        return Key.findAll(text).size() > 1 ? Optional.of(text) : find(text).map(Key::id);
    }

    /** A key with AutoHotkey's signs for modifiers before it, {@code ^+q}, as profiles write it. */
    static Optional<String> withSigns(String written) {
        String rest = written.strip();
        StringBuilder chord = new StringBuilder();
        while (rest.length() > 1 && ("~*$<>".indexOf(rest.charAt(0)) >= 0 || MODIFIERS.containsKey(rest.charAt(0)))) {
            String modifier = MODIFIERS.get(rest.charAt(0));
            if (modifier != null && chord.indexOf(modifier) < 0) {
                chord.append(modifier).append('+');
            }
            rest = rest.substring(1);
        }
        String before = chord.toString();
        return find(rest).map(key -> before + key.id()).filter(text -> ActionSyntax.parse(text).action().isPresent());
    }

    /**
     * Keys and delays with commas between them, as profiles write them. What is no key is left out and told.
     *
     * @return empty when nothing is left
     */
    static Optional<String> sequence(Fields fields, String field, String written) {
        List<String> steps = steps(fields, field, written);
        if (steps.size() > ActionSyntax.MAX_STEPS) {
            fields.remark(field, "these are " + steps.size() + " steps; the first " + ActionSyntax.MAX_STEPS
                    + " are taken over");
            steps = steps.subList(0, ActionSyntax.MAX_STEPS);
        }
        return steps.stream().allMatch(step -> step.startsWith("delay")) ? Optional.empty()
                : Optional.of(String.join(",", steps));
    }

    /** The same, each step by itself. */
    static List<String> steps(Fields fields, String field, String written) {
        List<String> steps = new ArrayList<>();
        for (String part : written.split(",")) {
            String step = part.strip();
            if (step.isEmpty()) {
                continue;
            }
            String small = step.toLowerCase(Locale.ROOT);
            Optional<Key> key = find(step);
            List<Key> together = key.isPresent() ? List.of() : together(small);
            if (key.isPresent()) {
                key.filter(each -> step.equals("+")).ifPresent(each -> fields.remark(field, "'+' is a sign that takes "
                        + "Shift on most keyboards; taken as the key of the number pad"));
                steps.add(key.get().id());
            } else if (small.startsWith("delay")) {
                if (ActionSyntax.parse(small).action().isPresent()) {
                    steps.add(small);
                } else {
                    fields.remark(field, ProblemText.quote(step) + " is no delay that can be waited for; left out");
                }
            } else if (!together.isEmpty()) {
                fields.remark(field, ProblemText.quote(step) + " is " + together.size()
                        + " keys without a comma between them, which sends nothing there; taken as " + together.size()
                        + " steps");
                together.forEach(each -> steps.add(each.id()));
            } else {
                fields.remark(field, ProblemText.quote(step) + " is not a key; left out");
            }
        }
        return steps;
    }

    private static List<Key> together(String text) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        for (int end = text.length() - LEAST_RUN; end >= LEAST_RUN; end--) {
            Optional<Key> first = find(text.substring(0, end));
            if (first.isPresent()) {
                String rest = text.substring(end);
                List<Key> others = find(rest).map(List::of).orElseGet(() -> together(rest));
                if (!others.isEmpty()) {
                    List<Key> all = new ArrayList<>(List.of(first.get()));
                    all.addAll(others);
                    return all;
                }
            }
        }
        return List.of();
    }
}
