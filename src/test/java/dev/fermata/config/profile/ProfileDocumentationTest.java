package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/profiles.md} knows every field the reader knows, with its limits, and no other. */
class ProfileDocumentationTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*$");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```toml\n(.*?)```");

    private static String documentation() throws IOException {
        return Files.readString(Path.of("docs", "profiles.md"));
    }

    /** The part under the heading of a table. */
    private static String chapter(Section section) throws IOException {
        String title = section == Section.TOP ? "### The top of a profile" : "### `" + section.title() + "`";
        String all = documentation();
        int start = all.indexOf(title + "\n");
        assertTrue(start >= 0, "has a heading " + title);
        int end = all.indexOf("\n#", start + 1);
        return all.substring(start, end);
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void everyFieldHasARow(Field field) throws IOException {
        String chapter = chapter(field.section());
        Matcher row = Pattern.compile("(?m)^\\| `" + field.key() + "` \\|.*$").matcher(chapter);
        assertTrue(row.find(), field.section().title() + " documents " + field.key());
        field.range().ifPresent(range -> assertTrue(row.group().contains(range.toString()), "limits " + range));
        if (field.expected().matches("(\"\\w+\"(, | or )?)+")) {
            Matcher words = Pattern.compile("\"\\w+\"").matcher(field.expected());
            while (words.find()) {
                assertTrue(row.group().contains("`" + words.group() + "`"), "the word " + words.group());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void noRowIsLeftOver(Section section) throws IOException {
        Matcher row = ROW.matcher(chapter(section));
        while (row.find()) {
            String key = row.group(1);
            assertTrue(Field.of(section).stream().anyMatch(field -> field.key().equals(key)), key + " is a field");
        }
    }

    @Test
    void everyExampleIsRight() throws IOException {
        Matcher example = EXAMPLE.matcher(documentation());
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

    @Test
    void namesTheDefaults() throws IOException {
        String text = chapter(Section.DISPATCH);
        Profile.Dispatch defaults = Profile.Dispatch.DEFAULTS;
        for (String value : Arrays.asList(
                "`\"" + defaults.keyPress().toMillis() + "ms\"`", "`\"" + defaults.minGap().toMillis() + "ms\"`",
                "`\"" + defaults.starvationLimit().toSeconds() + "s\"`", "`" + defaults.laneCapacity() + "`")) {
            assertTrue(text.contains(value), value);
        }
    }
}
