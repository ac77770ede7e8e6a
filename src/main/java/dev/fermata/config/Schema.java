package dev.fermata.config;

import java.util.List;
import java.util.Optional;

/**
 * The fields that a table, an object or a file may have. Immutable.
 *
 * @param title as messages call it
 * @param owner as messages call it that says what it lacks, such as "this skill"
 * @param fields in the order they are documented
 * @param others what an entry of any other name is, whose name means something itself; empty where there are none
 */
public record Schema(String title, String owner, List<Field<?>> fields, Optional<Field<?>> others) {
    public Schema {
        fields = List.copyOf(fields);
    }

    /** One that has these fields and no other entries. */
    public Schema(String title, String owner, List<Field<?>> fields) {
        this(title, owner, fields, Optional.empty());
    }

    /** The field of that name. */
    public Optional<Field<?>> find(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).<Field<?>>map(field -> field).findFirst();
    }

    /** The names of its fields. */
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }
}
