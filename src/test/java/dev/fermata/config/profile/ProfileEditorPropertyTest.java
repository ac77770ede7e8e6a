package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/**
 * Random profiles with comments, written in all the ways there are, and random changes: what comes out passes the check,
 * says what was wanted, and has every other line as it was.
 */
@Tag("long")
@Tag("proof")
class ProfileEditorPropertyTest {
    private static final List<String> KEYS = List.of("q", "w", "r", "t", "shift+w", "q,delay100,w");

    private static final List<String> PIECES = List.of("\"", "'", "\"\"\"", "\"\"\"a\nb\"\"\"\"", "#", "\n", "\r\n",
            "=", "[", "]", "{", "}", ",", ".", "\\", "\\u0041", "[[skill]]\n", "[skill.x]\n", "\n\"a\\x41\" = 1\n",
            "\ny = 1979-05-27 07:32:00\n", "\nz = { a = [1, # c\n 2], b.c = nan }\n", "\n[priority.managed]\n",
            "\n[[sensor]]\nregion = [1,\n2]\n", "\t", "\ud83d\udd25");

    /** A profile as somebody may have written it. */
    private static final class Writer {
        private final Random random;
        private final String end;
        private final StringBuilder text = new StringBuilder();
        private int comments;
        private int skills;

        Writer(Random random) {
            this.random = random;
            this.end = random.nextInt(3) == 0 ? "\r\n" : "\n";
        }

        private boolean maybe() {
            return random.nextBoolean();
        }

        private void line(String line) {
            text.append(line).append(end);
        }

        private String comment() {
            return "# c" + comments++ + (maybe() ? " [x] = \"y\"" : "");
        }

        private void between() {
            for (int i = random.nextInt(4); i > 0; i--) {
                line(maybe() ? "" : comment());
            }
        }

        private void field(String name, String value) {
            line((maybe() ? "" : "  ") + name + (maybe() ? " = " : "=") + value + (maybe() ? "" : "  " + comment()));
            if (random.nextInt(4) == 0) {
                between();
            }
        }

        private String list(String... keys) {
            if (maybe()) {
                return Arrays.stream(keys).map(key -> "'" + key + "'").collect(Collectors.joining(", ", "[", "]"));
            }
            return Arrays.stream(keys).map(key -> "  \"" + key + "\", " + comment() + end)
                    .collect(Collectors.joining("", "[" + end, "]"));
        }

        private void hotkeys() {
            switch (random.nextInt(4)) {
                case 0 -> line("hotkeys = { master = \"f7\", panic = 'f6' } " + comment());
                case 1 -> {
                    field("hotkeys.master", "\"f7\"");
                    field("hotkeys . 'toggle'", "\"f6\"");
                }
                default -> { }
            }
        }

        private void priority() {
            between();
            line("[ priority ]  " + comment());
            field("special", list("space", "mouse_right", "f"));
            if (maybe()) {
                field("pre_delay", "\"20ms\"");
            }
            if (maybe()) {
                between();
                line("[priority.managed.e]");
                field("send", "\"x\"");
            } else if (maybe()) {
                field("managed", "{ e = { send = \"x\" }, g = {} }");
            }
        }

        private void skill() {
            between();
            line("[[skill]]");
            List<String> fields = new ArrayList<>(List.of("name", "keys", "every"));
            Map<String, String> values = new LinkedHashMap<>(Map.of("name", "\"S" + skills++ + "\"", "keys",
                    "\"" + KEYS.get(random.nextInt(KEYS.size())) + "\"", "every", "'2s'"));
            if (maybe()) {
                fields.add("lane");
                values.put("lane", "\"high\"");
            }
            java.util.Collections.shuffle(fields, random);
            fields.forEach(name -> field(name, values.get(name)));
        }

        String write() {
            text.append(random.nextInt(5) == 0 ? "\uFEFF" : "");
            if (maybe()) {
                line("#:schema ./fermata.schema.json");
            }
            between();
            field("schema", "1");
            if (maybe()) {
                field("name", "\"\ud83d\udd25\"");
            }
            hotkeys();
            if (maybe()) {
                priority();
            }
            boolean says = random.nextInt(3) == 0;
            for (int i = random.nextInt(4); i >= 0; i--) {
                if (says && (i == 0 || maybe())) {
                    says = false;
                    between();
                    line("[[say]]");
                    field("on", "\"hold_added chat\"");
                    field("text", "'{a|\\{} b'");
                }
                skill();
            }
            if (random.nextInt(3) == 0) {
                between();
                line("[dispatch]");
                field("lane_capacity", "32");
            }
            between();
            String whole = text.toString();
            return maybe() ? whole : whole.stripTrailing();
        }
    }

