package dev.fermata.config.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.profile.Senses;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Samples of other programs' files beside the profiles that are made of them; {@code -Dfermata.golden.write=true}
 * writes these anew, to be read.
 */
class ImporterTest {
    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(Imports.FOLDER)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".toml")).sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void becomesTheProfilesBesideIt(String sample) throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> texts = Imports.texts(sample);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path golden = Imports.FOLDER.resolve(sample + "." + text.getKey() + ".toml");
            if (Boolean.getBoolean("fermata.golden.write")) {
                Files.writeString(golden, text.getValue());
            }
            expected.put(text.getKey(), Files.readString(golden));
        }
        texts.forEach((name, text) -> assertEquals(expected.get(name), text));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatComesOfItPassesTheCheck(String sample) {
        Imports.texts(sample).forEach((name, text) -> {
            ProfileResult result = ProfileReader.check(name + ".toml", text);
            assertTrue(result.profile().isPresent(), result::render);
            assertEquals(name, result.profile().get().name());
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyRemarkIsInTheProfile(String sample) throws NotImportedException {
        for (ImportedProfile profile : Imports.read(sample, Imports.sample(sample))) {
            String text = ImportedText.of(profile, profile.name()).replaceAll("\n#  ? ?", " ").replaceAll(" +", " ");
            profile.remarks().forEach(remark -> assertTrue(text.contains("# import: " + ImportedText.line(remark))
                    || text.contains("import: " + ImportedText.line(remark)), () -> ImportedText.line(remark)
                    + "\n" + text));
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, true", "UTF-16LE, false", "UTF-16BE, true", "UTF-16BE, false", "UTF-8, true",
            "UTF-8, false"})
    void anyEncodingOfWindowsIsRead(String charset, boolean marked) throws NotImportedException {
        String text = Imports.sample("d3keyhelper.ini").replace("Wizard", "\u914d\u7f6e1").replace("\n", "\r\n");
        List<ImportedProfile> read = Imports.read("d3.ini", (marked ? "\uFEFF" : "") + text, Charset.forName(charset));
        assertEquals(Imports.read("d3.ini", text), read);
        assertEquals("\u914d\u7f6e1", read.get(0).name());
    }

    @Test
    void thePlacesOfAGameGoWithTheHeightOfItsWindowFromTheMiddle() throws NotImportedException {
        String text = Imports.sample("d3keyhelper.ini");
        // By hand: 3440 / 2 - (3440 / 2 - 1465 - 0.05 * 63) is 1468 at 3440 x 1440.
        assertTrue(ImportedText.of(Imports.read("d3.ini", text.replace("2560x1440", "3440x1440")).get(0), "x")
                .contains("region = [1468, 1328, 1, 1]"));
        String auto = text.replace("2560x1440", "Auto");
        // 1920 / 2 - (1720 - 1468.15) * 0.75, and 1328 * 0.75.
        assertTrue(ImportedText.of(Imports.read("d3.ini", auto).get(0), "x").contains("region = [771, 996, 1, 1]"));
        String given = ImportedText.of(Imports.read("d3.ini", auto.getBytes(StandardCharsets.UTF_8),
                Optional.of(new Senses.Size(3440, 1440))).get(0), "x");
        assertTrue(given.contains("region = [1468, 1328, 1, 1]") && given.contains("reference = [3440, 1440]"), given);
    }

    @ParameterizedTest
    @CsvSource({"1.0, not skill3_buff, 160", "0.8, not skill3_buff, 203", "1.2, not skill3_buff, 130",
        "1.5, skill3_gone, 153"})
    void aDarkerGameHasAnotherGreen(String gamma, String when, int tolerance) throws NotImportedException {
        String text = ImportedText.of(Imports.read("d3.ini", Imports.sample("d3keyhelper.ini")
                .replace("gamegamma=1.000000", "gamegamma=" + gamma)).get(0), "x");
        assertTrue(text.contains("when = \"" + when + "\"\n"), text);
        assertTrue(text.contains("tolerance = " + tolerance + "\n"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "hello", "[1, 2]", "{}", "{\"a\": 1}", "[General]\nversion=1\n",
        "{\"skills\": 3}", "schema = 1\n[[skill]]\n"})
    void whatIsNoKnownFileIsToldWithThoseThatAre(String text) {
        String told = assertThrows(NotImportedException.class, () -> Imports.read("some/file", text)).getMessage();
        assertTrue(told.startsWith("some/file: ") && told.contains("pyahk") && told.contains("D3keyHelper"), told);
    }

    @Test
    void brokenJsonIsToldWithItsPlace() {
        String told = assertThrows(NotImportedException.class, () -> Imports.read("d4.json",
                "{\"skills\": {\n  \"Skill1\": {\"Key\": \"q\",}\n}}")).getMessage();
        assertTrue(told.startsWith("d4.json:2:") && told.contains("this is not JSON")
                && told.contains("\"Key\": \"q\",}")
                && told.contains("a comma between fields and none after the last"), told);
    }

    @Test
    void aFileWithNothingToPlayIsRefusedWithTheReasons() {
        String told = assertThrows(NotImportedException.class, () -> Imports.read("x.json",
                "{\"skills\": {\"Skill1\": {\"Enabled\": true, \"Key\": \"nokey\"}}}")).getMessage();
        assertTrue(told.contains("there is nothing in 'x' that can be played") && told.contains("'nokey' is not a key"),
                told);
    }

    @Test
    void aFieldThatIsThereTwiceIsTold() throws NotImportedException {
        String text = ImportedText.of(Imports.read("x.json",
                "{\"skills\": {\"Skill1\": {\"Enabled\": true, \"Key\": \"q\",\n"
                + "\"Timer\": 100, \"Timer\": 200}}}").get(0), "x");
        assertTrue(text.contains("every = \"200ms\""), text);
        assertTrue(text.contains("# import: Timer (line 2): this is there twice; the later one counts"), text);
    }

    @Test
    void onlyTheProfilesThatAreWanted() throws NotImportedException {
        byte[] bytes = Imports.sample("d3keyhelper.ini").getBytes(StandardCharsets.UTF_8);
        List<ImportedProfile> monk = Importer.read(Path.of("d3.ini"), bytes, "Monk"::equals, name -> name,
                Optional.empty());
        assertEquals(List.of("Monk"), monk.stream().map(ImportedProfile::name).toList());
        assertFalse(ImportedText.of(monk.get(0), "x").contains("use Once"),
                "a profile that is not there is not chosen");
        String told = assertThrows(NotImportedException.class, () -> Importer.read(Path.of("d3.ini"), bytes,
                "Nobody"::equals, name -> name, Optional.empty())).getMessage();
        assertTrue(told.contains("one of Wizard, Monk, Once, Empty"), told);
    }

    @Test
    void aSlotIsUnusedOnlyWhileItIsOff() throws NotImportedException {
        assertTrue(ImportedText.of(Imports.read("x.json", "{\"skills\": {\"Skill1\": {\"Enabled\": 1, \"Key\": \"1\"},"
                + "\"Skill2\": {\"Enabled\": true, \"Key\": \"w\"}}}").get(0), "x").contains("name = \"Skill1\""));
    }

    @Test
    void aSizeThatThePlacesFitIntoIsWritten() throws NotImportedException {
        byte[] bytes = Imports.sample("pyahk-full.json").getBytes(StandardCharsets.UTF_8);
        assertTrue(ImportedText.of(Imports.read("x.json", bytes, Optional.of(new Senses.Size(1920, 1080))).get(0), "x")
                .contains("reference = [1920, 1080]"));
        assertTrue(ImportedText.of(Imports.read("x.json", bytes, Optional.of(new Senses.Size(800, 600))).get(0), "x")
                .contains("some of the places are outside of 800 x 600"));
    }
}
