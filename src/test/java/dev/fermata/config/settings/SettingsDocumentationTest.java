package dev.fermata.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/settings.md} knows every setting with its default and its limits, and no other. */
class SettingsDocumentationTest {
    private static final Path PAGE = Path.of("docs", "settings.md");

    @TempDir Path folder;

    static Stream<Setting<?>> settings() {
        return Setting.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingHasItsRow(Setting<?> setting) throws IOException {
        assertTrue(page().contains("\n" + row(setting) + "\n"), "docs/settings.md has this row:\n" + row(setting));
        setting.seedVariable().ifPresent(variable ->
                assertTrue(pageText().contains("| `" + variable + "` | `" + setting + "` |"), variable));
    }

    private static String row(Setting<?> setting) {
        return "| `" + setting.id() + "` | " + setting.standard().map(text -> "`" + text + "`").orElse("not set") + " | "
                + setting.expected() + " | `" + setting.variable() + "` | " + setting.meaning() + " |";
    }

    @Test
    void noRowIsLeftOver() throws IOException {
        Matcher row = Pattern.compile("(?m)^\\| `([a-z_.]+)` \\|.*`FERMATA_").matcher(page());
        int rows = 0;
        while (row.find()) {
            String id = row.group(1);
            assertTrue(Setting.ALL.stream().anyMatch(setting -> setting.id().equals(id)), id + " is a setting");
            rows++;
        }
        assertEquals(Setting.ALL.size(), rows);
    }

    @Test
    void everyExampleIsRight() throws IOException {
        Matcher example = Pattern.compile("(?s)```(toml|json)\n(.*?)```").matcher(page());
        int count = 0;
        while (example.find()) {
            Path file = Files.writeString(folder.resolve("example." + example.group(1)), example.group(2));
            boolean toml = example.group(1).equals("toml");
            SettingsLoader.load(new SettingsLoader.Sources(toml ? file : folder.resolve("none"),
                    toml ? Optional.empty() : Optional.of(file), Map.of(), List.of()));
            count++;
        }
        assertEquals(2, count);
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static String pageText() {
        try {
            return page();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
