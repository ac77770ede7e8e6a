package dev.fermata.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file in {@code settings/bad} is refused with exactly the words in the {@code .expected} file
 * next to it: {@code .toml} as settings.toml, {@code .json} as a seed-style file, {@code .args} as
 * variables and flags. After a deliberate change of wording run the tests with
 * {@code -Dtest.args=-Dfermata.golden.write=true} and review the difference by eye.
 */
class BadSettingsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "settings", "bad");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".expected"))
                    .sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsWrongInTheExpectedWords(String name) throws IOException {
        SettingsLoader.Sources sources = sources(name);

        String told = assertThrows(SettingsRefusedException.class, () -> SettingsLoader.load(sources)).getMessage()
                .replace(FOLDER + "/", "") + "\n";

        Path expected = FOLDER.resolve(name + ".expected");
        if (Boolean.getBoolean("fermata.golden.write")) {
            Files.writeString(expected, told);
        }
        assertEquals(Files.readString(expected, StandardCharsets.UTF_8), told);
        assertTrue(told.startsWith("the settings cannot be used:\n"));
        assertFalse(told.contains("s3cr3t"), "tells no token");
    }

    /** However a file breaks off, it is read or refused, and no token is told. */
    @ParameterizedTest
    @MethodSource("files")
    void copesWithAFileThatBreaksOff(String name, @TempDir Path folder) throws IOException {
        String text = Files.readString(FOLDER.resolve(name));
        Path file = folder.resolve(name);
        for (int length = 0; length < text.length(); length += 3) {
            Files.writeString(file, text.substring(0, length));
            try {
                SettingsLoader.load(name.endsWith(".toml")
                        ? new SettingsLoader.Sources(file, Optional.empty(), Map.of(), List.of())
                        : new SettingsLoader.Sources(folder.resolve("nowhere"), Optional.of(file), Map.of(), List.of()));
            } catch (SettingsRefusedException e) {
                assertTrue(e.getMessage().contains(name), e.getMessage());
                assertFalse(e.getMessage().contains("s3c"), e.getMessage());
            }
        }
    }

    static Stream<String> files() throws IOException {
        return cases().filter(name -> !name.endsWith(".args"));
    }

    private static SettingsLoader.Sources sources(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        Path nowhere = FOLDER.resolve("nowhere");
        if (name.endsWith(".toml")) {
            return new SettingsLoader.Sources(file, Optional.empty(), Map.of(), List.of());
        }
        if (name.endsWith(".json")) {
            return new SettingsLoader.Sources(nowhere, Optional.of(file), Map.of(), List.of());
        }
        Map<String, String> variables = new HashMap<>();
        List<SettingsLoader.Flag> flags = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("--")) {
                String flag = line.substring(0, line.indexOf(' '));
                Setting<?> setting = AllSettings.ALL.stream()
                        .filter(each -> each.name().equals(flag.substring(2).replace('-', '_'))).findFirst().orElseThrow();
                flags.add(new SettingsLoader.Flag(setting, flag, line.substring(flag.length() + 1)));
            } else {
                variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        return new SettingsLoader.Sources(nowhere, Optional.empty(), variables, flags);
    }
}
