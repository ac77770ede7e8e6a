package dev.fermata.config.profile;

import dev.fermata.config.TomlLayout.Kind;
import dev.fermata.config.TomlLayout.Value;
import dev.fermata.config.TomlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts another value in the place of one; a list over several lines keeps the lines of what stays in it. Immutable. */
final class ListChange {
    private static final int MOST_COMPARED = 100;

    private final String text;
    private final Value old;

    ListChange(String text, Value old) {
        this.text = text;
        this.old = old;
    }

    /** In the order of the text. */
    List<TextEdit> edits(Object value) {
        List<String> there = old.items().stream().map(each -> text.substring(each.start(), each.end())).toList();
        List<String> wanted = value instanceof List<?> list ? list.stream().map(TomlText::of).toList() : List.of();
        boolean isLong = old.kind() == Kind.LIST && text.substring(old.start(), old.end()).contains("\n");
        List<Integer> kept = isLong && Math.max(there.size(), wanted.size()) <= MOST_COMPARED
                ? kept(there, wanted) : List.of();
        if (kept.isEmpty()) {
            return List.of(new TextEdit(old.start(), old.end(), TomlText.of(value)));
        }
        List<TextEdit> edits = new ArrayList<>();
        int next = 0;
        for (int item = 0; item < there.size(); item++) {
            if (!kept.contains(item)) {
                edits.add(removal(item));
                continue;
            }
            int found = next + wanted.subList(next, wanted.size()).indexOf(there.get(item));
            List<String> before = wanted.subList(next, found);
            if (!before.isEmpty()) {
                int at = old.items().get(item).start();
                edits.add(new TextEdit(at, at, before.stream().map(each -> each + ", ").collect(Collectors.joining())));
            }
            next += before.size() + 1;
            boolean last = item == kept.get(kept.size() - 1);
            if (last && next < wanted.size()) {
                int at = old.items().get(item).end();
                edits.add(new TextEdit(at, at, wanted.subList(next, wanted.size()).stream().map(each -> ", " + each)
                        .collect(Collectors.joining())));
            }
        }
        return edits;
    }

    /** The items that stay, in their order: the longest common sequence. */
    private static List<Integer> kept(List<String> there, List<String> wanted) {
        int[][] longest = new int[there.size() + 1][wanted.size() + 1];
        for (int i = there.size() - 1; i >= 0; i--) {
            for (int j = wanted.size() - 1; j >= 0; j--) {
                longest[i][j] = there.get(i).equals(wanted.get(j)) ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<Integer> kept = new ArrayList<>();
        int j = 0;
        for (int i = 0; i < there.size() && j < wanted.size(); i++) {
            while (j < wanted.size() && longest[i][j] == longest[i][j + 1] && longest[i][j] > 0) {
                j++;
            }
            if (j < wanted.size() && there.get(i).equals(wanted.get(j)) && longest[i][j] > longest[i + 1][j]) {
                kept.add(i);
                j++;
            }
        }
        return kept;
    }

    /** With the comment behind it, and its line where nothing else is there. */
    private TextEdit removal(int item) {
        int start = old.items().get(item).start();
        if (item + 1 < old.items().size()) {
            return new TextEdit(start, old.items().get(item + 1).start(), "");
        }
        int end = old.items().get(item).end();
        int line = text.lastIndexOf('\n', start) + 1;
        boolean isAlone = text.substring(line, start).isBlank();
        String rest = text.substring(end, old.end() - 1);
        int behind = rest.indexOf('\n');
        return isAlone && behind >= 0 ? new TextEdit(line, end + behind + 1, "")
                : new TextEdit(start, rest.stripLeading().startsWith(",") ? end + rest.indexOf(',') + 1 : end, "");
    }
}
