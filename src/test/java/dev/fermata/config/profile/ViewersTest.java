package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.profile.Viewers.ViewerAction;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.StreamKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a profile lists for viewers; what is wrong with it is in {@code bad/viewers.expected}. */
class ViewersTest {
    private static final String HEAD = """
            schema = 1
            [hotkeys]
            "ctrl+1" = "use other"
            [priority]
            special = ["space", "shift"]
            [priority.managed.e]
            send = "0"
            [window]
            title = "x"
            chat = { open = ["enter"], close = ["escape"] }
            """;
    private static final Set<Key> REFUSED = EnumSet.of(Key.DIGIT_1, Key.F8, Key.F9, Key.F12, Key.SPACE, Key.LEFT_SHIFT,
            Key.RIGHT_SHIFT, Key.E, Key.DIGIT_0, Key.ENTER, Key.ESCAPE, Key.LEFT_ALT, Key.RIGHT_ALT, Key.LEFT_META,
            Key.RIGHT_META);

    private static List<String> warnings(String text) {
        return ProfileReader.check("x.toml", "schema = 1\n[priority]\nspecial = [\"space\"]\n" + text).diagnostics().stream()
                .map(Diagnostic::problem).toList();
    }

    private static String viewer(String more) {
        return "[[viewer]]\nname = \"a\"\n" + more + "\n";
    }

    @Test
    void whatIsLeftOutIsBounded() {
        Profile profile = ProfileReader.parse("x.toml", "schema = 1\n[viewers]\non = true\n"
                + viewer("on = \"follow\"\nkeys = \"q\"")).profile().orElseThrow();
        assertEquals(new Viewers(true, 10, 500, List.of(new ViewerAction("a", StreamKind.FOLLOW, List.of(), List.of(), 0,
                false, new Action.Tap(Key.Q), Lane.LOW, 0, 2, Duration.ofSeconds(5), 0, true))), profile.viewers());
        assertEquals(profile.viewers().actions(), profile.viewers().playable());
        assertTrue(profile.keys(false).contains(Key.Q));
        assertEquals(Viewers.NONE, profile.withoutKeys().viewers());
    }

    @Test
    void itIsOffUnlessItSaysOtherwise() {
        Profile profile = ProfileReader.parse("x.toml", "schema = 1\n" + viewer("on = \"follow\"\nkeys = \"q\""))
                .profile().orElseThrow();
        assertEquals(List.of(), profile.viewers().playable());
        assertEquals(1, profile.viewers().actions().size());
    }

    /** Whatever key it is: one by which the agent is commanded or stands still is refused, and every other one is not. */
    @ParameterizedTest
    @EnumSource(Key.class)
    void noKeyOfThePlayersCanBeWrittenDown(Key key) {
        String one = viewer("on = \"follow\"\nkeys = \"" + key.id() + "\"");
        String amidst = viewer("on = \"follow\"\nkeys = \"q,delay50,ctrl+" + key.id() + "\"");
        assertEquals(!REFUSED.contains(key), ProfileReader.parse("x.toml", HEAD + one).profile().isPresent());
        if (key != Key.LEFT_CTRL && key != Key.RIGHT_CTRL) {
            assertEquals(!REFUSED.contains(key), ProfileReader.parse("x.toml", HEAD + amidst).profile().isPresent());
        }
    }

    @Test
    void theKeysOfATakeAreLookedAtAsWell() {
        String take = viewer("on = \"follow\"\ntake = \"src/test/resources/scenarios/takes/viewers.take\"");
        assertTrue(ProfileReader.parse("x.toml", HEAD + take).profile().isPresent());
        String rendered = ProfileReader.parse("x.toml", HEAD.replace("\"space\"", "\"v\"") + take).render();
        assertTrue(rendered.contains("viewers cannot press 'v', a priority key (line 5)"), rendered);
    }

    @Test
    void whatIsHardlyWantedIsToldWhenItIsChecked() {
        assertEquals(List.of("viewers may play, and there is nothing for them to play"), warnings("[viewers]\non = true\n"
                + "[[skill]]\nname = \"x\"\nkeys = \"q\"\nevery = \"1s\"\n"));
        assertEquals(List.of("whatever anybody writes has this played"), warnings(viewer("on = \"chat\"\nkeys = \"q\"")));
        assertEquals(List.of(), warnings(viewer("on = \"chat\"\nspecial = true\nkeys = \"q\"")));
        assertEquals(List.of("texts that begin with ! or / are ignored"),
                warnings(viewer("on = \"chat\"\nwords = [\"!jump\"]\nkeys = \"q\"")));
    }

    @Test
    void aFileThatExtendsAnotherChangesItsActionsByTheirNames(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("base.toml"), "schema = 1\n[viewers]\non = true\nper_minute = 3\n"
                + viewer("on = \"follow\"\nkeys = \"q\"") + viewer("on = \"enter\"\nkeys = \"w\"").replace("\"a\"", "\"b\""));
        Path own = Files.writeString(folder.resolve("own.toml"), "schema = 1\nextends = \"base.toml\"\n[viewers]\ntotal = 9\n"
                + viewer("keys = \"r\""));
        Viewers viewers = ProfileReader.read(own).profile().orElseThrow().viewers();
        assertEquals(List.of(new Action.Tap(Key.R), new Action.Tap(Key.W)),
                viewers.playable().stream().map(ViewerAction::action).toList());
        assertEquals(List.of(3L, 9L), List.of((long) viewers.perMinute(), viewers.total()));
    }

    @Test
    void anotherListIsTold() {
        List<String> differ = ProfileReader.parse("x.toml", "schema = 1\n" + viewer("on = \"follow\"\nkeys = \"q\""))
                .profile().orElseThrow().settingsThatDiffer(ProfileReader.parse("x.toml", "schema = 1\n"
                        + viewer("on = \"follow\"\nkeys = \"w\"")).profile().orElseThrow());
        assertEquals(List.of("viewers"), differ);
    }
}