    /** A change that leaves a right profile right, what it makes of a field, and how many lines it may touch. */
    private record Case(Change change, List<Object> table, String key, Object value) {
    }

    private static Case put(Random random, int skills) {
        int skill = random.nextInt(skills);
        List<Object> at = List.of("skill", skill);
        return switch (random.nextInt(9)) {
            case 0 -> field(at, "name", "New \"name\" \\ \ud83d\udd25");
            case 1 -> field(at, "keys", KEYS.get(random.nextInt(KEYS.size())));
            case 2 -> field(at, "lane", random.nextBoolean() ? "low" : null);
            case 3 -> field(at, "enabled", true);
            case 4 -> field(List.of(), "description", random.nextBoolean() ? "A 'b' # c" : null);
            case 5 -> field(List.of("hotkeys"), random.nextBoolean() ? "master" : "toggle", random.nextBoolean() ? "f5" : null);
            case 6 -> field(List.of("priority"), "special", random.nextBoolean() ? List.of("space", "v", "f") : List.of("b"));
            case 7 -> field(List.of("priority", "managed", random.nextBoolean() ? "e" : "h"), "send", "z");
            default -> field(List.of("dispatch"), "lane_capacity", random.nextBoolean() ? 7L : null);
        };
    }

    private static Case field(List<Object> table, String key, Object value) {
        return new Case(new Change.Put(table, key, Optional.ofNullable(value)), table, key, value);
    }

    @Property(tries = 1_500)
    void aFieldIsChangedAndAllElseStays(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Writer writer = new Writer(random);
        String text = writer.write();
        passes(text, text);
        Case wanted = put(random, writer.skills);
        String changed = changed(text, List.of(wanted.change()));
        passes(changed, text + "\n=> " + wanted.change());
        assertEquals(wanted.value(), value(changed, wanted), () -> text + "\n=> " + changed);

        List<String> before = lines(text);
        List<String> after = lines(changed);
        boolean isList = wanted.value() instanceof List;
        int kept = common(before, after);
        // The line of the field; of a list over several lines those of what goes.
        assertTrue(kept >= before.size() - (isList ? 5 : 1), () -> text + "\n=> " + wanted.change() + "\n" + changed);
        assertTrue(after.size() <= before.size() + 4, () -> text + "\n=> " + changed);
        if (!isList && wanted.value() != null) {
            assertEquals(comments(text), comments(changed));
        }
    }

    @Property(tries = 1_000)
    void aSkillIsAddedRemovedOrMovedAndAllElseStays(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Writer writer = new Writer(random);
        String text = writer.write();
        int skills = writer.skills;
        int one = random.nextInt(skills);
        int other = random.nextInt(skills);
        List<String> names = new ArrayList<>(names(text));
        String what;
        Change change;
        switch (random.nextInt(3)) {
            case 0 -> {
                Map<String, Object> fields = new LinkedHashMap<>(Map.of("name", "New", "keys", "u", "every", "5s"));
                int before = random.nextInt(skills + 1);
                change = new Change.AddSkill(fields, before == skills ? OptionalInt.empty() : OptionalInt.of(before));
                names.add(before, "New");
            }
            case 1 -> {
                change = new Change.RemoveSkill(one);
                names.remove(one);
            }
            default -> {
                change = new Change.MoveSkill(one, other);
                names.add(other, names.remove(one));
            }
        }
        what = text + "\n=> " + change;
        String changed = changed(text, List.of(change));
        assertEquals(names, names(changed), () -> what + "\n" + changed);
        List<String> before = lines(text);
        List<String> after = lines(changed);
        if (change instanceof Change.AddSkill) {
            passes(changed, what);
            assertEquals(before.size(), common(before, after), () -> what + "\n" + changed);
        } else if (change instanceof Change.RemoveSkill) {
            assertEquals(after.size(), common(after, before), () -> what + "\n" + changed);
        } else {
            passes(changed, what);
            assertEquals(sorted(before), sorted(after), () -> what + "\n" + changed);
        }
    }

