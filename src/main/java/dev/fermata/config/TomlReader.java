package dev.fermata.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlKeyValue;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML. Never throws because of what a text contains. Stateless. */
public final class TomlReader {
    private final ParserText lines;

    private TomlReader(ParserText lines) {
        this.lines = lines;
    }

    /**
     * Reads a text.
     *
     * @param problems where is said what cannot be read; the text is theirs
     * @param wording the examples that messages give
     * @return the top table, perhaps without what cannot be read; empty when nothing of it can be trusted
     */
    public static Optional<Node> read(Problems problems, TomlWording wording) {
        ParserText text = problems.source().parserText();
        Optional<TomlParseResult> whole = text.parse();
        if (whole.isEmpty()) {
            problems.partlyRead();
            ParserText.Failure failure = text.failure();
            SyntaxErrors.report(failure.before().errors(), problems, wording);
            if (!failure.before().hasErrors()) {
                problems.error(problems.source().restOfLine(failure.line(), 1), "from here on nothing can be read",
                        "a mistake in this line or right before it, such as a bracket that is not closed");
            }
            return Optional.empty();
        }
        TomlParseResult toml = whole.get();
        if (toml.hasErrors()) {
            problems.partlyRead();
            if (SyntaxErrors.report(toml.errors(), problems, wording)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Node(new TomlReader(text).fields(toml), Node.Place.START, Node.Place.START));
    }

    private Map<String, Node> fields(TomlTable table) {
        Map<String, Node> fields = new LinkedHashMap<>();
        for (String name : table.keySet()) {
            TomlKeyValue entry = table.entry(List.of(name));
            Node.Place key = place(entry.position());
            // A table that only exists because of a longer header has no place of its own.
            TomlPosition at = entry.value().position();
            fields.put(name, new Node(value(entry.value().get()), at == null ? key : place(at), key));
        }
        return fields;
    }

    private Object value(Object value) {
        if (value instanceof TomlTable table) {
            return fields(table);
        }
        if (value instanceof TomlArray array) {
            List<Node> list = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                Node.Place at = place(array.inputPositionOf(i));
                list.add(new Node(value(array.get(i)), at, at));
            }
            return list;
        }
        return value;
    }

    private Node.Place place(TomlPosition position) {
        return new Node.Place(lines.lineOf(position.line()), position.column());
    }
}
