package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.ProfileJsonSchema;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command that needs no desktop, as a user types it: what it prints and its exit code. */
@Tag("long")
class CommandLineTest {
    private static final int COLUMNS = 80;
    private static final String PROFILE = """
            schema = 1
            name = "Test"
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "1s"
            """;

    @TempDir
    private Path folder;

    /** What one command came to. */
    private record Ran(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    private static Ran fermata(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine().setUsageHelpAutoWidth(false).setUsageHelpWidth(COLUMNS)
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    private String save(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    // --- Help and usage -------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsEightyColumnsWithoutBreakingAnExample(String command) {
        Ran help = fermata(command, "--help");
        assertEquals(ExitCode.OK, help.code());
        assertAll(help.lines().stream().map(line -> () ->
                assertTrue(line.length() <= COLUMNS, () -> "too wide: " + line)));
        String[] footer = Main.commandLine().getSubcommands().get(command).getCommandSpec().usageMessage().footer();
        assertAll(Arrays.stream(footer).map(line -> () ->
                assertTrue(help.lines().contains(line), () -> "broken: " + line)));
    }

    @Test
    void theMainHelpTellsEveryCommandAndExitCode() {
        Ran help = fermata("--help");
        assertEquals(ExitCode.OK, help.code());
        assertAll(commands().map(command -> () ->
                assertTrue(help.out().contains("\n  " + command), () -> command + " is missing")));
        assertAll(Stream.of("0   fine", "1   failure while running", "2   wrong usage", "3   bad profile",
                "4   no usable desktop or hook", "5   already running").map(code -> () ->
                assertTrue(help.out().contains(code), () -> code + " is missing")));
        assertAll(help.lines().stream().map(line -> () ->
                assertTrue(line.length() <= COLUMNS, () -> "too wide: " + line)));
    }

    @Test
    void theMainHelpGroupsEveryCommand() {
        String help = fermata("--help").out();
        List<String> headings = help.lines().filter(line -> line.matches("[A-Z].*:")).toList();
        assertEquals(List.of("Play:", "Steer the fermata that is running:", "Profiles and settings:",
                "Takes:", "See:", "Speak and listen:", "This machine:", "Exit codes:", "Examples:"), headings);
        assertAll(commands().map(command -> () -> assertEquals(1,
                help.lines().filter(line -> line.startsWith("  " + command + " ")).count(), command)));
    }

    @Test
    @Tag("proof")
    void everyExampleInTheHelpIsAValidCommandLine() {
        List<String> examples = new ArrayList<>();
        CommandLine main = Main.commandLine();
        Stream.concat(Stream.of(main), main.getSubcommands().values().stream())
                .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
                .filter(line -> line.startsWith("  fermata "))
                .forEach(examples::add);
        assertTrue(examples.size() > 15, examples::toString);
        assertAll(examples.stream().map(example -> () -> assertDoesNotThrow(
                () -> Main.commandLine().parseArgs(arguments(example)), example)));
    }

    /** The words after "fermata", without the explanation and without a pipe. */
    private static String[] arguments(String example) {
        String command = example.strip().replaceFirst("( {2,}| \\| ).*", "");
        Matcher word = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)").matcher(command);
        List<String> words = new ArrayList<>();
        while (word.find()) {
            words.add(Stream.of(1, 2, 3).map(word::group).filter(each -> each != null).findFirst().orElseThrow());
        }
        return words.subList(1, words.size()).toArray(String[]::new);
    }

    @Test
    void noCommandAtAllShowsTheHelpAndAFirstStep() {
        Ran ran = fermata();
        assertEquals(ExitCode.USAGE, ran.code());
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("Usage: fermata"), ran.err());
        assertTrue(ran.err().endsWith("fermata: a command is missing; 'fermata demo' is a good first one\n"),
                ran.err());
    }

    @Test
    void aMistypedCommandGetsASuggestion() {
        Ran ran = fermata("chekc");
        assertEquals(ExitCode.USAGE, ran.code());
        assertEquals("""
                fermata: there is no command 'chekc'
                did you mean check? 'fermata --help' tells more
                """, ran.err());
    }

