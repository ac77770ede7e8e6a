package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fermata.app.Places;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileJsonSchema;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile of one's own is made, and opened in an editor. */
class NewAndEditTest {
    @TempDir private Path home;
    private final Map<String, String> variables = new HashMap<>();
    private Places places;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void makePlaces() {
        places = new Places(Path.of(".").toAbsolutePath().normalize(), home.resolve("my config"), home, home);
    }

    private int run(Object command, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.commandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private int runNew(String... arguments) {
        return run(new NewCommand(new CommandEnvironment(places, variables, false)), arguments);
    }

    private int runEdit(String... arguments) {
        return run(new EditCommand(new CommandEnvironment(places, variables, false)), arguments);
    }

    private Path own(String name) {
        return places.ownProfiles().resolve(name);
    }

    // --- new ------------------------------------------------------------------------------------

    @Test
    void aNewProfilePassesTheStrictCheckAndHasItsSchemaBesideIt() throws IOException {
        assertEquals(ExitCode.OK, runNew("druid"));
        Path file = own("druid.toml");
        assertEquals("made    " + file + "\nok      druid\n"
                + "next:   fermata edit \"druid\", then fermata run -p \"druid\"\n", out.toString());
        assertEquals("#:schema ./fermata.schema.json", Files.readAllLines(file).get(0));
        assertEquals(ProfileJsonSchema.text(), Files.readString(own("fermata.schema.json")));
        assertEquals("druid", ProfileReader.check(file).strict().profile().orElseThrow().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"arpg", "rotation", "potion-guard", "demo", "profiles/arpg.toml"})
    void aCopyIsTheOtherUnderItsOwnName(String from) {
        assertEquals(ExitCode.OK, runNew("Mein Druide", "--from", from), () -> err.toString());
        Profile copy = ProfileReader.read(own("Mein Druide.toml")).profile().orElseThrow();
        Profile other = ProfileReader.read(Path.of("profiles").resolve(from.replaceAll("profiles/|\\.toml", "") + ".toml"))
                .profile().orElseThrow();
        assertEquals("Mein Druide", copy.name());
        assertEquals(new Profile(copy.name(), other.description(), copy.source(), other.hotkeys(), other.consumed(), other.oneKey(), other.priority(),
                other.resume(), other.dispatch(), other.skills(), other.rotation(), other.window(), other.senses(), other.callOuts(),
                other.takes(), other.voiceCommands(), other.viewers()), copy);
    }

    @Test
    void aCopyOfACopyNamesItsSchemaOnce() throws IOException {
        runNew("one", "--from", "arpg");
        assertEquals(ExitCode.OK, runNew("two", "--from", "one"));
        assertEquals(1, Files.readAllLines(own("two.toml")).stream().filter(line -> line.startsWith("#:schema")).count());
    }

    @Test
    void aProfileIsNeverOverwritten() throws IOException {
        runNew("druid");
        Files.writeString(own("druid.toml"), "mine");
        assertEquals(ExitCode.FAILURE, runNew("druid", "--from", "arpg"));
        assertEquals("fermata: " + own("druid.toml") + " is there already; 'fermata edit \"druid\"' opens it\n",
                err.toString());
        assertEquals("mine", Files.readString(own("druid.toml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "", ".hidden", "x.toml", "a\\b", "a\nb", "end."})
    void aNameIsNoPath(String name) {
        assertEquals(ExitCode.USAGE, runNew(name));
        assertTrue(Files.notExists(places.ownProfiles()));
    }

    @Test
    void whatIsBrokenOrNotThereIsNotCopied() throws IOException {
        assertEquals(ExitCode.BAD_PROFILE, runNew("druid", "--from", "aprg"));
        assertTrue(err.toString().contains("did you mean arpg?"), err.toString());
        Path broken = Files.writeString(home.resolve("broken.toml"), "schema = 1\n[[skill]]\n");
        assertEquals(ExitCode.BAD_PROFILE, runNew("druid", "--from", broken.toString()));
        assertTrue(Files.notExists(own("druid.toml")));
    }

    // --- edit -----------------------------------------------------------------------------------

    /** An editor that adds a line. */
    private String editor(String line) throws IOException {
        assumeFalse(OperatingSystem.current() == OperatingSystem.WINDOWS, "the editor is a shell script");
        Path script = Files.writeString(home.resolve("editor.sh"), "echo '" + line + "' >> \"$2\"\nexit \"$1\"\n");
        return "sh '" + script + "'";
    }

    @Test
    void theEditorGetsTheFileAndTheCheckFollows() throws IOException {
        runNew("Mein Druide");
        variables.put("VISUAL", editor("# changed") + " 0");
        variables.put("EDITOR", "not this one");
        assertEquals(ExitCode.OK, runEdit("Mein Druide"), () -> err.toString());
        assertEquals("ok      Mein Druide\n", out.toString());
        assertTrue(Files.readString(own("Mein Druide.toml")).endsWith("# changed\n"));
    }

    @Test
    void whatTheEditorBrokeIsTold() throws IOException {
        runNew("druid");
        variables.put("VISUAL", " ");
        variables.put("EDITOR", editor("enabled = yes") + " 0");
        assertEquals(ExitCode.BAD_PROFILE, runEdit(own("druid.toml").toString()));
        assertTrue(out.toString().contains("did you mean true?"), out.toString());
    }

    @Test
    void anEditorThatFailsOrIsNotThereIsTold() throws IOException {
        runNew("druid");
        String failing = editor("") + " 3";
        variables.put("EDITOR", failing);
        assertEquals(ExitCode.FAILURE, runEdit("druid"));
        assertEquals("fermata: the editor '" + failing + "' ended with 3; VISUAL or EDITOR says which to use\n",
                err.toString());
        variables.put("EDITOR", "no-such-editor-at-all");
        assertEquals(ExitCode.FAILURE, runEdit("druid"));
        assertTrue(err.toString().contains("'no-such-editor-at-all' was not found"), err.toString());
    }

    @Test
    void whatIsNotThereOrCameWithFermataIsNotOpened() throws IOException {
        variables.put("EDITOR", editor("x") + " 0");
        assertEquals(ExitCode.BAD_PROFILE, runEdit("druid"));
        assertTrue(err.toString().contains("'fermata new' makes a profile"), err.toString());
        String before = Files.readString(Path.of("profiles", "arpg.toml"));
        assertEquals(ExitCode.FAILURE, runEdit("arpg"));
        assertTrue(err.toString().contains("'fermata new NAME --from arpg' makes one of your own"), err.toString());
        assertEquals(before, Files.readString(Path.of("profiles", "arpg.toml")));
    }
}
