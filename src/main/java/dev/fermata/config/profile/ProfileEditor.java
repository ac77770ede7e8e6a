package dev.fermata.config.profile;

import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.SourceText;
import dev.fermata.config.TomlLayout;
import dev.fermata.config.profile.NotDoneException.Why;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes fields in the text of a profile and leaves all else as it is: comments, order, and how it is written. What a
 * text says afterwards is read again, and a change that led to anything else than was wanted is not made. Stateless.
 */
public final class ProfileEditor {
    private ProfileEditor() {
    }

    /**
     * What to change in a text.
     *
     * @param changes one after the other, each of the text as the ones before have left it
     * @return in the order of the text, none touching another
     * @throws NotDoneException when the text is no TOML, or has no place for a change
     */
    public static List<TextEdit> edits(String text, List<Change> changes) throws NotDoneException {
        EditedText edited = new EditedText(text);
        Object says = read(text);
        for (Change change : changes) {
            String before = edited.text();
            Object wanted = TreeChange.made(says, change);
            List<TextEdit> steps;
            try {
                steps = new TextChange(before, TomlLayout.of(before)).edits(change);
            } catch (IllegalArgumentException unforeseen) {
                throw noPlace();
            }
            // From the end, so that the places of the others stay.
            for (int i = steps.size() - 1; i >= 0; i--) {
                edited.apply(steps.get(i));
            }
            says = read(edited.text());
            if (!TreeChange.pruned(says).equals(TreeChange.pruned(wanted))) {
                throw noPlace();
            }
        }
        return edited.edits();
    }

    static NotDoneException noPlace() {
        return new NotDoneException(Why.NO_PLACE, "this cannot be changed in this text without hands");
    }

    private static Object read(String text) throws NotDoneException {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (unmarked.isBlank()) {
            return Map.of();
        }
        Problems problems = new Problems("", new SourceText(unmarked));
        Node top = ProfileReader.tree(unmarked, problems).orElseThrow(() ->
                new NotDoneException(Why.NO_PLACE, "this text cannot be read"));
        if (problems.hasErrors()) {
            throw new NotDoneException(Why.NO_PLACE,
                    "this text cannot be read: " + problems.sorted().get(0).headline());
        }
        return plain(top);
    }

    private static Object plain(Node node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.fields().forEach((name, value) -> map.put(name, plain(value)));
            return map;
        }
        if (node.value() instanceof List) {
            List<Object> list = new ArrayList<>();
            node.list().forEach(each -> list.add(plain(each)));
            return list;
        }
        return node.value();
    }
}
