package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.Places;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileJsonSchema;
import dev.fermata.config.profile.ProfileReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another program's profile is made one of the user's own. */
class ImportCommandTest {
    private static final Path SAMPLES = Path.of("src", "test", "resources", "import");

    @TempDir private Path home;
    private Places places;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void makePlaces() {
        places = new Places(Path.of(".").toAbsolutePath().normalize(), home.resolve("my config"), home, home);
    }

    private int run(Object... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.commandLine(new ImportCommand(new CommandEnvironment(places, Map.of(), false)))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    private Path own(String name) {
        return places.ownProfiles().resolve(name);
    }

    private static Profile read(Path file) {
        return ProfileReader.read(file).profile().orElseThrow();
    }

    @Test
    void aProfileIsMadeAmongTheUsersOwnAndEverythingIsTold() throws IOException {
        assertEquals(ExitCode.OK, run(SAMPLES.resolve("pyahk-full.json")), () -> err.toString());
        Path file = own("pyahk-full.toml");
        assertEquals("#:schema ./fermata.schema.json", Files.readAllLines(file).get(0));
        assertEquals(ProfileJsonSchema.text(), Files.readString(own("fermata.schema.json")));
        assertEquals("pyahk-full", read(file).name());
        List<String> lines = out.toString().lines().toList();
        assertEquals("made    " + file, lines.get(0));
        assertTrue(lines.contains("import: global.affix_reroll (line 151): rerolling affixes is not imported: Fermata "
                + "plays skills"), out.toString());
        assertTrue(lines.contains("learn:  fermata learn pyahk-full hp --empty   while it is empty"), out.toString());
        assertTrue(lines.contains("ok      pyahk-full"), out.toString());
        assertEquals("next:   read it with fermata edit pyahk-full, then fermata run -p pyahk-full",
                lines.get(lines.size() - 1));
    }

    @Test
    void whatIsThereIsNotOverwrittenWithoutBeingAsked() throws IOException {
        run(SAMPLES.resolve("pyahk-old.json"));
        Path file = own("pyahk-old.toml");
        Files.writeString(file, "mine");
        assertEquals(ExitCode.FAILURE, run(SAMPLES.resolve("pyahk-old.json")));
        assertEquals("fermata: " + file + " is there already; --replace writes over it, -o writes elsewhere\n",
                err.toString());
        assertEquals("mine", Files.readString(file));
        assertEquals(ExitCode.OK, run(SAMPLES.resolve("pyahk-old.json"), "--replace"), () -> err.toString());
        assertEquals("pyahk-old", read(file).name());
    }

    @Test
    void aFileThatIsNamedIsWritten() throws IOException {
        Path file = home.resolve("my druid.toml");
        assertEquals(ExitCode.OK, run(SAMPLES.resolve("pyahk-full.json"), "-o", file, "--size", "1920x1080"));
        assertTrue(Files.readString(file).contains("reference = [1920, 1080]"));
        assertTrue(out.toString().contains("fermata learn \"" + file + "\" hp --full"), out.toString());
        assertFalse(Files.exists(places.ownProfiles()));
        assertEquals(ExitCode.FAILURE, run(SAMPLES.resolve("pyahk-full.json"), "-o", file));
        assertEquals(ExitCode.FAILURE, run(SAMPLES.resolve("pyahk-full.json"), "-o", home.resolve("no/where.toml")));
        assertTrue(err.toString().contains("is no folder that is there"), err.toString());
    }

    @Test
    void severalProfilesBecomeSeveralFilesOrTheOneThatIsAskedFor() throws IOException {
        Path ini = SAMPLES.resolve("d3keyhelper.ini");
        assertEquals(ExitCode.OK, run(ini), () -> err.toString());
        for (String name : List.of("Wizard", "Monk", "Once", "Empty")) {
            assertEquals(name, read(own(name + ".toml")).name());
        }
        assertEquals(ExitCode.USAGE, run(ini, "-o", home.resolve("one.toml")));
        assertTrue(err.toString().contains("there are 4 profiles in "), err.toString());
        assertEquals(ExitCode.OK, run(ini, "-o", home.resolve("one.toml"), "--only", "Monk"));
        assertEquals("Monk", read(home.resolve("one.toml")).name());
        Path folder = Files.createDirectory(home.resolve("all"));
        assertEquals(ExitCode.OK, run(ini, "-o", folder));
        assertEquals("Once", read(folder.resolve("Once.toml")).name());
        Files.delete(folder.resolve("Wizard.toml"));
        assertEquals(ExitCode.FAILURE, run(ini, "-o", folder));
        assertFalse(Files.exists(folder.resolve("Wizard.toml")), "nothing is written where one is there already");
    }

    @Test
    void namesThatNoTwoFilesCanHaveAreMadeDifferent() throws IOException {
        Path ini = Files.write(home.resolve("d3.ini"),
                "\uFEFF[a/b]\r\naction_1=2\r\n[a\\b]\r\naction_1=2\r\nprofilehkmethod=5\r\n[CON]\r\naction_1=2\r\n"
                .getBytes(StandardCharsets.UTF_16LE));
        assertEquals(ExitCode.OK, run(ini), () -> err.toString());
        assertEquals("a/b", read(own("a-b.toml")).name());
        assertEquals("a\\b", read(own("a-b 2.toml")).name());
        assertEquals("CON", read(own("imported.toml")).name());
        assertTrue(Files.readString(own("a-b.toml")).contains("mouse_back = \"use a-b 2\""));
    }

    @Test
    void whatIsNoProfileIsToldAndNothingIsWritten() throws IOException {
        Path file = Files.writeString(home.resolve("x.json"), "{\"skills\": {");
        assertEquals(ExitCode.BAD_PROFILE, run(file));
        assertTrue(err.toString().startsWith("fermata: nothing was imported:\n" + file + ":1:"), err.toString());
        assertTrue(err.toString().contains("this file ends in the middle of its JSON"), err.toString());
        assertEquals(ExitCode.FAILURE, run(home.resolve("nothing.json")));
        assertEquals("fermata: " + home.resolve("nothing.json") + " does not exist\n", err.toString());
        assertEquals(ExitCode.FAILURE, run(home));
        assertFalse(Files.exists(places.ownProfiles()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1920", "0x0", "99999x99999", "big"})
    void aSizeIsWidthAndHeight(String size) {
        assertEquals(ExitCode.USAGE, run(SAMPLES.resolve("pyahk-old.json"), "--size", size));
        assertTrue(err.toString().contains("such as 1920x1080"), err.toString());
    }
}
