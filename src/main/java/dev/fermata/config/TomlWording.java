package dev.fermata.config;

import java.util.List;
import java.util.Optional;

/**
 * What messages about TOML itself give as examples: a person who mistyped a setting should not read
 * of skills.
 *
 * @param field a line with a field
 * @param table a table header
 * @param headers one or two headers
 * @param tableOnce what is expected where a table is there twice
 * @param fieldOnce what is expected where a field is there twice
 * @param levels how deep tables have to be nested at most
 * @param schemas what fields there are, for what a value without quotes was meant to be
 */
public record TomlWording(
        String field, String table, String headers, String tableOnce, String fieldOnce, String levels,
        List<Schema> schemas) {
    public TomlWording {
        schemas = List.copyOf(schemas);
    }

    /** The field of that name, in whichever table. */
    Optional<Field<?>> find(String name) {
        return schemas.stream().flatMap(schema -> schema.fields().stream())
                .filter(field -> field.name().equals(name) || field.name().endsWith("." + name))
                .<Field<?>>map(field -> field).findFirst();
    }

}