    @Test
    void aMistypedOptionGetsASuggestion() {
        Ran ran = fermata("run", "-p", "arpg", "--evnts", "-");
        assertEquals(ExitCode.USAGE, ran.code());
        assertEquals("""
                fermata: 'fermata run' has no option '--evnts'
                did you mean --events? 'fermata run --help' tells more
                """, ran.err());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anUnknownOptionIsAUsageErrorOfTwoLines(String command) {
        Ran ran = fermata(command, "--no-such-option-at-all");
        assertEquals(ExitCode.USAGE, ran.code());
        assertEquals(2, ran.err().lines().count(), ran.err());
    }

    @Test
    void valuesThatAreNotAmongThoseExpectedAreUsageErrors() {
        assertUsage("--start is ready, running or stopped, not 'now'", "run", "-p", "arpg", "--start", "now");
        assertUsage("--format is text, jsonl or timeline, not 'xml'", "simulate", "-p", "arpg", "--format", "xml",
                "-e", "");
        assertUsage("--place is auto, desktop, virtual or simulated, not 'moon'", "demo", "--place", "moon");
        assertUsage("--seconds is 1 or more, not 0", "keys", "--listen", "--seconds", "0");
        assertUsage("'--profile=NAME|FILE'", "run");
        assertUsage("'extra' is not expected here", "run", "-p", "arpg", "extra");
        assertUsage("give either a SCRIPT file or -e TOKENS", "simulate", "-p", "arpg");
        assertUsage("give either a SCRIPT file or -e TOKENS", "simulate", "-p", "arpg", "-e", "t:1", "file");
    }

    private static void assertUsage(String message, String... arguments) {
        Ran ran = fermata(arguments);
        assertEquals(ExitCode.USAGE, ran.code(), ran::toString);
        assertTrue(ran.err().startsWith("fermata: ") && ran.err().contains(message), ran.err());
    }

    @Test
    void theVersionNamesFermataAndJava() {
        Ran ran = fermata("--version");
        assertEquals(ExitCode.OK, ran.code());
        assertTrue(ran.out().matches("fermata \\S.*\\RJava .*\\R"), ran.out());
    }

    // --- check and profiles ---------------------------------------------------------------------

    @Test
    void theShippedProfilesPassTheCheck() {
        Ran ran = fermata("check", "arpg", "rotation", "potion-guard", "demo");
        assertEquals(ExitCode.OK, ran.code(), ran.out());
        assertEquals(Stream.of("arpg", "rotation", "potion-guard", "demo")
                .map(name -> "ok      " + name + "  " + Path.of(".", "profiles", name + ".toml") + "\n").toList(),
                ran.lines().stream().map(line -> line + "\n").toList());
    }

    @Test
    void theCheckOfAShippedProfileThatLooksNamesWhatToLearn() {
        Ran ran = fermata("check", "potion-sight");
        assertEquals(ExitCode.OK, ran.code(), ran.out());
        assertTrue(ran.out().contains("expected: 'fermata learn potion-sight hp' with --full and with --empty"),
                ran.out());
        assertTrue(ran.out().contains("expected: 'fermata learn potion-sight mana' with --glyphs "), ran.out());
    }

    @Test
    void theCheckTellsEveryProblemWithItsPlaceAndGoesOnWithTheOthers() throws IOException {
        String broken = save("broken.toml", PROFILE.replace("\"space\"", "\"spcae\"").replace("1s", "0s"));
        String fine = save("fine.toml", PROFILE);
        Ran ran = fermata("check", broken, fine);
        assertEquals(ExitCode.BAD_PROFILE, ran.code());
        assertTrue(ran.out().startsWith("broken  " + broken + "\n"), ran.out());
        assertTrue(ran.out().contains(broken + ":4:13: "), ran.out());
        assertTrue(ran.out().contains(broken + ":8:9: "), ran.out());
        assertTrue(ran.out().contains("did you mean space?"), ran.out());
        assertTrue(ran.out().endsWith("ok      " + fine + "\n"), ran.out());
    }

    @Test
    void theCheckOfAProfileThatIsNotThereNamesTheNearest() {
        Ran ran = fermata("check", "arpq");
        assertEquals(ExitCode.BAD_PROFILE, ran.code());
        assertTrue(ran.out().contains("there is no profile of this name"), ran.out());
        assertTrue(ran.out().contains("did you mean arpg?"), ran.out());
    }

    @Test
    void theCheckOfAFileThatIsNotThereSaysSo() {
        Ran ran = fermata("check", folder.resolve("none.toml").toString());
        assertEquals(ExitCode.BAD_PROFILE, ran.code());
        assertTrue(ran.out().contains("none.toml: this file does not exist"), ran.out());
    }

    @Test
    void theSchemaIsPrinted() {
        Ran ran = fermata("schema");
        assertEquals(ExitCode.OK, ran.code());
        assertEquals(ProfileJsonSchema.text(), ran.out());
    }

    @Test
    void warningsPassTheCheckUnlessItIsStrict() throws IOException {
        String warned = save("warned.toml", PROFILE.replace("\"space\"", ""));
        Ran mild = fermata("check", warned);
        assertEquals(ExitCode.OK, mild.code());
        assertTrue(mild.out().startsWith("ok      " + warned + "\n" + warned + ":3:2: warning: nothing silences"),
                mild.out());
        Ran strict = fermata("check", "--strict", warned, "arpg");
        assertEquals(ExitCode.BAD_PROFILE, strict.code());
        assertTrue(strict.out().startsWith("broken  " + warned + "\n" + warned + ":3:2: nothing silences"),
                strict.out());
        assertTrue(strict.out().contains("\nok      arpg  "), strict.out());
    }

    @Test
    void theCheckReadsStandardInput() {
        Ran fine = fermataReading(PROFILE, "check", "-");
        assertEquals("ok      -\n", fine.out());
        assertEquals(ExitCode.OK, fine.code());
        Ran broken = fermataReading(PROFILE.replace("\"q\"", "\"lmb\""), "check", "-", "arpg");
        assertEquals(ExitCode.BAD_PROFILE, broken.code());
        assertTrue(broken.out().startsWith("broken  -\n-:7:9: 'lmb' is not a key\n"), broken.out());
        assertTrue(broken.out().contains("\nok      arpg  "), broken.out());
    }

    private static Ran fermataReading(String input, String... arguments) {
        InputStream real = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return fermata(arguments);
        } finally {
            System.setIn(real);
        }
    }

