package dev.fermata.config.profile;

import dev.fermata.model.Lane;
import dev.fermata.model.ResumePolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every field of a profile. The reader reads nothing else, and a test fails when one of them is not
 * in {@code docs/profiles.md}.
 */
enum Field {
    SCHEMA(Section.TOP, "the number 1, without quotes"),
    NAME(Section.TOP, "a name in quotes of at most 64 characters"),
    DESCRIPTION(Section.TOP, "a sentence in quotes of at most 300 characters"),
    HOTKEYS(Section.TOP, "a table [hotkeys]"),
    PRIORITY(Section.TOP, "a table [priority]"),
    SCHEDULER(Section.TOP, "a table [scheduler]"),
    DISPATCH(Section.TOP, "a table [dispatch]"),
    SKILL(Section.TOP, "a table [[skill]] for each skill, with two brackets on each side"),
    ROTATION(Section.TOP, "a table [rotation]"),

    MASTER(Section.HOTKEYS, Texts.HOTKEY),
    TOGGLE(Section.HOTKEYS, Texts.HOTKEY),
    PANIC(Section.HOTKEYS, Texts.HOTKEY),

    SPECIAL(Section.PRIORITY, "a list of key names, such as [\"space\", \"mouse_right\"]"),
    MANAGED(Section.PRIORITY, "a table [priority.managed.KEY] for each managed key"),
    PRE_DELAY(Section.PRIORITY, new DurationRange("0ms", "5s")),
    ON_HOLD(Section.PRIORITY, Words.oneOf(Profile.OnHold.class)),
    UNSUPPRESSED(Section.PRIORITY, Words.oneOf(Profile.Unsuppressed.class)),

    MANAGED_SEND(Section.MANAGED, "send", "one key name in quotes, such as \"e\""),
    MANAGED_PRE_DELAY(Section.MANAGED, "pre_delay", new DurationRange("0ms", "5s")),

    SCHEDULER_RESUME(Section.SCHEDULER, "resume", Words.oneOf(ResumePolicy.class)),

    KEY_PRESS(Section.DISPATCH, new DurationRange("1ms", "5s")),
    MIN_GAP(Section.DISPATCH, new DurationRange("0ms", "10s")),
    STARVATION_LIMIT(Section.DISPATCH, new DurationRange("50ms", "10m")),
    LANE_CAPACITY(Section.DISPATCH, "a whole number from 1 to 10000, without quotes"),

    SKILL_NAME(Section.SKILL, "name", "a name in quotes of at most 64 characters"),
    SKILL_KEYS(Section.SKILL, "keys", Texts.SEQUENCE),
    SKILL_EVERY(Section.SKILL, "every", Texts.INTERVAL),
    SKILL_MODE(Section.SKILL, "mode", Words.oneOf(SkillReader.Mode.class)),
    SKILL_LANE(Section.SKILL, "lane", Words.oneOf(Lane.class)),
    SKILL_RESUME(Section.SKILL, "resume", Words.oneOf(ResumePolicy.class)),
    SKILL_ENABLED(Section.SKILL, "enabled", Texts.FLAG),
    SKILL_AT_START(Section.SKILL, "at_start", Texts.FLAG),
    SKILL_DURING_HOLD(Section.SKILL, "during_hold", Words.oneOf(SkillReader.DuringHold.class)),

    ROTATION_STEPS(Section.ROTATION, "steps", "a list of steps in quotes, such as [\"1\", \"2\", \"shift+3\"]"),
    ROTATION_EVERY(Section.ROTATION, "every", Texts.INTERVAL),
    ROTATION_LANE(Section.ROTATION, "lane", Words.oneOf(Lane.class)),
    ROTATION_RESUME(Section.ROTATION, "resume", Words.oneOf(ResumePolicy.class)),
    ROTATION_AT_START(Section.ROTATION, "at_start", Texts.FLAG),
    ROTATION_DURING_HOLD(Section.ROTATION, "during_hold", Words.oneOf(SkillReader.DuringHold.class));

    /** What several fields have in common; enum constants cannot refer to their own enum's fields. */
    private static final class Texts {
        static final String HOTKEY = "a key in quotes, with modifiers if wanted, such as \"ctrl+shift+f12\"";
        static final String SEQUENCE =
                "a key, a chord or a sequence in quotes, such as \"q,delay100,shift+w\"";
        static final String FLAG = "true or false, without quotes";
        static final DurationRange INTERVAL = new DurationRange("20ms", "24h");
    }

    private final Section section;
    private final String key;
    private final String expected;
    private final Optional<DurationRange> range;

    Field(Section section, String expected) {
        this.section = section;
        this.key = name().toLowerCase(Locale.ROOT);
        this.expected = expected;
        this.range = Optional.empty();
    }

    Field(Section section, DurationRange range) {
        this.section = section;
        this.key = name().toLowerCase(Locale.ROOT);
        this.expected = durationIn(range);
        this.range = Optional.of(range);
    }

    Field(Section section, String key, String expected) {
        this.section = section;
        this.key = key;
        this.expected = expected;
        this.range = Optional.empty();
    }

    Field(Section section, String key, DurationRange range) {
        this.section = section;
        this.key = key;
        this.expected = durationIn(range);
        this.range = Optional.of(range);
    }

    private static String durationIn(DurationRange range) {
        return "a duration from " + range + " in quotes, such as \"250ms\" or \"1.5s\"";
    }

    /** The table it belongs to. */
    Section section() {
        return section;
    }

    /** Its name in the file. */
    String key() {
        return key;
    }

    /** What may stand there, for messages. */
    String expected() {
        return expected;
    }

    /** The limits of a duration; empty for other fields. */
    Optional<DurationRange> range() {
        return range;
    }

    /** The fields of a table, in the order they are documented. */
    static List<Field> of(Section section) {
        return Arrays.stream(values()).filter(field -> field.section == section).toList();
    }

    @Override
    public String toString() {
        return key;
    }
}