    @Property(tries = 300)
    void manyChangesAreEditsOfTheTextThatWas(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Writer writer = new Writer(random);
        String text = writer.write();
        List<Case> cases = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            cases.add(put(random, writer.skills));
        }
        String changed = changed(text, cases.stream().map(Case::change).toList());
        String oneByOne = text;
        for (Case each : cases) {
            oneByOne = changed(oneByOne, List.of(each.change()));
        }
        assertEquals(oneByOne, changed);
    }

    /** Whatever the text is: it is changed as wanted, or left alone. */
    @Property(tries = 1_500)
    void aTextOfAnyKindIsChangedOrLeftAlone(@ForAll long seed) {
        Random random = new Random(seed);
        Writer writer = new Writer(random);
        StringBuilder text = new StringBuilder(writer.write());
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text.replace(at, Math.min(text.length(), at + random.nextInt(3)), piece);
        }
        Change change = random.nextBoolean() ? put(random, writer.skills).change()
                : random.nextBoolean() ? new Change.MoveSkill(random.nextInt(3), random.nextInt(3))
                : random.nextBoolean() ? new Change.RemoveSkill(random.nextInt(3))
                : new Change.Remove(List.of("priority", "managed", "e"));
        List<TextEdit> edits;
        try {
            edits = ProfileEditor.edits(text.toString(), List.of(change));
        } catch (NotDoneException e) {
            assertEquals(NotDoneException.Why.NO_PLACE, e.why());
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(text + "\n=> " + change, e);
        }
        // What it says afterwards the editor has looked at itself.
        ProfileEditorTest.applied(text.toString(), edits);
    }

    private static String changed(String text, List<Change> changes) throws NotDoneException {
        try {
            return ProfileEditorTest.applied(text, ProfileEditor.edits(text, changes));
        } catch (NotDoneException e) {
            throw new AssertionError(text + "\n=> " + changes, e);
        }
    }

    private static void passes(String text, String what) {
        ProfileResult result = ProfileReader.check(Path.of("p.toml"), text);
        assertTrue(result.profile().isPresent(), () -> what + "\n" + result.render());
    }

    private static List<String> names(String text) {
        return ((List<?>) ProfileOutline.of(text).orElseThrow().get("skills")).stream()
                .map(skill -> (String) ((Map<?, ?>) ((Map<?, ?>) skill).get("name")).get("value")).toList();
    }

    /** The value that a text has for a field; null for none. */
    private static Object value(String text, Case of) {
        Map<?, ?> outline = ProfileOutline.of(text).orElseThrow();
        Map<?, ?> table;
        if (of.table().isEmpty()) {
            table = (Map<?, ?>) outline.get("profile");
        } else if (of.table().get(0).equals("skill")) {
            table = (Map<?, ?>) ((List<?>) outline.get("skills")).get((int) of.table().get(1));
        } else if (of.table().size() > 1) {
            table = ((List<?>) outline.get("managed")).stream().map(each -> (Map<?, ?>) each)
                    .filter(each -> each.get("key").equals(of.table().get(2))).findFirst().orElseThrow();
        } else {
            table = (Map<?, ?>) outline.get(of.table().get(0));
        }
        Map<?, ?> field = (Map<?, ?>) table.get(of.key());
        return field.get("set").equals(true) ? field.get("value") : null;
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int last = lines.size() - 1;
        // The end of the last line may have to be written.
        lines.set(last, lines.get(last) + (text.contains("\r\n") && !lines.get(last).isEmpty() ? "\r" : ""));
        return lines.stream().filter(line -> !line.isBlank()).toList();
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static List<String> comments(String text) {
        return java.util.regex.Pattern.compile("# c\\d+").matcher(text).results().map(found -> found.group()).toList();
    }

    /** How many lines both have in the same order. */
    private static int common(List<String> one, List<String> two) {
        int[][] longest = new int[one.size() + 1][two.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = two.size() - 1; j >= 0; j--) {
                longest[i][j] = one.get(i).equals(two.get(j)) ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        return longest[0][0];
    }
}
