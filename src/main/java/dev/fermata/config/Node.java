package dev.fermata.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A value of TOML or JSON, what is in it and where it stands. What is not there reads as an empty value, so that
 * a client can show the answer of an older or newer agent. Immutable.
 *
 * @param value a String, Boolean, Long or other Number, a List or Map of nodes; null for JSON's null and for what is
 *              not there; anything else for what only TOML has, such as a date
 * @param at where the value begins; null for a name
 * @param key where its name stands; that of the value itself for what has no name
 */
public record Node(Object value, Place at, Place key) {
    /**
     * A place in a text.
     *
     * @param line from 1
     * @param column from 1
     */
    public record Place(int line, int column) {
        /** Where a text begins. */
        public static final Place START = new Place(1, 1);
    }

    /** A value that stands nowhere. */
    public static Node of(Object value) {
        return new Node(value, Place.START, Place.START);
    }

    /** The name of a value as a text of its own. */
    public Node name(String name) {
        return new Node(name, null, key);
    }

    /** The same at its place with another value. */
    public Node with(Object other) {
        return new Node(other, at, key);
    }

    /** The same with all that is in it, so many lines further down. */
    Node below(int lines) {
        Object moved = value instanceof Map<?, ?> ? movedFields(lines)
                : value instanceof List<?> ? list().stream().map(each -> each.below(lines)).toList() : value;
        return new Node(moved, below(at, lines), below(key, lines));
    }

    private Map<String, Node> movedFields(int lines) {
        Map<String, Node> moved = new LinkedHashMap<>();
        fields().forEach((name, field) -> moved.put(name, field.below(lines)));
        return moved;
    }

    private static Place below(Place place, int lines) {
        return place == null ? null : new Place(place.line() + lines, place.column());
    }

    /** A field of an object. */
    public Node get(String name) {
        return value instanceof Map<?, ?> object && object.get(name) instanceof Node found ? found : of(null);
    }

    /** Whether there is a value other than null. */
    public boolean isThere() {
        return value != null;
    }

    /** Whether this is an object or a table. */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** Whether this is a list of tables. */
    public boolean isTables() {
        return value instanceof List<?> list && !list.isEmpty() && ((Node) list.get(0)).isObject();
    }

    /** Whether this is {@code true}. */
    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    /** Whether this is {@code false}, not merely absent. */
    public boolean isFalse() {
        return Boolean.FALSE.equals(value);
    }

    /** The text or number as text; empty for everything else. */
    public String text() {
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }

    /** A whole number. */
    public OptionalLong whole() {
        return value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Any number. */
    public OptionalDouble number() {
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** The entries of a list; none for everything else. */
    public List<Node> list() {
        return value instanceof List<?> list ? list.stream().map(Node.class::cast).toList() : List.of();
    }

    /** The fields of an object in their order; none for everything else. */
    public Map<String, Node> fields() {
        Map<String, Node> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, field) -> fields.put(name.toString(), (Node) field));
        }
        return fields;
    }

    /** The same with the fields of inner tables as its own, {@code alerts.pause_ms}. */
    public Node flat() {
        Map<String, Node> all = new LinkedHashMap<>();
        flatten("", all);
        return new Node(all, at, key);
    }

    private void flatten(String prefix, Map<String, Node> all) {
        fields().forEach((name, field) -> {
            if (field.isObject()) {
                field.flatten(prefix + name + ".", all);
            } else {
                all.put(prefix + name, field);
            }
        });
    }
}
