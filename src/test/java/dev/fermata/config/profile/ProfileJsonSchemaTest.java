package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;

/** An editor that follows the schema accepts what the check accepts, and nothing else that one field can get wrong. */
class ProfileJsonSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(ProfileJsonSchema.text());

    /** What the check refuses for what several fields say together, a limit of durations, or an invisible character. */
    private static final Set<String> ONLY_THE_CHECK_KNOWS = Set.of("chat-keys-mean-something",
            "duplicate-skill", "extends-without-a-file",
            "hotkey-is-priority-key",
            "hotkey-like-default", "hotkeys-alike", "hotkey-of-no-skill",
            "key-special-and-managed", "key-special-and-managed-by-alias",
            "managed-sends-managed", "managed-twice", "name-with-control-characters", "zero-interval");

    static boolean passesSchema(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return SCHEMA.validate(node).isEmpty();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean passesCheck(String toml) {
        return ProfileReader.parse("x.toml", toml).profile().isPresent();
    }

    @Test
    void theSamplesThatPassTheCheckPassTheSchema() throws IOException {
        List<Path> samples = new ArrayList<>(files(Path.of("profiles")));
        samples.addAll(files(Path.of("src", "test", "resources", "import")));
        for (Path file : samples) {
            assertTrue(passesSchema(Toml.parse(file).toJson()), file::toString);
        }
    }

    @Test
    void theBadSamplesFailTheSchemaButForWhatOneFieldCannotTell() throws IOException {
        Set<String> passing = new TreeSet<>();
        for (Path file : files(Path.of("src", "test", "resources", "profiles", "bad"))) {
            String text = ProfileFile.load(file).text().orElse("").replace("\uFEFF", "");
            if (text.isBlank() || !isToml(text)) {
                continue;
            }
            boolean schema = passesSchema(Toml.parse(text).toJson());
            if (passesCheck(text)) {
                assertTrue(schema, file::toString);
            } else if (schema) {
                passing.add(file.getFileName().toString().replace(".toml", ""));
            }
        }
        assertEquals(new TreeSet<>(ONLY_THE_CHECK_KNOWS), passing);
    }

    private static boolean isToml(String text) {
        try {
            return !Toml.parse(text).hasErrors();
        } catch (NullPointerException parserFailed) {
            return false;
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".toml")).sorted().toList();
        }
    }

    // --- Profiles at random ---------------------------------------------------------------------

    private static final List<Object> WRONG = List.of(5, 1.5, true, "", "other", List.of(), Map.of("x", 1), List.of(1));
    private static final List<Object> DURATIONS = List.of("1s", "250ms", "1.5s", "1 S", "0.5 Min", "300");
    private static final List<Object> SHORT = List.of("50ms", "1s", "0.5S", "30 ms", "1d", "ms", "1,5s");
    private static final List<Object> KEYS = List.of("q", "Q", " 1 ", "shift+w", "Ctrl + Shift + X",
            "q,delay100,shift+w",
            "delay1.5s , q", "Delay 2 S,w", "d:shift,q,u:shift", "d: x ,u: x", "wheel_up",
            "ctrl+wheel_down,q", "rbutton",
            "`", "[,]", "\\", ";,'", ".", "/,-,=", "kp_1,numpad1", "qq", "q+", "+q", "q,,w", "q,",
            "d:wheel_up,u:wheel_up", "delayx", "delay", "d:q+w", "D:q", "ctrl-q", "q w");
    private static final List<Object> KEPT = List.of("w", " Shift + W ", "mouse_left", "q,w", "delay100", "wheel_up",
            "ctrl+wheel_up", "d:q,u:q", "d:q");
    private static final List<Object> FLAGS = List.of(true, false, "true", 0);
    private static final List<Object> LANES = List.of("emergency", "high", "normal", "low", "High");
    private static final List<Object> RESUMES = List.of("remaining", "restart", "realtime", "stay");

    private final List<String> names = List.of("A", "B", "C", "D");

    @Tag("long")
    @Property(tries = 3_000)
    void profilesAtRandomPassBothOrNeither(@ForAll long seed) throws JsonProcessingException {
        Map<String, Object> profile = profile(new Random(seed));
        String toml = profile.entrySet().stream().map(each -> toml(each.getKey()) + " = " + toml(each.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));
        assertEquals(passesCheck(toml), passesSchema(JSON.writeValueAsString(profile)),
                () -> toml + ProfileReader.parse("x.toml", toml).render());
    }

    /** The universe has both, so that the property says something. */
    @Test
    void aboutHalfOfThemPass() {
        long good = 0;
        for (long seed = 0; seed < 400; seed++) {
            try {
                good += passesSchema(JSON.writeValueAsString(profile(new Random(seed)))) ? 1 : 0;
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertTrue(good > 60 && good < 340, "passed: " + good);
    }

    private Map<String, Object> profile(Random random) {
        Map<String, Object> top = new LinkedHashMap<>();
        // A mistake is likely in one profile of two, and then in one or two fields.
        Maker maker = new Maker(random, random.nextBoolean() ? 0 : 0.06);
        maker.set(top, "schema", 1, List.of(1, 2, "1"));
        maker.maybe(top, "name", List.of("Mine", "", 5, "x".repeat(64), "x".repeat(65)));
        maker.maybe(top, "description", List.of("", "All of it", "y".repeat(300), "y".repeat(301), 7));
        maker.table(top, "hotkeys", table -> {
            maker.maybe(table, "master", List.of("f1", "Ctrl+F1", "none", "", "None", "q+f1", "f99", "ctrl+",
                    "wheel_up"));
            maker.maybe(table, "toggle", List.of("f2", "left_ctrl + alt + f2", "ctrl-f2", "mouse_back",
                    "ctrl+wheel_up"));
            maker.maybe(table, "ctrl+1", List.of("use druid", "use  my other", "use", "use ", "play druid",
                    "skill Bolt", "skill on", 1, ""));
            maker.maybe(table, "shared", List.of(List.of("panic"), List.of(), List.of("panck"), List.of("q+f1"),
                    List.of(""), "panic", List.of("panic", 1)));
            maker.maybe(table, "panic", List.of("f3", "shift+F3", "meta+f3", "f3+shift", "a+b"));
            // That a hotkey which there is not cannot be shared only the check knows.
            if ("".equals(table.get("panic"))) {
                table.remove("shared");
            }
        });
        maker.table(top, "priority", table -> {
            maker.maybe(table, "special", List.of(List.of(), List.of("space"), List.of(" Shift ", "RBUTTON"),
                    List.of("spce"), List.of(""), "space", List.of("wheel_up"), List.of("space", 1)));
            maker.maybe(table, "managed", List.of(Map.of(), Map.of("e", Map.of()), Map.of("E", Map.of("send", "0")),
                    Map.of("e", Map.of("pre_delay", "30ms")), Map.of("ee", Map.of()), Map.of("e", 1),
                    Map.of("e", Map.of("send", "q,w")), Map.of("e", Map.of("sned", "0")),
                    Map.of("wheel_up", Map.of())));
            maker.maybe(table, "pre_delay", SHORT);
            maker.maybe(table, "on_hold", List.of("drop", "keep", "Drop"));
            maker.maybe(table, "unsuppressed", List.of("special", "send", "no"));
        });
        maker.table(top, "scheduler", table -> maker.maybe(table, "resume", RESUMES));
        maker.table(top, "dispatch", table -> {
            maker.maybe(table, "key_press", SHORT);
            maker.maybe(table, "min_gap", SHORT);
            maker.maybe(table, "starvation_limit", DURATIONS);
            maker.maybe(table, "lane_capacity", List.of(1, 64, 10_000, 0, 10_001, "64", 1.5));
        });
        boolean rotation = random.nextInt(4) == 0;
        if (rotation) {
            maker.table(top, "rotation", table -> {
                maker.set(table, "steps", List.of("1", "shift+2"), List.of(List.of("q"), List.of(), List.of("qq"),
                        "q"));
                maker.set(table, "every", "1s", DURATIONS);
                common(maker, table);
                maker.maybe(table, "at_start", FLAGS);
                maker.maybe(table, "resume", RESUMES);
            });
        }
        List<Object> skills = new ArrayList<>();
        for (String name : names.subList(0, random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(2))) {
            skills.add(skill(maker, name, random.nextInt(3) == 0 || rotation && random.nextInt(8) > 0));
        }
        if (!skills.isEmpty() || random.nextInt(20) == 0) {
            top.put("skill", skills);
        }
        if (random.nextInt(3) == 0) {
            top.put("voice", voices(maker));
        }
        if (maker.errs()) {
            top.put("unknown", 1);
        }
        return top;
    }

    private static List<Object> voices(Maker maker) {
        List<Object> voices = new ArrayList<>();
        for (String said : List.of("drink potion", "rest").subList(0, 1 + maker.random().nextInt(2))) {
            Map<String, Object> voice = new LinkedHashMap<>();
            maker.set(voice, "hear", said, List.of(List.of(said, said + " now"), List.of(), " ", List.of(1)));
            if (maker.random().nextBoolean() || maker.errs()) {
                maker.set(voice, "keys", "q", KEYS);
                maker.maybe(voice, "lane", LANES);
            } else {
                maker.set(voice, "do", "pause", List.of("resume", "stop", "Stop", "start"));
                if (maker.errs()) {
                    voice.put("keys", "q");
                }
            }
            maker.maybe(voice, "confidence", List.of(0.5, 0, 1, 1.5, -0.1, "0.5"));
            maker.maybe(voice, "cooldown", SHORT.subList(0, 5));
            maker.maybe(voice, "enabled", FLAGS);
            // That two are heard alike only the check knows.
            voice.replace("hear", "other", "other than " + said);
            voices.add(voice);
        }
        return voices;
    }

    private static Map<String, Object> skill(Maker maker, String name, boolean kept) {
        Map<String, Object> skill = new LinkedHashMap<>();
        maker.set(skill, "name", name, List.of("", 1));
        if (kept) {
            skill.put("mode", "hold");
            maker.set(skill, "keys", "w", KEPT);
            if (maker.errs()) {
                skill.put("every", "1s");
            }
        } else {
            maker.maybe(skill, "mode", List.of("timed", "Timed", "held"));
            maker.set(skill, "keys", "q", KEYS);
            maker.set(skill, "every", "1s", DURATIONS);
            maker.maybe(skill, "at_start", FLAGS);
            maker.maybe(skill, "resume", RESUMES);
        }
        common(maker, skill);
        maker.maybe(skill, "enabled", FLAGS);
        return skill;
    }

    private static void common(Maker maker, Map<String, Object> table) {
        maker.maybe(table, "lane", LANES);
        maker.maybe(table, "during_hold", List.of("pause", "run", "go"));
    }

    private interface Filler {
        void fill(Map<String, Object> table);
    }

    /** @param mistakes how likely each field is one */
    private record Maker(Random random, double mistakes) {
        boolean errs() {
            return random.nextDouble() < mistakes;
        }

        /** A field that has to be there. */
        void set(Map<String, Object> table, String field, Object right, List<Object> others) {
            if (errs()) {
                if (random.nextBoolean()) {
                    table.put(field, of(random.nextBoolean() ? WRONG : others));
                }
            } else {
                table.put(field, random.nextInt(4) > 0 ? right : of(others));
            }
        }

        void maybe(Map<String, Object> table, String field, List<Object> values) {
            if (random.nextInt(4) == 0) {
                table.put(field, of(errs() ? WRONG : random.nextInt(6) == 0 ? values : values.subList(0, 1)));
            }
        }

        void table(Map<String, Object> top, String name, Filler filler) {
            if (random.nextInt(3) == 0 || name.equals("rotation")) {
                Map<String, Object> table = new LinkedHashMap<>();
                filler.fill(table);
                top.put(name, errs() ? of(WRONG) : table);
            }
        }

        private Object of(List<Object> values) {
            return values.get(random.nextInt(values.size()));
        }
    }

    private static String toml(Object value) {
        if (value instanceof Map<?, ?> table) {
            return table.entrySet().stream().map(each -> toml(each.getKey()) + " = " + toml(each.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ProfileJsonSchemaTest::toml).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? "\"" + text.replace("\\", "\\\\") + "\"" : value.toString();
    }
}
