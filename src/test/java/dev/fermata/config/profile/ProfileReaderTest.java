package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Action;
import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.ResumePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a right profile becomes, and files that are no profiles at all. */
class ProfileReaderTest {
    private static final String MINIMAL = """
            schema = 1
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "1s"
            """;

    private static Profile read(String text) {
        ProfileResult result = ProfileReader.parse("folder/test.toml", text);
        assertEquals("", result.render());
        return result.profile().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '%', value = {
        "%%                                    | f8 arms it, then f9 starts it",
        "toggle = \"ctrl+g\"                    | f8 arms it, then ctrl+g starts it",
        "one_key = true                        | f9 arms and starts it",
        "master = \"none\"                      | 'fermata start' starts it",
        "toggle = \"none\"                      | 'fermata start' starts it"})
    void saysWhatStartsItWhereNothingIsArmed(String hotkeys, String expected) {
        assertEquals(expected, read(MINIMAL + "[hotkeys]\n" + hotkeys + "\n").howToStart());
    }

    private static String firstHeadline(ProfileResult result) {
        assertTrue(result.profile().isEmpty(), "refused");
        return result.diagnostics().get(0).headline();
    }

    @Test
    void fillsWhatIsLeftOutWithTheDefaults() {
        Profile profile = read(MINIMAL);

        assertEquals("test", profile.name(), "named after its file");
        assertEquals("", profile.description());
        assertEquals(Optional.empty(), profile.file());
        assertEquals(new Hotkey(List.of(), Key.F8), profile.hotkeys().get(Command.State.MASTER));
        assertEquals(new Hotkey(List.of(), Key.F9), profile.hotkeys().get(Command.State.TOGGLE));
        assertEquals("ctrl+shift+f12", profile.hotkeys().get(Command.State.PANIC).toString());
        assertEquals(new Profile.Priority(
                Profile.OnHold.DROP, Profile.Unsuppressed.SPECIAL, Set.of(), Map.of()), profile.priority());
        assertEquals(ResumePolicy.REMAINING, profile.resume());
        assertEquals(Profile.Dispatch.DEFAULTS, profile.dispatch());
        assertEquals(List.of(new Skill.Timed("Bolt", true, Lane.NORMAL, false, new Action.Tap(Key.Q),
                Duration.ofSeconds(1), ResumePolicy.REMAINING, false, false, Optional.empty())), profile.skills());
        assertEquals(Optional.empty(), profile.rotation());
    }

    @Test
    void singleHotkeysCanBeSharedWithTheGameByNameOrKeys() {
        String own = "[hotkeys]\n\"ctrl+1\" = \"skill Bolt toggle\"\n%s\n[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"1s\"\n";
        assertEquals(Set.of("f8", "f9", "ctrl+shift+f12", "ctrl+1"), consumed(own.formatted("")));
        assertEquals(Set.of("f8", "ctrl+shift+f12"), consumed(own.formatted("shared = [\"f9\", \"Control+1\"]")));
        assertEquals(Set.of("f9", "ctrl+1"), consumed(own.formatted("shared = [\"master\", \"panic\"]")));
        assertEquals(Set.of(), consumed(own.formatted("consume = false\nshared = [\"master\"]")));
    }

    private static Set<String> consumed(String text) {
        return ProfileReader.parse("a.toml", "schema = 1\n" + text).profile().orElseThrow().consumed().stream()
                .map(Hotkey::toString).collect(Collectors.toSet());
    }

