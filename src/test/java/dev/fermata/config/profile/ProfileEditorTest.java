package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change makes of a text, to the letter. */
class ProfileEditorTest {
    private static Change put(String key, Object value, Object... table) {
        return new Change.Put(List.of(table), key, Optional.ofNullable(value));
    }

    private static Change skill(int index, String key, Object value) {
        return put(key, value, "skill", index);
    }

    static String applied(String text, List<TextEdit> edits) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (TextEdit edit : edits) {
            assertEquals(true, edit.from() >= at && edit.to() >= edit.from(), edits::toString);
            out.append(text, at, edit.from()).append(edit.insert());
            at = edit.to();
        }
        return out.append(text.substring(at)).toString();
    }

    private static void makes(String expected, String text, Change... changes) throws NotDoneException {
        assertEquals(expected, applied(text, ProfileEditor.edits(text, List.of(changes))));
    }

    private static void hasNoPlace(String text, Change change) {
        assertEquals(NotDoneException.Why.NO_PLACE, assertThrows(NotDoneException.class, () ->
                ProfileEditor.edits(text, List.of(change))).why());
    }

    @Test
    void onlyTheValueIsReplaced() throws Exception {
        String text = "[[skill]] # first\n  name  = 'A'   # what\n  keys=\"q\"\n";
        makes(text.replace("'A'", "\"B \\\"x\\\"\""), text, skill(0, "name", "B \"x\""));
        makes(text.replace("\"q\"", "\"w\""), text, skill(0, "keys", "w"));
        assertEquals(List.of(new TextEdit(28, 31, "\"B\"")), ProfileEditor.edits(text, List.of(skill(0, "name", "B"))));
        assertEquals(List.of(), ProfileEditor.edits(text, List.of(skill(0, "lane", null))));
    }

    @Test
    void aNewFieldFollowsTheLastOneInItsStyle() throws Exception {
        makes("[[skill]]\n  name  = \"A\"\n  keys  = \"q\"\n  lane  = \"low\"\n# end\n",
                "[[skill]]\n  name  = \"A\"\n  keys  = \"q\"\n# end\n", skill(0, "lane", "low"));
        makes("[[skill]]\r\nname = \"A\"\r\nkeys = \"q\"\r\nenabled = false\r\n",
                "[[skill]]\r\nname = \"A\"\r\nkeys = \"q\"", skill(0, "enabled", false));
        makes("#:schema ./x\nname = \"N\"\n# about\n[[skill]]\n", "#:schema ./x\n# about\n[[skill]]\n",
                put("name", "N"));
    }

    @Test
    void aFieldGoesWithItsLine() throws Exception {
        makes("[[skill]]\n# above\nkeys = \"q\"", "[[skill]]\nname = \"A\" # gone\n# above\nkeys = \"q\"",
                skill(0, "name", null));
        makes("hotkeys = { toggle = \"f9\" }\n", "hotkeys = { master = \"f8\", toggle = \"f9\" }\n",
                put("master", null, "hotkeys"));
        makes("hotkeys = { master = \"f8\" }\n", "hotkeys = { master = \"f8\", toggle = \"f9\" }\n",
                put("toggle", null, "hotkeys"));
    }

    @Test
    void aTableThatIsNotThereIsMadeBeforeWhatIsPlayed() throws Exception {
        makes("schema = 1\n\n[hotkeys]\nmaster = \"f7\"\n\n# the skill\n[[skill]]\n",
                "schema = 1\n\n# the skill\n[[skill]]\n", put("master", "f7", "hotkeys"));
        makes("schema = 1\n\n[dispatch]\nlane_capacity = 5\n", "schema = 1", put("lane_capacity", 5L, "dispatch"));
        makes("[priority]\nspecial = [\"space\"]\n\n[priority.managed.e]\nsend = \"w\"\n\n[[skill]]\n",
                "[priority]\nspecial = [\"space\"]\n\n[[skill]]\n", put("send", "w", "priority", "managed", "e"));
        makes("[hotkeys]\nmaster = \"f7\"\n", "", put("master", "f7", "hotkeys"));
    }

    @Test
    void itIsWrittenAsItsTableIs() throws Exception {
        makes("priority.special = [\"q\"]\npriority.on_hold = \"keep\"\n", "priority.special = [\"q\"]\n",
                put("on_hold", "keep", "priority"));
        makes("hotkeys = { master = \"f8\", \"ctrl+1\" = \"use x\" }\n", "hotkeys = { master = \"f8\" }\n",
                put("ctrl+1", "use x", "hotkeys"));
        makes("hotkeys = { master = \"f8\" }\n", "hotkeys = {}\n", put("master", "f8", "hotkeys"));
        makes("skill = [ { name = \"A\" }, { name = \"C\", keys = \"w\" } ]\n",
                "skill = [ { name = \"A\" }, { name = \"B\", keys = \"w\" } ]\n", skill(1, "name", "C"));
    }

    @Test
    void aListOverSeveralLinesKeepsTheLinesOfWhatStays() throws Exception {
        String text = "[priority]\nspecial = [\n  \"space\", # jump\n  \"q\", # quit\n  \"w\", # walk\n]\n";
        makes(text.replace("  \"q\", # quit\n", ""), text, put("special", List.of("space", "w"), "priority"));
        makes(text.replace("\"q\",", "\"e\", \"q\","), text,
                put("special", List.of("space", "e", "q", "w"), "priority"));
        makes(text.replace("\"w\",", "\"w\", \"e\","), text, put("special", List.of("space", "q", "w", "e"),
                "priority"));
        makes(text.replace("  \"w\", # walk\n", ""), text, put("special", List.of("space", "q"), "priority"));
    }

    @Test
    void skillsAreAddedRemovedAndMovedWithTheirComments() throws Exception {
        String a = "# about A\n[[skill]]\nname = \"A\"\n# lane = \"low\"\n";
        String b = "[[skill]]\nname = \"B\"\n";
        String c = "# about C\n[[skill]]\nname = \"C\"\n";
        String top = "schema = 1\n\n";
        String text = top + a + "\n" + b + "\n# a heading\n\n" + c;
        makes(top + b + "\n# a heading\n\n" + c, text, new Change.RemoveSkill(0));
        makes(top + a + "\n# a heading\n\n" + c, text, new Change.RemoveSkill(1));
        makes(top + a + "\n" + b + "\n# a heading\n\n", text, new Change.RemoveSkill(2));
        makes(top + c + "\n" + a + "\n" + b + "\n# a heading\n\n", text, new Change.MoveSkill(2, 0));
        makes(top + b + "\n# a heading\n\n" + c + "\n" + a, text, new Change.MoveSkill(0, 2));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "D");
        fields.put("enabled", false);
        String d = "[[skill]]\nname = \"D\"\nenabled = false\n";
        makes(text + "\n" + d, text, new Change.AddSkill(fields, OptionalInt.empty()));
        makes(top + d + "\n" + a + "\n" + b + "\n# a heading\n\n" + c, text,
                new Change.AddSkill(fields, OptionalInt.of(0)));
        makes("schema = 1\n\n" + d, "schema = 1\n", new Change.AddSkill(fields, OptionalInt.empty()));
    }

    @Test
    void aSensorGoesBehindTheOthersOrBeforeWhatIsPlayed() throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "hp");
        fields.put("region", List.of(1L, 2L, 30L, 4L));
        String hp = "[[sensor]]\nname = \"hp\"\nregion = [1, 2, 30, 4]\n";
        String mana = "[[sensor]]\nname = \"mana\" # blue\n";
        String skill = "# the attack\n[[skill]]\nname = \"A\"\n";
        Change add = new Change.AddSensor(fields);
        makes("schema = 1\n\n" + hp + "\n" + skill, "schema = 1\n\n" + skill, add);
        makes(mana + "\n" + hp + "\n" + skill, mana + "\n" + skill, add);
        makes(skill + "\n" + mana + "\n" + hp, skill + "\n" + mana, add);
        makes("schema = 1\n\n" + hp, "schema = 1\n", add);
        makes(mana + "\n" + hp + "\n" + hp.replace("hp", "mp"), mana, add, new Change.AddSensor(Map.of("name", "mp")),
                new Change.Put(List.of("sensor", 2), "region", Optional.of(List.of(1L, 2L, 30L, 4L))));
        hasNoPlace("sensor = [ { name = \"A\" } ]\n", add);
    }

    @Test
    void aTableGoesWithItsComment() throws Exception {
        String text = "[priority]\n\n# e is ours\n[priority.managed.e]\nsend = \"w\"\n\n[priority.managed.r]\n";
        makes("[priority]\n\n[priority.managed.r]\n", text, new Change.Remove(List.of("priority", "managed", "e")));
        makes("[priority]\nmanaged = { r = {} }\n", "[priority]\nmanaged = { e = { send = \"w\" }, r = {} }\n",
                new Change.Remove(List.of("priority", "managed", "e")));
    }

    @Test
    void severalChangesAreEditsOfTheTextThatWas() throws Exception {
        String text = "name = \"N\"\n[[skill]]\nname = \"A\"\n[[skill]]\nname = \"B\"\n";
        makes("name = \"M\"\n[[skill]]\nname = \"C\"\nkeys = \"w\"\n", text, put("name", "M"),
                skill(1, "name", "C"), new Change.RemoveSkill(0), skill(0, "keys", "q"), skill(0, "keys", "w"));
    }

    @Test
    void theMarkOfWindowsEditorsAndCharactersOfTwoUnitsAreCounted() throws Exception {
        String text = "\uFEFFname = \"\ud83d\udd25\" # \ud83d\udd25\r\n[[skill]]\r\nname = \"\ud83d\udd25\"\r\n";
        makes(text.replaceFirst("\"\ud83d\udd25\"", "\"x\""), text, put("name", "x"));
        makes(text.replaceFirst("(?s)(.*)\"\ud83d\udd25\"", "$1\"x\""), text, skill(0, "name", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name = ", "name = \"x", "[a\n", "x = 1\nx = 2\n", "\0", "name = \"\"\"x"})
    void aTextThatIsNoTomlIsLeftAlone(String text) {
        hasNoPlace(text, put("description", "x"));
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        String text = "name = \"N\"\n[[skill]]\nname = \"A\"\n";
        hasNoPlace(text, skill(1, "name", "B"));
        hasNoPlace(text, skill(-1, "name", "B"));
        hasNoPlace(text, new Change.RemoveSkill(1));
        hasNoPlace(text, new Change.RemoveSkill(-1));
        hasNoPlace(text, new Change.MoveSkill(0, 1));
        hasNoPlace(text, new Change.AddSkill(Map.of(), OptionalInt.of(2)));
        hasNoPlace(text, put("x", 1L, "name"));
        hasNoPlace(text, put("skill", 1L));
        hasNoPlace("skill = [ { name = \"A\" } ]\n", new Change.RemoveSkill(0));
    }
}
