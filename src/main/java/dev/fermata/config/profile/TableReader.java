package dev.fermata.config.profile;

import dev.fermata.model.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.tomlj.TomlArray;
import org.tomlj.TomlKeyValue;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads the fields of one table by type. A field that is absent or wrong reads as empty or as its
 * default; what is wrong goes to {@link Problems}, so the caller reads on and finds everything.
 */
final class TableReader {
    private final TomlTable table;
    private final Section section;
    private final Span header;
    private final Problems problems;
    private final Set<String> meant;

    /** Reports at once the fields the table should not have. */
    TableReader(TomlTable table, Section section, Span header, Problems problems) {
        this.table = table;
        this.section = section;
        this.header = header;
        this.problems = problems;
        this.meant = UnknownFields.report(keys(), section, problems);
    }

    /** Where the table begins. */
    Span header() {
        return header;
    }

    boolean has(Field field) {
        return find(field).isPresent();
    }

    /** The name of a field that is present. */
    Span keySpan(Field field) {
        return keySpan(find(field).orElseThrow());
    }

    /** The value of a field that is present. */
    Span valueSpan(Field field) {
        return valueSpan(find(field).orElseThrow());
    }

    /** A text that is not blank. */
    Optional<Text> text(Field field) {
        Optional<Text> text = textOrBlank(field);
        if (text.isPresent() && text.get().value().isBlank()) {
            problems.error(text.get().span(), "'" + field + "' is empty", field.expected());
            return Optional.empty();
        }
        return text;
    }

    /** A text, or nothing but quotes. */
    Optional<Text> textOrBlank(Field field) {
        return value(field, String.class, "text in quotes")
                .map(text -> literal(text, valueSpan(field)));
    }

    /** A text the table cannot do without. */
    Optional<Text> requiredText(Field field, String owner) {
        if (!has(field)) {
            missing(field, owner + " has no '" + field + "'");
        }
        return text(field);
    }

    /** Says that a field is missing, unless it is there with a typo, which is reported already. */
    void missing(Field field, String problem) {
        if (!meant.contains(field.key())) {
            problems.missing(header, problem, "a field '" + field + "': " + field.expected());
        }
    }

    boolean flag(Field field, boolean otherwise) {
        return value(field, Boolean.class, "true or false").orElse(otherwise);
    }

    /** A whole number within limits. */
    int whole(Field field, int least, int most, int otherwise) {
        Optional<Long> number = value(field, Long.class, "a whole number");
        if (number.isPresent() && (number.get() < least || number.get() > most)) {
            problems.error(valueSpan(field), "'" + field + "' is " + number.get(), field.expected());
            return otherwise;
        }
        return number.map(Long::intValue).orElse(otherwise);
    }

    /** Any whole number. */
    Optional<Long> whole(Field field) {
        return value(field, Long.class, "a whole number");
    }

    /** A duration within the field's limits: text with a unit, or a whole number of milliseconds. */
    Optional<Duration> duration(Field field) {
        Optional<TomlKeyValue> entry = find(field);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Object value = entry.get().value().get();
        Span at = valueSpan(entry.get());
        if (value instanceof Long || value instanceof String) {
            return new DurationReader(problems).read(field, value, at);
        }
        wrongType(field, "a duration in quotes", value, at);
        return Optional.empty();
    }

    /** One of the words of an enum, in lower case. */
    <E extends Enum<E>> Optional<E> choice(Field field, Class<E> type) {
        List<String> words = Words.of(type);
        Optional<Text> text = text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int index = words.indexOf(text.get().value().strip());
        if (index < 0) {
            problems.error(text.get().span(), Words.quote(text.get().value()) + " is not a value of '" + field + "'",
                    field.expected(), NearestName.among(words, text.get().value()));
            return Optional.empty();
        }
        return Optional.of(type.getEnumConstants()[index]);
    }

