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

    /** The value as a String, Number or Boolean, for JSON. */
    public Object json(T value) {
        return value instanceof Boolean || value instanceof Long ? value : show(value);
    }

    /** @param kind what it should be, as in "must be KIND, not the number 5" */
    static <T> Reading<T> wrongType(Node node, String name, String kind) {
        return Reading.wrong(Fault.of(node, Fault.Kind.TYPE,
                "'" + name + "' must be " + kind + ", not " + ProblemText.describe(node)));
    }

    static <T> Reading<T> empty(Node node, String name) {
        return Reading.wrong(Fault.of(node, Fault.Kind.VALUE, "'" + name + "' is empty"));
    }
}
