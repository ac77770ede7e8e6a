package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be played and is hardly wanted is told by the check, with its place, and by nothing else. */
class FootGunsTest {
    private static final String HEAD = """
            schema = 1
            [hotkeys]
            toggle = "ctrl+f10"
            [priority]
            special = ["space"]
            [priority.managed.e]
            send = "0"
            """;

    private static String skill(String name, String keys, String timing) {
        return "[[skill]]\nname = \"" + name + "\"\nkeys = \"" + keys + "\"\n" + timing + "\n";
    }

    /** The places and problems of the check; the profile can be used all the same. */
    private static List<String> warnings(String text) {
        ProfileResult result = ProfileReader.check("x.toml", text);
        assertTrue(result.profile().isPresent(), result::render);
        assertEquals("", ProfileReader.parse("x.toml", text).render(), "only the check warns");
        assertTrue(result.diagnostics().stream().allMatch(each -> each.expected().length() > 10), "gives advice");
        return result.diagnostics().stream().map(Diagnostic::headline)
                .map(line -> line.replace("x.toml:", "").replace(" warning:", "")).toList();
    }

    @Test
    void aGoodProfileHasNone() {
        assertEquals(List.of(), warnings(HEAD + skill("Bolt", "q,delay100,shift+w", "every = \"1s\"")
                + skill("Send", "0", "every = \"1s\"") + skill("Run", "x", "mode = \"hold\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f10", "q,shift+f10"})
    void aSkillThatSendsAHotkeysKey(String keys) {
        assertEquals(List.of("10:8: this sends 'f10', the key of the toggle hotkey (line 3)"),
                warnings(HEAD + skill("Bolt", keys, "every = \"1s\"")));
    }

    @Test
    void aSkillThatSendsADefaultHotkey() {
        assertEquals(List.of("10:8: this sends 'f8', the key of the master hotkey (its default)"),
                warnings(HEAD + skill("Bolt", "f8", "mode = \"hold\"")));
    }

    @Test
    void aSkillThatSendsAPriorityKeyOnce() {
        assertEquals(List.of("10:8: this sends 'space', a priority key (line 5)",
                "14:8: this sends 'e', a priority key (line 6)"),
                warnings(HEAD + skill("Jump", "space,space", "every = \"1s\"") + skill("Use", "e", "every = \"1s\"")));
    }

    @Test
    void aSkillThatSendsAKeyOfTheChat() {
        assertEquals(List.of("14:8: this sends 'enter', a key of the chat (line 10)"),
                warnings(HEAD + "[window]\nexe = \"game\"\nchat = { open = [\"enter\"], close = [\"escape\"] }\n\n"
                        + skill("Bolt", "enter", "every = \"1s\"")));
    }

    @Test
    void aStepOfARotationAsASkill() {
        assertEquals(List.of("9:15: this sends 'space', a priority key (line 5)",
                "9:24: this taps 'w', which the skill 'Walk' keeps down (line 13)"),
                warnings(HEAD + "[rotation]\nsteps = [\"1\", \"space\", \"w\"]\nevery = \"1s\"\n"
                        + skill("Walk", "shift+w", "mode = \"hold\"")));
    }

    @Test
    void aKeyThatIsKeptDownAndTapped() {
        assertEquals(List.of("10:8: this taps 'w', which the skill 'Walk' keeps down (line 14)"),
                warnings(HEAD + skill("Step", "q,w", "every = \"1s\"") + skill("Walk", "w", "mode = \"hold\"")));
    }

    @Test
    void whatIsNotEnabledHarmsNobody() {
        assertEquals(List.of(), warnings(HEAD + skill("Bolt", "q", "every = \"1s\"")
                + skill("Jump", "space", "every = \"1s\"\nenabled = false")
                + skill("Walk", "q", "mode = \"hold\"\nenabled = false")));
    }

    @Test
    void noPriorityKeyAtAll() {
        String told = "nothing silences this profile but its hotkeys: it has no priority keys";
        assertEquals(List.of("1:1: " + told), warnings("schema = 1\n" + skill("Bolt", "q", "every = \"1s\"")));
        assertEquals(List.of("2:2: " + told),
                warnings("schema = 1\n[priority]\nspecial = []\n" + skill("Bolt", "q", "every = \"1s\"")));
    }

    @Test
    void moreWorkThanTime() {
        String eight = IntStream.range(0, 8).mapToObj(i -> skill("S" + i, "" + i, "every = \"300ms\""))
                .collect(Collectors.joining());
        assertEquals(List.of("10:8: there is more to play than time: 8 skills need 1.60s of each second"),
                warnings(HEAD + eight));
        assertEquals(List.of(), warnings(HEAD + eight.replace("300ms", "480ms")), "just enough time");
        assertEquals(1, warnings(HEAD + eight.replace("300ms", "479ms")).size());
    }

    @Test
    void aLaneIsFullOfDelaysAndTheOthersAreNot() {
        String two = skill("A", "q,delay600,w", "every = \"1s\"") + skill("B", "r,delay600,t", "every = \"1s\"");
        assertEquals(List.of("10:8: there is more to play than time: 2 skills in the lane normal need 1.44s of each"
                + " second"), warnings(HEAD + two));
        assertEquals(List.of(), warnings(HEAD + two + "lane = \"low\"\n"));
    }

    @Test
    void aProfileWithErrorsIsTheirsAlone() {
        ProfileResult result = ProfileReader.check("x.toml", "schema = 1\n" + skill("Bolt", "qq", "every = \"1s\""));
        assertEquals(1, result.diagnostics().size());
        assertTrue(result.diagnostics().get(0).isError());
    }

    @Test
    void strictTakesThemForErrors() {
        ProfileResult strict = ProfileReader.check("x.toml", "schema = 1\n" + skill("Bolt", "q", "every = \"1s\"")).strict();
        assertTrue(strict.profile().isEmpty());
        assertFalse(strict.render().contains("warning"));
        String good = HEAD + skill("Bolt", "q", "every = \"1s\"");
        assertTrue(ProfileReader.check("x.toml", good).strict().profile().isPresent());
    }

    @Test
    void voiceCommandsThatAreHardlyUnderstoodOrPauseForGood() {
        String voice = "[[voice]]\nhear = ";
        String profile = HEAD + skill("Bolt", "q", "every = \"1s\"");

        assertEquals(List.of(), warnings(profile + voice + "\"drink potion\"\nkeys = \"1\"\n" + voice
                + "\"rest\"\ndo = \"pause\"\n" + voice + "\"go on\"\ndo = \"resume\"\n"));
        assertEquals(List.of("12:1: only the toggle key ends this pause: no command resumes",
                "17:8: who says a number says words: digits are heard by some recognisers only",
                "20:17: 'go' is so short that it is heard in other words"),
                warnings(profile + voice + "\"rest\"\ndo = \"pause\"\n\n" + voice + "\"slot 1\"\nkeys = \"1\"\n"
                        + voice + "[\"jump\", \"go\"]\nkeys = \"2\"\n"));
        assertEquals(List.of("12:1: its 'say' is not heard: speech stands still then as well"), warnings(profile + voice
                + "\"that is enough\"\ndo = \"stop\"\nsay = \"done\"\n" + voice + "\"jump\"\nkeys = \"2\"\nsay = \"hop\"\n"));
        assertEquals(List.of("14:8: this sends 'f10', the key of the toggle hotkey (line 3)"),
                warnings(profile + voice + "\"drink potion\"\nkeys = \"f10\"\n"));
        assertEquals(List.of(), warnings(profile + voice + "\"go\"\nkeys = \"f10\"\nenabled = false\n"));
    }

    @Test
    void callOutsThatNobodyCanHearOrThatNeverEnd() {
        String sensor = "[[sensor]]\nname = \"hp\"\nkind = \"bar\"\nregion = [0, 0, 100, 10]\n";
        String say = "[[say]]\ntext = \"x\"\n";
        String profile = HEAD + skill("Bolt", "q", "every = \"1s\"") + sensor;
        String heard = "nothing can be heard then: speech stands still as well";

        assertEquals(List.of(), warnings(profile + say + "on = \"hold_removed manual\"\n" + say
                + "on = \"hp < 30\"\nevery = \"1s\"\n" + say + "on = \"hold_added\"\nevery = \"0ms\"\n"));
        assertEquals(List.of("18:6: " + heard, "21:6: " + heard,
                "24:6: this may be said again and again: what a sensor reads goes up and down"),
                warnings(profile + say + "on = \"hold_added talk\"\n" + say + "on = \"state stopped\"\n"
                        + say + "on = \"hp < 30\"\nevery = \"999ms\"\n"));
        assertEquals(List.of(), warnings(profile + say + "on = \"hp < 30\"\nevery = \"0ms\"\nenabled = false\n"));
        assertEquals(List.of("13:8: nothing asks for what the sensor 'hp' sees"), warnings(profile));
    }
}
