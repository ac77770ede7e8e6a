package dev.fermata.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
 * @param schemas gives what fields there are, for what a value without quotes was meant to be; asked then only
 */
public record TomlWording(
        String field, String table, String headers, String tableOnce, String fieldOnce, String levels,
        Supplier<List<Schema>> schemas) {
    /** The field of that name, in whichever table. */
    Optional<Field<?>> find(String name) {
        return schemas.get().stream().flatMap(schema -> schema.fields().stream())
                .filter(field -> field.name().equals(name) || field.name().endsWith("." + name))
                .<Field<?>>map(field -> field).findFirst();
    }

}