    @Test
    void theListOfProfilesTellsWhatEachIsAndWhereTheyAre() {
        Ran ran = fermata("profiles");
        assertEquals(ExitCode.OK, ran.code());
        assertTrue(ran.out().contains("arpg          Fire bolt on a timer"), ran.out());
        String last = ran.lines().get(ran.lines().size() - 1);
        assertTrue(last.startsWith("from ") && last.contains("profiles, "), last);
    }

    // --- keys -----------------------------------------------------------------------------------

    @Test
    void theListOfKeysHasEveryKeyAndEveryListedNameIsUnderstood() {
        Ran ran = fermata("keys");
        assertEquals(ExitCode.OK, ran.code());
        List<String> rows = ran.lines().stream().filter(line -> line.startsWith("  ")).toList();
        assertEquals(Key.values().length, rows.size());
        for (String row : rows) {
            String[] names = row.strip().split(" +also |, ");
            Key key = Key.find(names[0]).orElseThrow();
            assertEquals(key.id(), names[0]);
            assertAll(Arrays.stream(names).map(name -> () -> assertEquals(key, Key.find(name).orElseThrow(), name)));
        }
        assertFalse(ran.out().contains(" \n"), "trailing space");
    }

    // --- simulate -------------------------------------------------------------------------------

    @Test
    void aSimulationPrintsWhatHappenedAsText() throws IOException {
        Ran ran = fermata("simulate", "-p", save("p.toml", PROFILE), "-e", "t:1100 d:space t:2s u:space t:950");
        assertEquals(ExitCode.OK, ran.code(), ran.err());
        assertEquals("""
                0 profile_loaded profile=Test load=first
                0 state from=stopped to=running reason=simulation
                1000 key_down key=q origin=skill lane=normal action=Bolt
                1025 key_up key=q origin=skill lane=normal action=Bolt
                1025 played origin=skill lane=normal action=Bolt
                1100 scheduler_pause_requested holder=priority-keys reason=priority_key_pressed active_keys=space
                1100 hold_added holder=priority-keys reason=priority_key_pressed active_keys=space
                1100 priority_down key=space active_keys=space
                3100 priority_up key=space active_keys=
                3100 scheduler_resume_requested holder=priority-keys reason=priority_key_released
                3100 hold_removed holder=priority-keys reason=priority_key_released held_ms=2000
                4000 key_down key=q origin=skill lane=normal action=Bolt
                4025 key_up key=q origin=skill lane=normal action=Bolt
                4025 played origin=skill lane=normal action=Bolt
                """, ran.out());
    }

