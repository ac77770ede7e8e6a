package dev.fermata.config.profile;

import dev.fermata.config.TomlLayout;
import dev.fermata.config.TomlLayout.Entry;
import dev.fermata.config.TomlLayout.Kind;
import dev.fermata.config.TomlLayout.Section;
import dev.fermata.config.TomlLayout.Value;
import dev.fermata.config.TomlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where in a text a change is made, and what is written there. Immutable. */
final class TextChange {
    private static final String SKILL = ProfileSchema.SKILL.name();
    private static final String SENSOR = ProfileSchema.SENSOR.name();

    private final String text;
    private final String lineEnd;
    private final List<Section> sections;
    private final TextBlocks blocks;

    TextChange(String text, TomlLayout layout) {
        this.text = text;
        this.sections = layout.sections();
        this.blocks = new TextBlocks(text, sections);
        this.lineEnd = blocks.lineEnd();
    }

    /** In the order of the text. @throws NotDoneException when there is no place */
    List<TextEdit> edits(Change change) throws NotDoneException {
        if (change instanceof Change.Put put) {
            return put(put);
        } else if (change instanceof Change.Remove remove) {
            return remove(remove.table());
        } else if (change instanceof Change.AddSkill add) {
            return List.of(add(add));
        } else if (change instanceof Change.AddSensor add) {
            return List.of(blocks.paragraph(placeForSensor(), table(SENSOR, add.fields())));
        } else if (change instanceof Change.RemoveSkill remove) {
            TextBlocks.Block block = blocks.block(remove.index());
            return List.of(new TextEdit(block.start(), block.end(), ""));
        }
        return move((Change.MoveSkill) change);
    }

    /** An entry and those beside it in a table on one line, if it is in one. */
    private record Found(Entry entry, Optional<Value> in) {
    }

    private List<TextEdit> put(Change.Put put) throws NotDoneException {
        List<Object> path = TomlLayout.with(put.table(), put.key());
        Optional<Found> found = find(path);
        if (found.isPresent()) {
            Value old = found.get().entry().value();
            return put.value().isEmpty() ? List.of(removal(found.get()))
                    : new ListChange(text, old).edits(put.value().get());
        }
        if (put.value().isEmpty()) {
            return List.of();
        }
        return List.of(added(put.table(), put.key(), TomlText.of(put.value().get())));
    }

    private TextEdit added(List<Object> table, String key, String value) throws NotDoneException {
        String field = TomlText.name(key) + " = " + value;
        Optional<Section> section = sections.stream().filter(each -> each.path().equals(table)).findFirst();
        if (section.isPresent()) {
            return added(section.get(), key, value);
        }
        for (Section of : sections) {
            Optional<Entry> dotted = of.entries().stream().filter(each -> of.path().size() < table.size()
                    && TextBlocks.startsWith(each.path(), table) && each.path().size() > table.size())
                    .reduce((a, b) -> b);
            if (dotted.isPresent()) {
                String line = names(table.subList(of.path().size(), table.size())) + "." + field + lineEnd;
                return blocks.insert(dotted.get().end(), indent(dotted.get()) + line);
            }
        }
        for (int above = table.size(); above > 0; above--) {
            Optional<Value> inline = value(table.subList(0, above)).filter(each -> each.kind() == Kind.TABLE);
            if (inline.isPresent()) {
                List<Object> rest = table.subList(above, table.size());
                return addedInline(inline.get(), rest.isEmpty() ? field : names(rest) + " = { " + field + " }");
            }
        }
        if (table.stream().anyMatch(Integer.class::isInstance)) {
            throw ProfileEditor.noPlace();
        }
        return blocks.paragraph(placeFor(table), "[" + names(table) + "]" + lineEnd + field + lineEnd);
    }

    private static String names(List<Object> path) {
        return path.stream().map(part -> TomlText.name(part.toString())).collect(Collectors.joining("."));
    }

    private Stream<Entry> entries() {
        return sections.stream().flatMap(section -> section.entries().stream());
    }

    private Optional<Found> find(List<Object> path) {
        return entries().flatMap(entry -> find(entry, Optional.empty(), path).stream()).findFirst();
    }

    private static Optional<Found> find(Entry entry, Optional<Value> in, List<Object> path) {
        if (entry.path().equals(path)) {
            return Optional.of(new Found(entry, in));
        }
        return !TextBlocks.startsWith(path, entry.path()) ? Optional.empty() : find(entry.value(), path);
    }

    private static Optional<Found> find(Value value, List<Object> path) {
        Stream<Optional<Found>> below = Stream.concat(
                value.entries().stream().map(each -> find(each, Optional.of(value), path)),
                value.items().stream().map(each -> find(each, path)));
        return below.flatMap(Optional::stream).findFirst();
    }

    /** The value at a path, if it is written as one. */
    private Optional<Value> value(List<Object> path) {
        Optional<Value> named = find(path).map(found -> found.entry().value());
        int last = path.size() - 1;
        if (named.isPresent() || last < 1 || !(path.get(last) instanceof Integer index)) {
            return named;
        }
        return value(path.subList(0, last)).filter(list -> index < list.items().size())
                .map(list -> list.items().get(index));
    }

