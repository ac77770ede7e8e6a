package dev.fermata.config.imports;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Json;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.profile.Senses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Whatever a file contains: no exception, but profiles that pass the check, or a message why there are none. */
@Tag("long")
@Tag("proof")
class ImportPropertyTest {
    private static final List<Object> VALUES = List.of("q", "Lbutton", "LbuttonLbutton", "wheelup", "F8", "f9", "shift",
            "left_shift", "+", "^q", "delay50", "delay50,q", "q,,w", ",", "", " ", "rectangle", "circle",
            "text_ocr", "no\u0007",
            "\u202e", "\"\\\n", "\ud83d\udd25", "x".repeat(300), "q,".repeat(300), "1920x1080", "99999x2",
            "100x100", "Auto", true,
            false, 0, 1, 2, 3, 7, 12, 50, 100, 256, 800, 32767, 40000, -1, -100, 1e300, 0.5, 1e-9, 16777216, 3223857L,
            Long.MAX_VALUE, "1e400", "-0", "0x10", "NaN");
    private static final List<String> KEYS = List.of("space", "Rbutton", "e", "r", "F8", "ctrl", "lctrl", "f12",
            "wheeldown", "xbutton1", "enter", "no", "1", "+", "");
    private static final List<String> SKILL = List.of("Enabled", "Key", "AltKey", "Priority", "Timer", "TriggerMode",
            "CooldownCoordX", "CooldownCoordY", "CooldownSize", "ExecuteCondition", "ConditionCoordX",
            "ConditionCoordY", "ConditionColor", "ColorTolerance", "Else");
    private static final List<String> RESOURCE = List.of("enabled", "key", "threshold", "cooldown", "detection_mode",
            "region_x1", "region_y1", "region_x2", "region_y2", "text_x1", "text_y1", "text_x2", "text_y2", "center_x",
            "center_y", "radius", "tolerance_h", "colors");
    private static final List<String> GLOBAL = List.of("sequence_enabled", "skill_sequence", "sequence_timer_interval",
            "key_press_duration", "mouse_click_duration", "cooldown_checker_interval", "sound_feedback_enabled",
            "capture_interval", "affix_reroll", "priority_keys", "window_activation", "resource_management", "else");
    private static final List<String> D3_SKILL = List.of("skill", "action", "interval", "delay", "random", "repeat",
            "repeatinterval", "priority");
    private static final List<String> D3 = List.of("lazymode", "profilehkmethod", "profilehkkey", "autostartmarco",
            "movingmethod", "movinginterval", "potionmethod", "potioninterval", "enablequickpause", "quickpausemethod1",
            "quickpausemethod2", "quickpausemethod3", "quickpausedelay", "useskillqueue",
            "useskillqueueinterval", "else");
    private static final List<String> GENERAL = List.of("startmethod", "starthotkey", "enablesmartpause", "d3only",
            "gamegamma",
            "gameresolution", "customstanding", "customstandinghk", "custommoving", "custommovinghk", "custompotion",
            "custompotionhk", "buffpercent", "runonstart", "safezone", "version");

    private final Random random = new Random();

