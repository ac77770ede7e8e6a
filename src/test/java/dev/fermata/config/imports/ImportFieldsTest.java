package dev.fermata.config.imports;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each field of the other formats makes a difference: it is taken over, or it is told that it is not. */
class ImportFieldsTest {
    private static final String SKILL = "\"Enabled\": true, \"Key\": \"q\", \"TriggerMode\": 1, \"CooldownCoordX\": 9,"
            + " \"CooldownCoordY\": 9, \"ExecuteCondition\": 2, \"ConditionCoordX\": 8, \"ConditionCoordY\": 8";

    private static String pyahk(String skill, String global) throws NotImportedException {
        return ImportedText.of(Imports.read("x.json", "{\"skills\": {\"Skill1\": {" + skill
                + "}, \"Other\": {\"Enabled\": true, \"Key\": \"p\", \"TriggerMode\": 2}}, \"global\": {" + global
                + "}}").get(0), "x");
    }

    /** A later field of the same name counts; that it is there twice is told of no interest. */
    private static String withoutTwice(String text) {
        return text.replaceAll("(?m)^# import: \\S+ \\(line 1\\): this is there twice.*\n", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Enabled|false", "Key|\"w\"", "AltKey|\"w\"", "Priority|true", "TriggerMode|0",
        "TriggerMode|2", "TriggerMode|5", "CooldownCoordX|40", "CooldownCoordX|0", "CooldownCoordY|40",
        "CooldownSize|20",
        "CooldownSize|-1", "ExecuteCondition|0", "ExecuteCondition|1", "ExecuteCondition|4", "ConditionCoordX|40",
        "ConditionCoordX|0", "ConditionCoordY|-3", "ConditionColor|1", "ConditionColor|255", "ConditionColor|-7",
        "ColorTolerance|40", "ColorTolerance|-1", "Other|1"})
    void aFieldOfAPyahkSkillMakesADifference(String field, String value) throws NotImportedException {
        assertNotEquals(pyahk(SKILL, ""), withoutTwice(pyahk(SKILL + ", \"" + field + "\": " + value, "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Timer|5000", "Timer|1", "Timer|\"x\""})
    void theTimerOfATimedSkillMakesADifference(String field, String value) throws NotImportedException {
        String timed = "\"Enabled\": true, \"Key\": \"q\"";
        assertNotEquals(pyahk(timed, ""), pyahk(timed + ", \"" + field + "\": " + value, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"sequence_enabled|true", "key_press_duration|20", "mouse_click_duration|20",
        "cooldown_checker_interval|33", "window_activation|{\"enabled\": true, \"ahk_class\": \"C\"}",
        "window_activation|{\"enabled\": true, \"ahk_exe\": \"C\"}",
        "window_activation|{\"enabled\": false, \"ahk_exe\": \"C\"}",
        "priority_keys|{\"keys\": [\"w\"]}", "priority_keys|{\"monitoring_keys\": [\"w\"]}",
        "priority_keys|{\"space\": 50, \"w\": 70}",
        "priority_keys|{\"special\": [\"w\"], \"managed\": {\"e\": {\"target\":"
                + " \"r\", \"delay\": 9}}}", "priority_keys|[\"w\"]",
                "priority_keys|{\"enabled\": false, \"keys\": [\"w\"]}",
        "priority_keys|{\"keys_config\": {\"w\": 3}}", "stationary_mode_config|{\"hotkey\": \"x\"}",
        "stationary_mode_config|{\"force_move_hotkey\": \"x\", \"force_move_replacement_key\": \"g\"}",
        "sound_feedback_enabled|true", "affix_reroll|{\"enabled\": true}", "pathfinding_config|{\"hotkey\": \"f9\"}",
        "queue_processor_interval|35", "resource_check_interval|200", "hp_cooldown|1", "mp_cooldown|1",
        "capture_interval|40",
        "debug_mode|{}", "process_history|{}", "tesseract_ocr|{}", "input_mode|\"control\"", "other|1"})
    void aFieldForAllOfPyahkMakesADifference(String field, String value) throws NotImportedException {
        assertNotEquals(pyahk(SKILL, ""), pyahk(SKILL, "\"" + field + "\": " + value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"skill_sequence|\"q,w,e\"", "sequence_timer_interval|400"})
    void theSequenceMakesADifference(String field, String value) throws NotImportedException {
        String sequence = "\"sequence_enabled\": true, \"skill_sequence\": \"q,w\"";
        assertNotEquals(pyahk(SKILL, sequence), withoutTwice(pyahk(SKILL, sequence + ", \"" + field + "\": " + value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"enabled|false", "key|\"r\"", "threshold|20", "threshold|150", "threshold|0",
        "cooldown|9000", "detection_mode|\"circle\"", "detection_mode|\"text_ocr\"", "detection_mode|\"x\"",
        "region_x1|2", "region_y1|2", "region_x2|88", "region_y2|88", "text_x1|4", "center_x|4", "radius|4",
        "ocr_engine|\"keras\"", "colors|[]", "match_threshold|1", "other|1"})
    void aFieldOfAPotionMakesADifference(String field, String value) throws NotImportedException {
        String hp = "\"enabled\": true, \"region_x1\": 1, \"region_y1\": 1, \"region_x2\": 50, \"region_y2\": 50";
        String global = "\"resource_management\": {\"hp_config\": {%s}}";
        assertNotEquals(pyahk(SKILL, global.formatted(hp)),
                withoutTwice(pyahk(SKILL, global.formatted(hp + ", \"" + field + "\": " + value))));
        assertTrue(pyahk(SKILL, global.formatted(hp)).contains("tolerance_h"), "not taken over, and told");
    }

    @ParameterizedTest
    @CsvSource({"circle, hp, '[10, 10, 60, 120]'", "circle, mp, '[70, 10, 60, 120]'", "text_ocr, hp, '[5, 6, 15, 20]'",
        "text_ocr, mp, '[5, 6, 15, 20]'", "rectangle, mp, '[1, 2, 29, 28]'"})
    void theModeSaysWhichPlaceIsLookedAt(String mode, String which, String region) throws NotImportedException {
        String text = pyahk(SKILL, "\"resource_management\": {\"" + which
                + "_config\": {\"enabled\": true, \"detection_mode\":"
                + " \"" + mode + "\", \"region_x1\": 1, \"region_y1\": 2, \"region_x2\": 30, \"region_y2\": 30, "
                + "\"text_x1\": 5, \"text_y1\": 6, \"text_x2\": 20, \"text_y2\": 26, \"center_x\": 70, \"center_y\": "
                + "70, \"radius\": 60}, \"check_interval\": 300}");
        assertTrue(text.contains("region = " + region), text);
        assertTrue(withoutLines(text).contains("of no meaning: "), text);
    }

    private static String d3(String general, String profile) throws NotImportedException {
        String base = "runonstart=1\nenablesmartpause=0\n";
        return ImportedText.of(Imports.read("d3.ini", "[General]\n" + general + "\n" + base + "[One]\n" + profile
                + "\naction_1=2\naction_2=3\ninterval_2=500\ndelay_2=100\nrandom_2=0\naction_3=4\npriority_3=2\n"
                + "movingmethod=4\npotionmethod=2\n").get(0), "x");
    }

    /** Told places move with the lines. */
    private static String withoutLines(String text) {
        Matcher lines = Pattern.compile("\\(line \\d+\\)").matcher(text.replaceAll("\n#   ?", " "));
        return lines.replaceAll("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"startmethod|1", "startmethod|3", "startmethod|5", "starthotkey|F4",
        "starthotkey|^F4",
        "enablesmartpause|1", "d3only|0", "gamegamma|1.3", "gameresolution|2560x1080", "gameresolution|x",
        "customstanding|1",
        "custommoving|1", "custompotion|1", "buffpercent|0.9", "runonstart|0", "oldsandhelperhk|F5", "safezone|1",
        "helperspeed|3", "maxreforge|1", "loothelpertimes|3", "version|1", "sendmode|Event",
        "compactmode|1", "other|1"})
    void aGeneralFieldOfD3KeyHelperMakesADifference(String field, String value) throws NotImportedException {
        String hotkeys = "customstandinghk=RShift\ncustommovinghk=f\ncustompotionhk=g\n";
        String left = "action_5=4\n";
        assertNotEquals(withoutLines(d3(hotkeys, left)), withoutLines(d3(field + "=" + value + "\n" + hotkeys, left)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"skill_1|q", "skill_2|q", "action_1|3", "action_1|4", "action_2|1",
        "action_2|8",
        "interval_2|700", "interval_2|1", "delay_2|-100", "delay_2|900", "random_2|1", "repeat_2|3", "priority_2|5",
        "lazymode|2", "lazymode|3", "profilehkmethod|3", "movingmethod|1", "movingmethod|2", "movingmethod|3",
        "movinginterval|300", "potionmethod|1", "potionmethod|3", "potioninterval|900", "enablequickpause|1",
        "useskillqueue|1", "other|1"})
    void aFieldOfAProfileOfD3KeyHelperMakesADifference(String field, String value) throws NotImportedException {
        // The first of two counts.
        assertNotEquals(withoutLines(d3("", "")), withoutLines(d3("", field + "=" + value))
                .replaceAll("(?m)^# import: \\S+ : this is there already.*\n", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"repeatinterval_2|90", "quickpausemethod1|2", "quickpausemethod1|3",
        "quickpausemethod2|4", "quickpausemethod3|2", "quickpausedelay|900", "useskillqueueinterval|300"})
    void aFieldThatNeedsAnotherOneMakesADifferenceWithIt(String field, String value) throws NotImportedException {
        String with = "repeat_2=2\nenablequickpause=1\nuseskillqueue=1\n";
        assertNotEquals(withoutLines(d3("", with)), withoutLines(d3("", with + field + "=" + value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"7|F6|\"f6\"", "7|+F6|\"shift+f6\"", "2||mouse_middle", "5||mouse_back",
        "6||mouse_forward"})
    void aKeyThatChoosesAProfileIsAHotkeyOfTheOthers(String method, String key, String hotkey)
            throws NotImportedException {
        String text = ImportedText.of(Imports.read("d3.ini", "[One]\naction_1=2\n[Two]\naction_1=2\nautostartmarco=1\n"
                + "profilehkmethod=" + method + "\nprofilehkkey=" + (key == null ? "" : key)).get(0), "x");
        assertTrue(text.replace("\"", "").contains(hotkey.replace("\"", "") + " = use Two"), text);
    }
}
