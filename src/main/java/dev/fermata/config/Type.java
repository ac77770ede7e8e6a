package dev.fermata.config;

import dev.fermata.model.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a value may be: how it is read, limited, shown and told. The same for a profile, a setting, a JSON file and the
 * body of a request. Immutable.
 *
 * @param <T> what the value is in the program
 */
public abstract class Type<T> {
    private final String title;
    private final String expected;
    private final String written;

    /**
     * @param title as the reference pages name it
     * @param expected what may be given, with its limits, for messages
     * @param written the same with how TOML writes it, in quotes or without
     */
    protected Type(String title, String expected, String written) {
        this.title = title;
        this.expected = expected;
        this.written = written;
    }

    /** Its name in the reference pages, with its limits. */
    public final String title() {
        return title;
    }

    /** What may be given, with its limits. */
    public final String expected() {
        return expected;
    }

    /** What may be given and how TOML writes it. */
    public final String written() {
        return written;
    }

    /**
     * Reads a value.
     *
     * @param name of the field, for messages
     */
    public abstract Reading<T> read(Node node, String name);

    /** Reads a variable, a flag or a default. Empty when it is not a value of this type. */
    public Optional<T> ofText(String text) {
        return read(Node.of(text), "").value();
    }

    /** The words it may be; empty when it is not a word. */
    protected List<String> words() {
        return List.of();
    }

    /** What was probably meant by a text that is not a value of this type; may be empty. */
    public List<String> meant(String text) {
        return NearestName.among(words(), text);
    }

    /** Whether a value must never be shown. */
    public boolean secret() {
        return false;
    }

    /** The value as a person writes it. */
    public String show(T value) {
        return String.valueOf(value);
    }

    /** What JSON Schema calls it: {@code type}, and what it limits beside. */
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "string");
    }

    /** The value as a String, Number, Boolean or a list of them, for JSON. */
    public Object json(T value) {
        return value instanceof Boolean || value instanceof Long ? value : show(value);
    }

    /**
     * What somebody may have meant who wrote a text without quotes, or one for something else: as TOML writes it, best
     * first. Each can be read; may be empty.
     */
    final List<String> literals(String text) {
        if (text.isBlank() || secret()) {
            return List.of();
        }
        Reading<T> reading = read(Node.of(text), "");
        if (reading.faults().isEmpty()) {
            return quoted(text);
        }
        Fault fault = reading.faults().get(0);
        return reading.faults().size() > 1 ? List.of() : fault.meant().stream()
                .flatMap(each -> (fault.offset() < 0 ? List.of(each) : quoted(fault.mended(text, each))).stream())
                .toList();
    }

    /** A text as TOML writes it; none where that would need escapes. */
    private static List<String> quoted(String text) {
        return text.codePoints().anyMatch(c -> c == '"' || c == '\\' || c < ' ') ? List.of() : List.of(quote(text));
    }

    static String quote(String text) {
        return "\"" + text + "\"";
    }

    /** @param kind what it should be, as in "must be KIND, not the number 5" */
    static <T> Reading<T> wrongType(Node node, String name, String kind) {
        return wrongType(node, name, kind, List.of());
    }

    /** @param meant as TOML writes it */
    static <T> Reading<T> wrongType(Node node, String name, String kind, List<String> meant) {
        return Reading.wrong(Fault.of(node, Fault.Kind.TYPE,
                "'" + name + "' must be " + kind + ", not " + ProblemText.describe(node)).meaning(meant));
    }

    static <T> Reading<T> empty(Node node, String name) {
        return Reading.wrong(Fault.of(node, Fault.Kind.VALUE, "'" + name + "' is empty"));
    }
}
