package dev.fermata.config.profile;

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

/**
 * A TOML text as names, values and their places, for what is simpler than a profile: the user's
 * settings. Tables are written as dotted names, {@code alerts.pause_ms}. It shares the parser and
 * the wording of its errors with {@link ProfileReader}, so that no other package needs to know the
 * TOML library.
 *
 * @param entries in the order of the text; incomplete when there are problems
 * @param problems what could not be read, in the order of the text
 */
public record FlatToml(Map<String, Entry> entries, List<Diagnostic> problems) {

    /**
     * One field.
     *
     * @param value a String, Long, Double or Boolean; null when it is anything else
     * @param described the value in words, for messages
     * @param key where the name stands
     * @param at where the value stands
     */
    public record Entry(Object value, String described, Diagnostic.Mark key, Diagnostic.Mark at) {
    }

    public FlatToml {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a text; never throws because of what it contains.
     *
     * @param fileName what messages call it
     */
    public static FlatToml parse(String fileName, String text) {
        SourceText source = new SourceText(text.startsWith("\uFEFF") ? text.substring(1) : text);
        Problems problems = new Problems(fileName, source, true);
        TomlParseResult toml = source.parserText().parse();
        boolean unusable = toml.hasErrors()
                && SyntaxErrors.report(toml.errors(), problems, TomlWording.SETTINGS);
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!unusable) {
            new Reader(source, entries).read(toml, "");
        }
        return new FlatToml(entries, problems.sorted());
    }

    private record Reader(SourceText source, Map<String, Entry> entries) {
        void read(TomlTable table, String prefix) {
            for (String name : new ArrayList<>(table.keySet())) {
                TomlKeyValue field = table.entry(List.of(name));
                Object value = field.value().get();
                if (value instanceof TomlTable inner) {
                    read(inner, prefix + name + ".");
                } else {
                    entries.put(prefix + name, entry(field, value));
                }
            }
        }

        private Entry entry(TomlKeyValue field, Object value) {
            int line = source.parserText().lineOf(field.position().line());
            TomlPosition at = Optional.ofNullable(field.value().position()).orElse(field.position());
            boolean simple = value instanceof String || value instanceof Long || value instanceof Double
                    || value instanceof Boolean;
            String described = value instanceof TomlArray list && !list.isEmpty() && list.get(0) instanceof TomlTable
                    ? "a list of tables" : Words.describe(value);
            return new Entry(simple ? value : null, described,
                    mark(source.keyAt(line, field.position().column(), field.key())),
                    mark(source.valueAt(source.parserText().lineOf(at.line()), at.column())));
        }

        private Diagnostic.Mark mark(Span span) {
            return new Diagnostic.Mark(span.line(), span.column(), span.width(), source.line(span.line()));
        }
    }
}
