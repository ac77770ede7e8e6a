package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Action;
import dev.fermata.model.Command;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One profile on top of another: what each says counts, and messages name the file they are about. */
class BasesTest {
    private static final String BASE = """
            schema = 1
            name = "Base"
            description = "what both have"
            [hotkeys]
            master = "f1"
            toggle = "f2"
            [priority]
            special = ["space", "mouse_right"]
            on_hold = "keep"
            [priority.managed.e]
            send = "0"
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "1s"
            lane = "high"
            [[skill]]
            name = "Buff"
            keys = "2"
            every = "30s"
            """;

    @TempDir private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Profile read(Path file) {
        ProfileResult result = ProfileReader.read(file);
        assertEquals("", result.render());
        return result.profile().orElseThrow();
    }

    private String problems(Path file) {
        return ProfileReader.check(file).render().replace(folder + "/", "").replace(folder + "\\", "");
    }

    @Test
    void whatAFileDoesNotSayIsThatOfItsBase() throws IOException {
        write("base.toml", BASE);
        Profile profile = read(write("mine.toml", """
                schema = 1
                extends = "base.toml"
                [hotkeys]
                toggle = "f9"
                [priority]
                special = ["tab"]
                [priority.managed.r]
                [[skill]]
                name = "New"
                keys = "3"
                every = "5s"
                [[skill]]
                name = "Bolt"
                every = "800ms"
                """));

        assertEquals("mine", profile.name(), "its own");
        assertEquals("", profile.description());
        assertEquals(Key.F1, profile.hotkeys().get(Command.State.MASTER).key());
        assertEquals(Key.F9, profile.hotkeys().get(Command.State.TOGGLE).key());
        assertEquals(Set.of(Key.TAB), profile.priority().special(), "a list is one value");
        assertEquals(Set.of(Key.E, Key.R), profile.priority().managed().keySet());
        assertEquals(Profile.OnHold.KEEP, profile.priority().onHold());
        assertEquals(List.of("Bolt", "Buff", "New"), profile.skills().stream().map(Skill::name).toList());
        Skill.Timed bolt = (Skill.Timed) profile.skills().get(0);
        assertEquals(Duration.ofMillis(800), bolt.every());
        assertEquals(new Action.Tap(Key.Q), bolt.action());
        assertEquals("high", bolt.lane().id());
    }

    @Test
    void aBaseMayHaveOneOfItsOwnInAnotherFolder() throws IOException {
        write("parts/keys.toml", "[priority]\nspecial = [\"tab\"]\n");
        write("parts/base.toml", "extends = \"keys.toml\"\n[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"1s\"\n");
        Profile profile = read(write("mine.toml", "schema = 1\nextends = \"parts/base.toml\"\n"));
        assertEquals(Set.of(Key.TAB), profile.priority().special());
        assertEquals(1, profile.skills().size());
    }

    @Test
    void aMistakeIsToldInTheFileItIsIn() throws IOException {
        write("base.toml", BASE.replace("\"space\"", "\"spcae\"").replace("every = \"30s\"", "evry = \"30s\""));
        String told = problems(write("mine.toml", "schema = 1\nextends = \"base.toml\"\n[dispatch]\nkey_press = 5\n"));
        assertTrue(told.startsWith("mine.toml:4:13: 'key_press' is 5, a number without a unit\n    4 | key_press = 5\n"),
                told);
        assertTrue(told.contains("\nbase.toml:8:13: 'spcae' is not a key\n    8 | special = [\"spcae\", \"mouse_right\"]\n"
                + "      |             ^^^^^\n"), told);
        assertTrue(told.contains("\nbase.toml:20:1: 'evry' is not a field of [[skill]]\n"), told);
    }

    @Test
    void whatTwoFilesSayTogetherNamesBothPlaces() throws IOException {
        write("base.toml", BASE);
        String told = problems(write("mine.toml", "schema = 1\nextends = \"base.toml\"\n[hotkeys]\npanic = \"f1\"\n"));
        assertTrue(told.startsWith("base.toml:5:10: 'f1' is already the panic hotkey (line 4 of mine.toml)\n"), told);
        told = problems(write("mine.toml", """
                schema = 1
                extends = "base.toml"
                [[skill]]
                name = "Walk"
                keys = "space"
                mode = "hold"
                """));
        assertTrue(told.startsWith("mine.toml:5:8: warning: this sends 'space', a priority key (line 8 of base.toml)\n"),
                told);
    }

    @Test
    void whatCannotBeReadInABaseIsToldThere() throws IOException {
        write("base.toml", BASE.replace("[priority]", "[priority"));
        String told = problems(write("mine.toml", "schema = 1\nextends = \"base.toml\"\n"));
        assertTrue(told.startsWith("base.toml:7:1: this is not a table header\n"), told);
        write("base.toml", BASE.replace("schema = 1", "schema = 2"));
        told = problems(folder.resolve("mine.toml"));
        assertTrue(told.startsWith("base.toml:1:10: this profile has schema 2"), told);
    }