    private TextEdit removal(Found found) {
        Entry entry = found.entry();
        if (found.in().isEmpty()) {
            return new TextEdit(entry.start(), entry.end(), "");
        }
        List<Entry> beside = found.in().get().entries();
        int at = beside.indexOf(entry);
        if (at + 1 < beside.size()) {
            return new TextEdit(entry.start(), beside.get(at + 1).start(), "");
        }
        return new TextEdit(at > 0 ? beside.get(at - 1).end() : entry.start(), entry.end(), "");
    }

    private TextEdit addedInline(Value table, String entry) {
        return table.entries().isEmpty() ? blocks.insert(table.start() + 1, " " + entry + " ")
                : blocks.insert(table.entries().get(table.entries().size() - 1).end(), ", " + entry);
    }

    private TextEdit added(Section section, String key, String value) {
        String name = TomlText.name(key);
        List<Entry> entries = section.entries();
        if (entries.isEmpty()) {
            int at = section.path().isEmpty() ? behindSchemaLine(section.end()) : section.end();
            return blocks.insert(at, name + " = " + value + lineEnd);
        }
        Entry last = entries.get(entries.size() - 1);
        int column = last.equals() - last.start();
        boolean aligned = entries.size() > 1
                && entries.stream().allMatch(each -> each.equals() - each.start() == column);
        String begin = indent(last) + name;
        String blanks = aligned && begin.length() < column ? " ".repeat(column - begin.length()) : " ";
        return blocks.insert(last.end(), begin + blanks + "= " + value + lineEnd);
    }

    private int behindSchemaLine(int start) {
        int end = text.indexOf('\n', start);
        return text.startsWith("#:schema", start) ? end < 0 ? text.length() : end + 1 : start;
    }

    private String indent(Entry entry) {
        return text.substring(entry.start(), entry.key());
    }

    /** Where a new table goes: before those in it, else behind its kin, else before what is played. */
    private int placeFor(List<Object> table) {
        int kin = -1;
        int played = sections.size();
        for (int i = 1; i < sections.size(); i++) {
            if (TextBlocks.startsWith(sections.get(i).path(), table)) {
                return blocks.blockStart(i);
            }
            Object name = sections.get(i).path().get(0);
            kin = name.equals(table.get(0)) ? i : kin;
            boolean plays = name.equals(SKILL) || name.equals(ProfileSchema.ROTATION.name());
            played = plays ? Math.min(played, i) : played;
        }
        return blocks.blockStart(kin >= 0 ? kin + 1 : played);
    }

    /** Behind the last one, else where a table of that name would go. */
    private int placeForSensor() {
        for (int i = sections.size() - 1; i > 0; i--) {
            if (sections.get(i).path().get(0).equals(SENSOR)) {
                return blocks.blockStart(i + 1);
            }
        }
        return placeFor(List.of(SENSOR));
    }

    private int skills() {
        return (int) sections.stream().filter(each -> each.path().size() == 2 && each.path().get(0).equals(SKILL)
                && each.path().get(1) instanceof Integer).count();
    }

    private TextEdit add(Change.AddSkill add) throws NotDoneException {
        int count = skills();
        int before = add.before().orElse(count);
        int at = before < count ? blocks.block(before).start()
                : count > 0 ? blocks.block(count - 1).end() : text.length();
        return blocks.paragraph(at, table(SKILL, add.fields()));
    }

    /** One more table of a list, as it is written. */
    private String table(String list, Map<String, Object> fields) {
        StringBuilder lines = new StringBuilder("[[" + list + "]]" + lineEnd);
        fields.forEach((key, value) -> lines.append(TomlText.name(key)).append(" = ").append(TomlText.of(value))
                .append(lineEnd));
        return lines.toString();
    }

    private List<TextEdit> move(Change.MoveSkill move) throws NotDoneException {
        if (move.index() == move.to()) {
            return List.of();
        }
        TextBlocks.Block from = blocks.block(move.index());
        TextBlocks.Block over = blocks.block(move.to());
        String lines = text.substring(from.start(), from.end()).stripTrailing() + lineEnd;
        TextEdit removed = new TextEdit(from.start(), from.end(), "");
        TextEdit put = blocks.paragraph(move.to() < move.index() ? over.start() : over.end(), lines);
        return move.to() < move.index() ? List.of(put, removed) : List.of(removed, put);
    }

    private List<TextEdit> remove(List<Object> table) throws NotDoneException {
        Optional<Found> whole = find(table);
        if (whole.isPresent()) {
            return List.of(removal(whole.get()));
        }
        List<TextEdit> edits = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            if (i > 0 && TextBlocks.startsWith(sections.get(i).path(), table)) {
                edits.add(new TextEdit(blocks.blockStart(i), blocks.blockEnd(i), ""));
                continue;
            }
            sections.get(i).entries().stream().filter(each -> TextBlocks.startsWith(each.path(), table))
                    .forEach(each -> edits.add(new TextEdit(each.start(), each.end(), "")));
        }
        return edits;
    }
}
