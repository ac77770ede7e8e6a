package dev.fermata.config.profile;

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
record TomlWording(
        String field, String table, String headers, String tableOnce, String fieldOnce, String levels) {
    static final TomlWording PROFILE = new TomlWording(
            "name = \"Fire bolt\"", "[[skill]]", "[priority] or [[skill]]",
            "one table with all its fields; only [[skill]] can be repeated",
            "each field once; a further skill begins with its own [[skill]] line",
            "a profile needs no more than three");

    static final TomlWording SETTINGS = new TomlWording(
            "port = 8010", "[alerts]", "[alerts]",
            "one table with all its fields", "each field once", "settings need one");
}