    @Property(tries = 600)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void anyPyahkProfile(@ForAll long seed) {
        random.setSeed(seed);
        Map<String, Object> skills = new LinkedHashMap<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            skills.put(random.nextInt(6) == 0 ? pick(VALUES).toString() : "Skill" + i,
                    random.nextInt(20) == 0 ? pick(VALUES) : skill(random.nextBoolean()));
        }
        Map<String, Object> global = some(GLOBAL);
        if (random.nextInt(4) > 0) {
            global.put("sequence_enabled", random.nextInt(4) == 0);
            global.put("priority_keys", priorityKeys());
            global.put("window_activation", Map.of("enabled", true, "ahk_class", pick(VALUES), "ahk_exe",
                    pick(VALUES)));
            Map<String, Object> hp = some(RESOURCE);
            hp.put("enabled", true);
            global.put("resource_management", Map.of("hp_config", hp, "mp_config", some(RESOURCE), "check_interval",
                    pick(VALUES)));
        }
        mostlyImported("x.json", Json.write(Map.of("skills", skills, "global", global))
                .getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> skill(boolean likely) {
        Map<String, Object> skill = some(SKILL);
        if (likely) {
            skill.put("Enabled", true);
            skill.put("Key", "q");
            skill.put("TriggerMode", random.nextInt(3));
            skill.put("ExecuteCondition", random.nextInt(3));
        }
        return skill;
    }

    private Object priorityKeys() {
        Map<String, Object> keys = new LinkedHashMap<>();
        List<String> list = new ArrayList<>();
        Map<String, Object> managed = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(pick(KEYS));
            managed.put(pick(KEYS), random.nextBoolean() ? pick(VALUES)
                    : Map.of("target", pick(KEYS), "delay", pick(VALUES)));
        }
        keys.put(pick(List.of("special_keys", "special", "monitoring_keys", "keys", "managed_keys")), list);
        keys.put(pick(List.of("keys_config", "managed_keys", "managed", "keys")), managed);
        if (random.nextBoolean()) {
            keys.put(pick(KEYS), pick(VALUES));
        }
        return random.nextInt(8) == 0 ? list : keys;
    }

    @Property(tries = 600)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void anyFileOfD3KeyHelper(@ForAll long seed) {
        random.setSeed(seed);
        StringBuilder ini = new StringBuilder("[General]\n");
        some(GENERAL).forEach((name, value) -> ini.append(name).append('=').append(value).append('\n'));
        for (int section = 1 + random.nextInt(3); section > 0; section--) {
            ini.append('[').append(random.nextInt(5) == 0 ? pick(VALUES) : "P" + section).append("]\n");
            some(D3).forEach((name, value) -> ini.append(name).append('=').append(value).append('\n'));
            for (int number = 1; number <= 6; number++) {
                String end = "_" + number;
                some(D3_SKILL).forEach((name, value) -> ini.append(name).append(end).append('=').append(value)
                        .append('\n'));
                ini.append("action").append(end).append('=').append(1 + random.nextInt(4)).append('\n');
            }
        }
        mostlyImported("x.ini", ini.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8));
    }

    @Property(tries = 400)
    void changedSamples(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int changes) {
        random.setSeed(seed);
        String sample = pick(List.of("pyahk-full.json", "pyahk-faults.json", "pyahk-sequence.json", "d3keyhelper.ini"));
        byte[] bytes = Imports.sample(sample).getBytes(random.nextInt(3) == 0 ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? bytes[random.nextInt(bytes.length)] : (byte) random.nextInt(256);
        }
        check(sample, random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
    }

    @Property(tries = 600)
    void anyBytes(@ForAll byte[] bytes) {
        check("x", bytes);
    }

    private Map<String, Object> some(List<String> names) {
        Map<String, Object> some = new LinkedHashMap<>();
        names.stream().filter(name -> random.nextInt(3) > 0).forEach(name -> some.put(name, pick(VALUES)));
        return some;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A generator that makes hardly anything but what is refused would show nothing. */
    private void mostlyImported(String file, byte[] bytes) {
        Statistics.collect(check(file, bytes));
        Statistics.coverage(coverage -> coverage.check(true).percentage(imported -> imported > 50));
    }

    /** Returns whether it was imported. */
    private boolean check(String file, byte[] bytes) {
        List<ImportedProfile> profiles;
        try {
            profiles = Imports.read(file, bytes, random.nextBoolean() ? Optional.empty()
                    : Optional.of(new Senses.Size(64 + random.nextInt(4_000), 64 + random.nextInt(2_000))));
        } catch (NotImportedException e) {
            assertFalse(e.problem().problem().isEmpty());
            assertTrue(e.getMessage().codePoints().noneMatch(c -> c < ' ' && c != '\n' && c != '\t'), e.getMessage());
            return false;
        }
        for (ImportedProfile profile : profiles) {
            String text = ImportedText.of(profile, "x");
            ProfileResult result = ProfileReader.check("x.toml", text);
            assertTrue(result.profile().isPresent(), () -> result.render() + "\n" + text);
        }
        return true;
    }
}
