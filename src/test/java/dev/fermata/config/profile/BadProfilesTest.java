package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file in {@code profiles/bad} is refused (or warned about) with exactly the words in the
 * {@code .expected} file next to it. After a deliberate change of wording run the tests with
 * {@code -Dtest.args=-Dfermata.golden.write=true} and review the difference by eye.
 */
class BadProfilesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "profiles", "bad");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".toml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsWrongInTheExpectedWords(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        ProfileText loaded = ProfileFile.decode(Path.of(name), Files.readAllBytes(file));
        String rendered = loaded.problem().map(Diagnostic::render)
                .orElseGet(() -> ProfileReader.parse(name, loaded.text().orElseThrow()).render());
        Path expected = FOLDER.resolve(name.replace(".toml", ".expected"));
        if (Boolean.getBoolean("fermata.golden.write")) {
            Files.writeString(expected, rendered + "\n");
        }
        assertEquals(Files.readString(expected, StandardCharsets.UTF_8), rendered + "\n");
        assertTrue(rendered.startsWith(name + ":"), "names the file first");
    }

    @Test
    void everyFieldIsWrongInOneOfThem() throws IOException {
        StringBuilder told = new StringBuilder();
        for (String name : cases().toList()) {
            told.append(Files.readString(FOLDER.resolve(name.replace(".toml", ".expected")))).append('\n');
        }
        assertEquals(List.of(), ProfileSchema.all().stream().flatMap(schema -> schema.names().stream())
                .filter(key -> !Pattern.compile("(?<![a-z_])" + key + "(?![a-z_])").matcher(told).find()).toList());
    }
}
