package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Field;
import dev.fermata.config.ReferencePage;
import dev.fermata.config.Schema;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/profiles.md} has every field the reader knows, with its type, limits, default and meaning, and no other. */
class ProfileDocumentationTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```toml\n(.*?)```");

    private final ReferencePage page = new ReferencePage("profiles.md");

    static List<Schema> tables() {
        return ProfileSchema.all();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableIsTheSchemas(Schema schema) throws IOException {
        page.hasTable(schema == ProfileSchema.TOP_TABLE ? "### The top of a profile" : "### `" + schema.title() + "`",
                "| field | type | default | meaning |",
                schema.fields().stream().map(ProfileDocumentationTest::row).toList());
    }

    private static String row(Field<?> field) {
        return "| `" + field + "` | " + field.type().title() + " | " + ReferencePage.otherwise(field, true)
                + (field.otherwise().isEmpty() ? "" : " ") + "| " + field.meaning() + " |";
    }

    @Test
    void everyExampleIsRight() throws IOException {
        Matcher example = EXAMPLE.matcher(page.text());
        int count = 0;
        while (example.find()) {
            String text = example.group(1);
            String whole = (text.contains("schema") ? "" : "schema = 1\n") + text
                    + (text.contains("[[skill]]") || text.contains("[rotation]")
                            ? "" : "\n[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"1s\"\n");
            assertEquals("", ProfileReader.parse("example.toml", whole).render());
            count++;
        }
        assertTrue(count >= 5, "has examples");
    }
}