    @Test
    void readsEveryField() {
        Profile profile = read("""
                schema = 1
                name = " Full "
                description = "all of it"
                [hotkeys]
                master = "alt+mouse_back"
                toggle = "none"
                panic = ""
                [priority]
                pre_delay = "40ms"
                on_hold = "keep"
                unsuppressed = "send"
                special = ["Shift", "RBUTTON"]
                [priority.managed.e]
                send = "0"
                pre_delay = "30ms"
                [priority.managed.r]
                [scheduler]
                resume = "restart"
                [dispatch]
                key_press = "10ms"
                min_gap = "0ms"
                starvation_limit = "1min"
                lane_capacity = 10
                [[skill]]
                name = "Combo"
                keys = "q,delay100,shift+w"
                every = "8s"
                lane = "high"
                resume = "realtime"
                enabled = false
                at_start = true
                during_hold = "run"
                [[skill]]
                name = "Second"
                keys = "w"
                every = "500ms"
                [[skill]]
                name = "Channel"
                keys = "shift+x"
                mode = "hold"
                lane = "low"
                """);

        assertEquals("Full", profile.name());
        assertEquals(Map.of(Command.State.MASTER, new Hotkey(List.of(Key.findAll("alt")), Key.MOUSE_BACK)),
                profile.hotkeys(), "none and empty are no key");
        assertEquals(new Profile.Priority(Profile.OnHold.KEEP, Profile.Unsuppressed.SEND,
                Set.of(Key.LEFT_SHIFT, Key.RIGHT_SHIFT, Key.MOUSE_RIGHT),
                Map.of(Key.E, new Profile.Managed(Key.DIGIT_0, Duration.ofMillis(30)),
                        Key.R, new Profile.Managed(Key.R, Duration.ofMillis(40)))), profile.priority());
        assertEquals(new Profile.Dispatch(Duration.ofMillis(10), Duration.ZERO, Duration.ofMinutes(1), 10),
                profile.dispatch());
        assertEquals(List.of(
                new Skill.Timed("Combo", false, Lane.HIGH, true,
                        new Action.Sequence(List.of(new Action.Tap(Key.Q),
                                new Action.Delay(Duration.ofMillis(100)),
                                new Action.Tap(List.of(Key.LEFT_SHIFT, Key.W)))),
                        Duration.ofSeconds(8), ResumePolicy.REALTIME, true, false, Optional.empty()),
                new Skill.Timed("Second", true, Lane.NORMAL, false, new Action.Tap(Key.W),
                        Duration.ofMillis(500), ResumePolicy.RESTART, false, false, Optional.empty()),
                new Skill.KeptDown("Channel", true, Lane.LOW, false, List.of(Key.LEFT_SHIFT, Key.X))),
                profile.skills());
    }

    @Test
    void readsARotationWithAKeptDownSkill() {
        Profile profile = read("""
                schema = 1
                [rotation]
                steps = ["1", "shift+2"]
                every = "1s"
                lane = "low"
                resume = "restart"
                during_hold = "run"
                at_start = true
                [[skill]]
                name = "Block"
                keys = "w"
                mode = "hold"
                """);
        assertEquals(Optional.of(new Rotation(
                List.of(new Action.Tap(Key.DIGIT_1), new Action.Tap(List.of(Key.LEFT_SHIFT, Key.DIGIT_2))),
                Duration.ofSeconds(1), Lane.LOW, ResumePolicy.RESTART, true, true)), profile.rotation());
        assertEquals(1, profile.skills().size());
    }

    @Test
    void aManagedModifierIsSentAsTheSideThatWasPressed() {
        Profile profile = read(MINIMAL + "[priority.managed.shift]\nsend = \"shift\"\n");
        assertEquals(Map.of(
                        Key.LEFT_SHIFT, new Profile.Managed(Key.LEFT_SHIFT, Duration.ofMillis(50)),
                        Key.RIGHT_SHIFT, new Profile.Managed(Key.RIGHT_SHIFT, Duration.ofMillis(50))),
                profile.priority().managed());
    }

    @Test
    void aSkillMayUseASpecialKey() {
        read(MINIMAL + "[priority]\nspecial = [\"q\"]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "every, \"19ms\", false", "every, \"20ms\", true", "every, \"24h\", true", "every, \"24.1h\", false",
        "every, \"20.0ms\", true", "every, \"86400000ms\", true", "every, \"86400001ms\", false",
        "every, 500, false", "every, 9223372036854775807, false", "every, -9223372036854775808, false",
        "every, \"999999999h\", false", "every, \"2562047.8h\", false",
    })
    void acceptsIntervalsUpToTheirLimits(String field, String value, boolean good) {
        String text = MINIMAL.replace(field + " = \"1s\"", field + " = " + value);
        assertEquals(good, ProfileReader.parse("x.toml", text).profile().isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "priority, pre_delay, \"0ms\", true", "priority, pre_delay, \"5000ms\", true",
        "priority, pre_delay, \"5001ms\", false",
        "dispatch, key_press, \"0ms\", false", "dispatch, key_press, \"1ms\", true",
        "dispatch, key_press, \"5001ms\", false",
        "dispatch, min_gap, \"0ms\", true", "dispatch, min_gap, \"10000ms\", true",
        "dispatch, min_gap, \"10001ms\", false",
        "dispatch, starvation_limit, \"49ms\", false", "dispatch, starvation_limit, \"50ms\", true",
        "dispatch, starvation_limit, \"600000ms\", true", "dispatch, starvation_limit, \"600001ms\", false",
        "dispatch, lane_capacity, 1, true", "dispatch, lane_capacity, 0, false",
        "dispatch, lane_capacity, 10000, true", "dispatch, lane_capacity, 10001, false",
    })
    void acceptsOtherNumbersUpToTheirLimits(String table, String field, String value, boolean good) {
        String text = MINIMAL.replace("every = \"1s\"", "every = \"1h\"")
                + "[" + table + "]\n" + field + " = " + value + "\n";
        assertEquals(good, ProfileReader.parse("x.toml", text).profile().isPresent());
    }