    /** The texts of a list; those that are not text are reported and left out. */
    List<Text> texts(Field field) {
        Optional<TomlArray> list = value(field, TomlArray.class, "a list");
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < list.map(TomlArray::size).orElse(0); i++) {
            Object value = list.get().get(i);
            TomlPosition position = list.get().inputPositionOf(i);
            Span at = valueAt(position);
            if (value instanceof String text && !text.isBlank()) {
                texts.add(literal(text, at));
            } else if (value instanceof String) {
                problems.error(at, "this text in '" + field + "' is empty", field.expected());
            } else {
                wrongType(field, "only texts in quotes", value, at);
            }
        }
        return texts;
    }

    boolean isEmptyList(Field field) {
        return find(field).map(entry -> entry.value().get() instanceof TomlArray list && list.isEmpty()).orElse(false);
    }

    /** A table inside this one. */
    Optional<TableReader> table(Field field, Section inner) {
        Optional<TomlKeyValue> entry = find(field);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Object value = entry.get().value().get();
        Span at = valueSpan(entry.get());
        if (value instanceof TomlTable found) {
            return Optional.of(new TableReader(found, inner, at, problems));
        }
        if (value instanceof TomlArray list && list.size() > 0 && list.get(0) instanceof TomlTable) {
            problems.error(at, inner.title() + " can be there only once",
                    inner.title() + " with one bracket on each side");
        } else {
            wrongType(field, "a table", value, at);
        }
        return Optional.empty();
    }

    /** The tables of a list of tables, such as all {@code [[skill]]}. */
    List<TableReader> tables(Field field, Section inner) {
        Optional<TomlKeyValue> entry = find(field);
        List<TableReader> tables = new ArrayList<>();
        if (entry.isEmpty()) {
            return tables;
        }
        Object value = entry.get().value().get();
        if (value instanceof TomlTable) {
            problems.error(valueSpan(entry.get()), "there can be several skills, so each begins with two brackets",
                    inner.title() + " with two brackets on each side");
            return tables;
        }
        if (!(value instanceof TomlArray list)) {
            wrongType(field, "a list of tables", value, valueSpan(entry.get()));
            return tables;
        }
        for (int i = 0; i < list.size(); i++) {
            TomlPosition position = list.inputPositionOf(i);
            Span at = valueAt(position);
            if (list.get(i) instanceof TomlTable found) {
                tables.add(new TableReader(found, inner, at, problems));
            } else {
                wrongType(field, "a list of tables", list.get(i), at);
            }
        }
        return tables;
    }

    /** Hands over the tables inside this one with their names, whatever they are called. */
    void namedTables(Field field, Section inner, BiConsumer<Text, TableReader> reader) {
        Optional<TomlTable> parent = value(field, TomlTable.class, "a table");
        for (String name : parent.map(TomlTable::keySet).orElse(Set.of())) {
            TomlKeyValue entry = parent.get().entry(List.of(name));
            Object value = entry.value().get();
            if (value instanceof TomlTable found) {
                // The name's span has no quotes, so it is no literal: it can only be shown whole.
                reader.accept(new Text(name, keySpan(entry), false),
                        new TableReader(found, inner, keySpan(entry), problems));
            } else {
                problems.error(valueSpan(entry), "'" + field + "' must hold tables, not " + Words.describe(value),
                        field.expected());
            }
        }
    }

    private <T> Optional<T> value(Field field, Class<T> type, String kind) {
        Optional<TomlKeyValue> entry = find(field);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Object value = entry.get().value().get();
        if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        wrongType(field, kind, value, valueSpan(entry.get()));
        return Optional.empty();
    }

    private void wrongType(Field field, String kind, Object value, Span at) {
        problems.error(at, "'" + field + "' must be " + kind + ", not " + Words.describe(value),
                field.expected());
    }

    private Optional<TomlKeyValue> find(Field field) {
        if (field.section() != section) {
            throw new IllegalArgumentException(field.name() + " is not in " + section);
        }
        return Optional.ofNullable(table.entry(List.of(field.key())));
    }

    private Map<String, Span> keys() {
        Map<String, Span> keys = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            keys.put(key, keySpan(table.entry(List.of(key))));
        }
        return keys;
    }

    private Span keySpan(TomlKeyValue entry) {
        SourceText source = problems.source();
        int line = source.parserText().lineOf(entry.position().line());
        return source.keyAt(line, entry.position().column(), entry.key());
    }

    /** A table that only exists because of a longer header has no value position. */
    private Span valueSpan(TomlKeyValue entry) {
        TomlPosition value = entry.value().position();
        return valueAt(value == null ? entry.position() : value);
    }

    private Span valueAt(TomlPosition position) {
        SourceText source = problems.source();
        return source.valueAt(source.parserText().lineOf(position.line()), position.column());
    }

    private Text literal(String value, Span at) {
        return new Text(value, at, problems.source().isLiteral(at, value));
    }
}