    @Test
    void aBaseThatIsNotThereIsToldWhereItIsNamed() throws IOException {
        String told = problems(write("mine.toml", "schema = 1\nextends = \"base.toml\"\n"));
        assertTrue(told.contains("mine.toml:2:11: this cannot be extended: this file does not exist\n"), told);
        write("base.toml", "extends = \"gone.toml\"\n");
        told = problems(folder.resolve("mine.toml"));
        assertTrue(told.contains("base.toml:1:11: this cannot be extended: this file does not exist\n"), told);
    }

    @Test
    void filesDoNotExtendEachOtherInARing() throws IOException {
        write("base.toml", BASE.replace("schema = 1", "schema = 1\nextends = \"mine.toml\""));
        String told = problems(write("mine.toml", "schema = 1\nextends = \"base.toml\"\n"));
        assertTrue(told.startsWith("base.toml:2:11: this is extended already"), told);
        told = problems(write("self.toml", "schema = 1\nextends = \"./self.toml\"\n"));
        assertTrue(told.contains("self.toml:2:11: this is extended already"), told);
    }

    @Test
    void eightFilesMayExtendEachOtherAndNoMore() throws IOException {
        write("0.toml", BASE);
        for (int i = 1; i <= Bases.MOST + 1; i++) {
            write(i + ".toml", "schema = 1\nextends = \"" + (i - 1) + ".toml\"\n");
        }
        assertEquals(2, read(folder.resolve(Bases.MOST + ".toml")).skills().size());
        String told = problems(folder.resolve(Bases.MOST + 1 + ".toml"));
        assertTrue(told.contains("1.toml:2:11: these are more than 8 files"), told);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void behindALinkTheBaseIsLookedForOnBothSides() throws IOException {
        write("dotfiles/base.toml", BASE);
        Path real = write("dotfiles/mine.toml", "schema = 1\nextends = \"base.toml\"\n");
        Files.createDirectories(folder.resolve("profiles"));
        Path link = Files.createSymbolicLink(folder.resolve("profiles/mine.toml"), real);
        assertEquals(2, read(link).skills().size());
        write("profiles/base.toml", BASE.replace("[[skill]]\nname = \"Buff\"\nkeys = \"2\"\nevery = \"30s\"\n", ""));
        assertEquals(1, read(link).skills().size(), "beside the link first");
    }

    @Test
    void aTextThatIsNoFileExtendsNothing() {
        assertEquals("x.toml:2:11: only a file can extend another", ProfileReader.parse("x.toml",
                "schema = 1\nextends = \"base.toml\"\n" + BASE.substring(BASE.indexOf("[[skill]]")))
                .diagnostics().get(0).headline());
    }

    @Test
    void theSchemaAsksNothingOfAFileThatItsBaseMaySay() {
        assertTrue(ProfileJsonSchemaTest.passesSchema("{\"schema\": 1, \"extends\": \"base.toml\", \"skill\":"
                + " [{\"name\": \"Bolt\", \"every\": \"2s\"}], \"rotation\": {\"every\": \"1s\"}}"));
        assertFalse(ProfileJsonSchemaTest.passesSchema("{\"schema\": 1, \"skill\": [{\"name\": \"Bolt\","
                + " \"every\": \"2s\"}]}"));
        assertFalse(ProfileJsonSchemaTest.passesSchema("{\"schema\": 1, \"extends\": 5}"));
    }

    @Test
    void voiceCommandsArePutTogetherByWhatIsSaidFirst() throws IOException {
        write("base.toml", BASE + """
                [[voice]]
                hear = ["drink potion", "potion"]
                keys = "1"
                [[voice]]
                hear = "rest"
                do = "pause"
                """);
        Profile profile = read(write("own.toml", """
                schema = 1
                extends = "base.toml"
                [[voice]]
                hear = "drink  potion"
                lane = "emergency"
                [[voice]]
                hear = "go on"
                do = "resume"
                """));

        assertEquals(List.of(List.of("drink potion"), List.of("rest"), List.of("go on")),
                profile.listenedFor().stream().map(VoiceCommand::phrases).toList());
        assertEquals(new VoiceCommand.Plays(new Action.Tap(Key.DIGIT_1), Lane.EMERGENCY),
                profile.voiceCommands().get(0).does());
    }

    @Test
    void callOutsArePutTogetherByWhatTheyAreOn() throws IOException {
        write("base.toml", BASE + """
                [[sensor]]
                name = "hp"
                kind = "bar"
                region = [0, 0, 100, 10]
                [[say]]
                on = "hold_added priority-keys"
                text = "you drive"
                every = "1m"
                enabled = false
                [[say]]
                on = "hp < 30"
                text = "life low"
                """);
        Profile profile = read(write("own.toml", """
                schema = 1
                extends = "base.toml"
                [[say]]
                on = "hold_added   priority-keys"
                enabled = true
                [[say]]
                on = "profile_loaded"
                text = "ready"
                """));

        assertEquals(List.of("hold_added priority-keys: you drive", "hp < 30: life low", "profile_loaded: ready"),
                profile.spoken().stream().map(each -> each.on() + ": " + each.text()).toList());
        assertEquals(Duration.ofMinutes(1), profile.callOuts().get(0).every());
    }
}