    @Test
    void acceptsAByteOrderMarkAndWindowsLineEnds() {
        read("\uFEFF" + MINIMAL.replace("\n", "\r\n"));
    }

    @Test
    void warningsDoNotRefuseAProfile() {
        ProfileResult result = ProfileReader.parse("x.toml", MINIMAL + "enabled = false\n");
        assertTrue(result.profile().isPresent());
        assertEquals("x.toml:2:1: warning: no skill of this profile is enabled",
                result.diagnostics().get(0).headline());
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"[", "{a=", "[[", "a.", "[{a="})
    void saysPlainlyThatNestingIsTooDeep(String bracket) {
        for (String start : List.of("x = ", "", "[")) {
            ProfileResult result = ProfileReader.parse("deep.toml", start + bracket.repeat(100_000));
            assertFalse(result.diagnostics().isEmpty());
        }
        String headline = firstHeadline(ProfileReader.parse("deep.toml", "x = " + "[".repeat(100_000)));
        assertTrue(headline.endsWith("tables or lists are nested too deeply here"), headline);
    }

    @Test
    void refusesAHugeFileBeforeParsingIt(@TempDir Path folder) throws IOException {
        Path huge = folder.resolve("huge.toml");
        Files.writeString(huge, MINIMAL + "# filler\n".repeat(1_200_000));
        assertTrue(Files.size(huge) > 10_000_000, "10 MB");
        assertTimeoutPreemptively(Duration.ofSeconds(2), () ->
                assertEquals(huge + ": this file is larger than 1 MB", firstHeadline(ProfileReader.read(huge))));
    }

    @Test
    void readsAFileOfExactlyTheLimit(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("limit.toml");
        String filler = "#".repeat(99) + "\n";
        int rest = ProfileFile.MAX_BYTES - MINIMAL.length();
        Files.writeString(file, MINIMAL + filler.repeat(rest / 100) + "#".repeat(rest % 100));
        assertEquals(ProfileFile.MAX_BYTES, Files.size(file));
        assertEquals(Optional.of(file), ProfileReader.read(file).profile().orElseThrow().file());
    }

    /** tomlj alone takes minutes for these; every line number must still be that of the file. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "#\n", " # x\n", "\r\n"})
    void longRunsOfBlankAndCommentLinesAreReadFast(String filler) {
        String text = MINIMAL.replace("keys", filler.repeat(90_000) + "kees") + "special = [\n"
                + filler.repeat(90_000) + "\"x\n";
        ProfileResult result =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ProfileReader.parse("x.toml", text));
        assertEquals(List.of("x.toml:90004:1", "x.toml:180007:1"), result.diagnostics().stream()
                .map(d -> "x.toml:" + d.line() + ":" + d.column()).toList());
    }

    @Test
    void saysThatAFileIsMissingOrAFolderOrNotOrdinary(@TempDir Path folder) {
        Path missing = folder.resolve("missing.toml");
        assertEquals(missing + ": this file does not exist", ProfileReader.read(missing).render());
        assertEquals(folder + ": this is a folder, not a file", firstHeadline(ProfileReader.read(folder)));
        Path device = Path.of("/dev/zero");
        if (Files.exists(device)) {
            assertEquals("/dev/zero: this is not an ordinary file", firstHeadline(ProfileReader.read(device)));
        }
    }

    @Test
    void pointsAtTheFirstByteThatIsNotUtf8(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("latin1.toml");
        Files.write(file, "schema = 1\n# \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + ":2:3: this character is not UTF-8 text", firstHeadline(ProfileReader.read(file)));
        Files.write(file, new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        assertEquals(file + ":1:2: this character is not UTF-8 text", firstHeadline(ProfileReader.read(file)));
    }
}
