package dev.fermata.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.ReferencePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/settings.md} knows every setting with its default and its limits, and no other. */
class SettingsDocumentationTest {
    private final ReferencePage page = new ReferencePage("settings.md");

    @TempDir Path folder;

    @Test
    void theTableIsTheSchemas() throws IOException {
        page.hasTable("## The settings", "| Setting | Default | May be | Variable | Meaning |",
                AllSettings.ALL.stream().map(SettingsDocumentationTest::row).toList());
    }

    private static String row(Setting<?> setting) {
        return "| `" + setting + "` | " + ReferencePage.otherwise(setting, false) + " | " + setting.type().expected()
                + " | `" + setting.variable() + "` | " + setting.meaning() + " |";
    }

    @Test
    void namesTheVariablesOfTheSeed() throws IOException {
        for (Setting<?> setting : AllSettings.ALL) {
            if (setting.seedVariable().isPresent()) {
                String row = "| `" + setting.seedVariable().get() + "` | `" + setting + "` |";
                assertTrue(page.text().contains(row), row);
            }
        }
    }

    @Test
    void everyExampleIsRight() throws IOException {
        Matcher example = Pattern.compile("(?s)```(toml|json)\n(.*?)```").matcher(page.text());
        int count = 0;
        while (example.find()) {
            Path file = Files.writeString(folder.resolve("example." + example.group(1)), example.group(2));
            boolean toml = example.group(1).equals("toml");
            SettingsLoader.load(new SettingsLoader.Sources(toml ? file : folder.resolve("none"),
                    toml ? Optional.empty() : Optional.of(file), Map.of(), List.of()));
            count++;
        }
        assertEquals(5, count);
    }
}
