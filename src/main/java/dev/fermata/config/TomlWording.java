package dev.fermata.config;

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
 */
public record TomlWording(
        String field, String table, String headers, String tableOnce, String fieldOnce, String levels) {
}
