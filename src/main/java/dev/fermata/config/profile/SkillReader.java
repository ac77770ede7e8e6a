package dev.fermata.config.profile;

import dev.fermata.model.Action;
import dev.fermata.model.Durations;
import dev.fermata.model.Lane;
import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code [[skill]]} and {@code [rotation]}. */
final class SkillReader {
    private static final String A_SKILL = "this skill";

    enum Mode { TIMED, HOLD }

    enum DuringHold { PAUSE, RUN }

    private final Problems problems;
    private final KeyNames names;
    private final Profile.Dispatch dispatch;
    private final ResumePolicy resume;
    private final Map<String, Span> byName = new HashMap<>();

    /** @param resume the policy of those that do not choose their own */
    SkillReader(Problems problems, Profile.Dispatch dispatch, ResumePolicy resume) {
        this.problems = problems;
        this.names = new KeyNames(problems);
        this.dispatch = dispatch;
        this.resume = resume;
    }

    /** A skill of the file: what could be read of it, and what kind it is meant to be. */
    record Found(Optional<Skill> skill, boolean timed, Span at) {
        boolean disabled() {
            return skill.isPresent() && !skill.get().enabled();
        }
    }

    List<Found> skills(List<TableReader> tables) {
        List<Found> found = new ArrayList<>();
        tables.forEach(table -> found.add(skill(table)));
        return found;
    }

    private Found skill(TableReader table) {
        Optional<String> name = name(table);
        Optional<Text> keys = table.requiredText(Field.SKILL_KEYS, A_SKILL);
        Optional<Action> action = keys.flatMap(names::sequence);
        Lane lane = table.choice(Field.SKILL_LANE, Lane.class).orElse(Lane.NORMAL);
        boolean enabled = table.flag(Field.SKILL_ENABLED, true);
        boolean runs = runs(table, Field.SKILL_DURING_HOLD);
        Optional<Mode> mode = table.has(Field.SKILL_MODE)
                ? table.choice(Field.SKILL_MODE, Mode.class)
                : Optional.of(Mode.TIMED);
        if (mode.isEmpty()) {
            return new Found(Optional.empty(), false, table.header());
        }
        if (mode.get() == Mode.HOLD) {
            rejectTiming(table);
            Optional<Action.Tap> held = action.flatMap(played -> chord(played, keys.orElseThrow()));
            Optional<Skill> skill = name.isEmpty() || held.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Skill.Held(name.get(), enabled, lane, runs, held.get().keys()));
            return new Found(skill, false, table.header());
        }
        Optional<Duration> every = every(table, Field.SKILL_EVERY, A_SKILL);
        ResumePolicy policy = table.choice(Field.SKILL_RESUME, ResumePolicy.class).orElse(resume);
        boolean atStart = table.flag(Field.SKILL_AT_START, false);
        action.ifPresent(played -> warnIfTooLong(played, every, keys.orElseThrow().span()));
        Optional<Skill> skill = name.isEmpty() || action.isEmpty() || every.isEmpty()
                ? Optional.empty()
                : Optional.of(new Skill.Timed(
                        name.get(), enabled, lane, runs, action.get(), every.get(), policy, atStart));
        return new Found(skill, true, table.header());
    }

    private Optional<String> name(TableReader table) {
        Optional<Text> text = table.requiredText(Field.SKILL_NAME, A_SKILL);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> name = Names.check(text.get(), Field.SKILL_NAME, Names.MAX_NAME, problems);
        name.ifPresent(good -> {
            Span earlier = byName.putIfAbsent(good, text.get().span());
            if (earlier != null) {
                problems.error(text.get().span(), "another skill is called " + Words.quote(good)
                        + " already (line " + earlier.line() + ")", "a name of its own for each skill");
            }
        });
        return name;
    }

    /** A ring of steps; checks against the skills are the caller's. */
    Optional<Rotation> rotation(TableReader table) {
        if (!table.has(Field.ROTATION_STEPS)) {
            table.missing(Field.ROTATION_STEPS, "the rotation has no 'steps'");
        }
        List<Text> texts = table.texts(Field.ROTATION_STEPS);
        if (table.isEmptyList(Field.ROTATION_STEPS)) {
            problems.error(table.valueSpan(Field.ROTATION_STEPS), "the rotation has no steps",
                    Field.ROTATION_STEPS.expected());
        }
        Optional<Duration> every = every(table, Field.ROTATION_EVERY, "the rotation");
        List<Action> steps = new ArrayList<>();
        for (Text text : texts) {
            names.sequence(text).ifPresent(step -> {
                warnIfTooLong(step, every, text.span());
                steps.add(step);
            });
        }
        Lane lane = table.choice(Field.ROTATION_LANE, Lane.class).orElse(Lane.NORMAL);
        ResumePolicy policy = table.choice(Field.ROTATION_RESUME, ResumePolicy.class).orElse(resume);
        boolean runs = runs(table, Field.ROTATION_DURING_HOLD);
        boolean atStart = table.flag(Field.ROTATION_AT_START, false);
        return every.map(interval -> new Rotation(steps, interval, lane, policy, runs, atStart));
    }

    private static boolean runs(TableReader table, Field field) {
        return table.choice(field, DuringHold.class).orElse(DuringHold.PAUSE) == DuringHold.RUN;
    }

    private Optional<Duration> every(TableReader table, Field field, String owner) {
        if (!table.has(field)) {
            table.missing(field, owner + " has no '" + field + "'");
        }
        return table.duration(field);
    }

    private void rejectTiming(TableReader table) {
        for (Field field : List.of(Field.SKILL_EVERY, Field.SKILL_RESUME, Field.SKILL_AT_START)) {
            if (table.has(field)) {
                problems.error(table.keySpan(field), "a hold skill cannot have '" + field + "'",
                        "no '" + field + "', or no mode = \"hold\": a hold skill stays pressed while the"
                                + " schedule runs");
            }
        }
    }

    private Optional<Action.Tap> chord(Action action, Text keys) {
        if (action instanceof Action.Tap tap) {
            return Optional.of(tap);
        }
        problems.error(keys.span(), "a hold skill cannot play a sequence",
                "one key or one chord to keep pressed, such as \"w\" or \"shift+w\"");
        return Optional.empty();
    }

    private void warnIfTooLong(Action action, Optional<Duration> every, Span at) {
        Duration length = length(action);
        if (every.isPresent() && length.compareTo(every.get()) > 0) {
            problems.warning(at, "this takes about " + Durations.format(length) + " to play but is due every "
                    + Durations.format(every.get()), "a longer 'every' or a shorter sequence");
        }
    }

    /** How long an action plays at least. */
    private Duration length(Action action) {
        if (action instanceof Action.Sequence sequence) {
            return sequence.actions().stream().map(this::length).reduce(Duration.ZERO, Duration::plus);
        }
        if (action instanceof Action.Delay delay) {
            return delay.length();
        }
        return action instanceof Action.Tap ? dispatch.keyPress().plus(dispatch.minGap()) : Duration.ZERO;
    }
}
