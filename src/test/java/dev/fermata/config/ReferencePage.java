package dev.fermata.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page of {@code docs} whose tables are made out of the schema. Run with
 * {@code -Dtest.args=-Dfermata.golden.write=true} the tests write them.
 */
public final class ReferencePage {
    private final Path file;

    public ReferencePage(String name) {
        this.file = Path.of("docs", name);
    }

    public String text() throws IOException {
        return Files.readString(file);
    }

    /** Sees to it that the first table under the heading is the given one. */
    public void hasTable(String heading, String headings, List<String> rows) throws IOException {
        String page = text();
        int chapter = page.indexOf("\n" + heading + "\n");
        assertTrue(chapter >= 0, "has a heading " + heading);
        int start = page.indexOf("\n| ", chapter) + 1;
        int end = page.indexOf("\n\n", start) + 1;
        String expected = headings + "\n" + "|---".repeat(headings.split("\\|").length - 1) + "|\n"
                + String.join("\n", rows) + "\n";
        if (Boolean.getBoolean("fermata.golden.write")) {
            Files.writeString(file, page.substring(0, start) + expected + page.substring(end));
        }
        assertEquals(expected, text().substring(start, start + Math.min(expected.length(), text().length() - start)));
        assertEquals(expected.length(), end - start, "nothing is left over under " + heading);
    }

    /** The default as the page shows it. */
    public static <T> String otherwise(Field<T> field, boolean quoted) {
        return field.standardValue()
                .map(value -> quoted && field.type().json(value) instanceof String
                        ? "`\"" + field.otherwise() + "\"`" : "`" + field.otherwise() + "`")
                .orElse(field.otherwise());
    }
}