    @Test
    void aSimulationPrintsJsonLinesInTheSameWords() throws IOException {
        String profile = save("p.toml", PROFILE);
        String script = save("script.txt", "# one bolt\nt:1010\n");
        Ran ran = fermata("simulate", "-p", profile, "--format", "jsonl", script);
        assertEquals(ExitCode.OK, ran.code(), ran.err());
        assertEquals("""
                {"t_ms":0,"event":"profile_loaded","profile":"Test","load":"first"}
                {"t_ms":0,"event":"state","from":"stopped","to":"running","reason":"simulation"}
                {"t_ms":1000,"event":"key_down","key":"q","origin":"skill","lane":"normal","action":"Bolt"}
                """, ran.lines().subList(0, 3).stream().map(line -> line + "\n").reduce("", String::concat));
        assertAll(ran.lines().stream().map(line -> () -> assertTrue(EventLine.parse(line).isPresent(), line)));
    }

    @Test
    void aSimulationReadsItsScriptFromStandardInput() throws IOException {
        Ran ran = fermataReading("t:1s", "simulate", "-p", save("p.toml", PROFILE), "-");
        assertEquals(ExitCode.OK, ran.code(), ran.err());
        assertTrue(ran.out().contains("1000 key_down key=q"), ran.out());
    }

    @Test
    void everyProblemOfAScriptIsToldWithItsPlace() throws IOException {
        String script = save("bad.txt", "t:500 d:spce # fine\n\n  tap:q foo t:soon state:ready\nlost: other:q api:halt"
                + " api:pause@speach:a\n");
        Ran ran = fermata("simulate", "-p", "arpg", script);
        assertEquals(ExitCode.BAD_PROFILE, ran.code());
        assertEquals("", ran.out());
        List<String> told = ran.err().lines().toList();
        assertEquals("fermata: the script cannot be played:", told.get(0));
        List<String> places = List.of(":1:7: 'spce' is not a key; did you mean space?", ":3:9: 'foo' is not",
                ":3:13: t:MILLISECONDS", ":3:20: 'state:ready' is only allowed before", ":4:1: ", ":4:7: ", ":4:15: ",
                ":4:24: a pause is @graceful, or of @play, @speech or @both, but got '@speach'");
        assertEquals(places.size() + 1, told.size(), ran.err());
        for (int i = 0; i < places.size(); i++) {
            assertTrue(told.get(i + 1).startsWith(script + places.get(i)), told.get(i + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.txt", ".", "bytes.bin"})
    void aScriptThatCannotBeReadIsToldByName(String name) throws IOException {
        Files.write(folder.resolve("bytes.bin"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        String script = folder.resolve(name).toString();
        Ran ran = fermata("simulate", "-p", "arpg", script);
        assertEquals(ExitCode.BAD_PROFILE, ran.code());
        assertTrue(ran.err().contains(script + ": this "), ran.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "simulate"})
    void aProfileThatIsNotThereIsTheProfilesFault(String command) {
        Ran ran = command.equals("run") ? fermata("run", "-p", "arpq") : fermata("simulate", "-p", "arpq", "-e", "t:1");
        assertEquals(ExitCode.BAD_PROFILE, ran.code());
        assertTrue(ran.err().startsWith("fermata: the profile cannot be used:"), ran.err());
        assertTrue(ran.err().contains("did you mean arpg?"), ran.err());
    }

    @Test
    void aReloadInAScriptThatFailsIsAnEventNotTheEnd() throws IOException {
        Ran ran = fermata("simulate", "-p", save("p.toml", PROFILE), "-e", "reload:none.toml t:1s");
        assertEquals(ExitCode.OK, ran.code());
        assertTrue(ran.out().contains("0 profile_refused problems=\"none.toml: this file does not exist"), ran.out());
        assertTrue(ran.out().contains("1000 key_down key=q"), ran.out());
    }

    @Test
    void theTimelineOfASimulationIsForPlayersWhateverHappens() {
        Ran ran = fermata("simulate", "-p", "demo", "--format", "timeline", "-e", "state:ready t:100 tap:f9 t:300"
                + " d:space t:200 u:space t:100 api:pause:deck t:50 api:resume:deck api:send:q,delay100,w t:200"
                + " fail:3 t:900 hook-drop t:4s d:e t:10 api:stop u:e t:100 reload:demo");
        assertEquals(ExitCode.OK, ran.code(), ran.err());
        List<String> kinds = List.of("state", "silent", "free", "play", "sent", "yours", "profile", "left out", "!");
        for (String line : ran.lines().subList(0, ran.lines().size() - 3)) {
            assertTrue(line.matches(" *\\d+\\.\\d\\d  .{8} .+"), line);
            assertTrue(kinds.contains(line.substring(10, 18).strip()), line);
            // Names of events have underscores; of what a player knows, only keys do.
            assertFalse(line.replaceAll("\\b(mouse|left)_", "")
                    .matches(".*(_|api:|priority-keys|scheduler|hook|lane|inject|->).*"), line);
        }
        assertTrue(ran.out().contains("silent   paused by deck\n"), ran.out());
        assertTrue(ran.out().contains("sent     q           for another program\n"), ran.out());
        assertTrue(ran.lines().get(ran.lines().size() - 1).startsWith("actions while silent: 0"), ran.out());
    }

    @Test
    void theTimelineTellsWhatWouldBeSaid() throws IOException {
        Path profile = folder.resolve("p.toml");
        Files.writeString(profile, """
                schema = 1
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1h"
                [[say]]
                on = "skill_off"
                text = "nothing"
                [[say]]
                on = "state running"
                text = "go on then"
                """);
        Ran ran = fermata("simulate", "-p", profile.toString(), "--format", "timeline", "-e",
                "talk:v t:100 tap:f9 t:300 tap:f9 t:450 d:v t:1s u:v t:1s");
        assertEquals(List.of("0.00  says     go on then", "0.10  says     ... falls silent  (a hold)",
                "0.70  says     go on then", "0.95  says     ... falls silent  (a hold)", "2.20  says     go on then"), ran.lines().stream().map(String::strip)
                        .filter(line -> line.contains("  says  ")).toList(), ran.out());
        assertTrue(ran.out().contains("silent 1 times"), ran.out());
    }

    // --- demo -----------------------------------------------------------------------------------

    @Test
    void theSimulatedDemoShowsTheMainJobAndEndsWithItsSummary() {
        PrintStream real = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = fermata("demo", "--place", "simulated").code();
        } finally {
            System.setOut(real);
        }
        String shown = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(ExitCode.OK, code, shown);
        assertTrue(shown.contains("SIMULATED"), shown);
        assertTrue(shown.contains("silent   you press space\n"), shown);
        assertTrue(shown.contains("free     you let go after 2.00 s\n"), shown);
        assertTrue(shown.contains("silent   you let mouse_right go, but not space\n"), shown);
        assertTrue(shown.contains("sent for your e"), shown);
        assertTrue(shown.contains("silent   you let go after 0.30 s, but still: paused by you\n"), shown);
        List<String> lines = shown.lines().toList();
        assertTrue(lines.get(lines.size() - 1).matches("actions while silent: 0 \\(.*\\); keys left down: 0"), shown);
        assertAll(lines.stream().map(line -> () -> assertTrue(line.length() <= COLUMNS, () -> "too wide: " + line)));
    }
}
