package dev.fermata.config.profile;

import static dev.fermata.config.profile.ProfileSchema.ROTATION_STEPS;
import static dev.fermata.config.profile.ProfileSchema.SKILL_AT_START;
import static dev.fermata.config.profile.ProfileSchema.SKILL_CONFIRM;
import static dev.fermata.config.profile.ProfileSchema.SKILL_COOLDOWN;
import static dev.fermata.config.profile.ProfileSchema.SKILL_ELSE_KEYS;
import static dev.fermata.config.profile.ProfileSchema.SKILL_EXCLUSIVE;
import static dev.fermata.config.profile.ProfileSchema.SKILL_EVERY;
import static dev.fermata.config.profile.ProfileSchema.SKILL_KEYS;
import static dev.fermata.config.profile.ProfileSchema.SKILL_MODE;
import static dev.fermata.config.profile.ProfileSchema.SKILL_NAME;
import static dev.fermata.config.profile.ProfileSchema.SKILL_RESUME;
import static dev.fermata.config.profile.ProfileSchema.SKILL_TRIES;
import static dev.fermata.config.profile.ProfileSchema.SKILL_WHEN;
import static dev.fermata.config.profile.ProfileSchema.SKILL_TAKE;

import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.Tables.Item;
import dev.fermata.config.Wording;
import dev.fermata.config.profile.ProfileSchema.DuringHold;
import dev.fermata.config.profile.ProfileSchema.Mode;
import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Durations;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code [[skill]]} and {@code [rotation]}. */
final class SkillReader {
    private final Problems problems;
    private final Wording wording;
    private final Profile.Dispatch dispatch;
    private final ResumePolicy resume;
    private final LateReaders late;
    private final Map<String, Span> byName = new LinkedHashMap<>();
    private final List<FootGuns.Played> played = new ArrayList<>();

    /** @param resume the policy of those that do not choose their own */
    SkillReader(Problems problems, Wording wording, Profile.Dispatch dispatch, ResumePolicy resume, LateReaders late) {
        this.problems = problems;
        this.wording = wording;
        this.dispatch = dispatch;
        this.resume = resume;
        this.late = late;
    }

    /** A skill of the file: what could be read of it, and what kind it is meant to be. */
    record Found(Optional<Skill> skill, boolean timed, Span at) {
        boolean disabled() {
            return skill.isPresent() && !skill.get().enabled();
        }
    }

    /** What hotkeys can turn on and off: every skill that has a name, whatever else is wrong with it. */
    List<String> names(boolean rotation) {
        List<String> names = new ArrayList<>(byName.keySet());
        if (rotation) {
            names.add(Rotation.NAME);
        }
        return names;
    }

    /** What of it is played, as far as it was read. */
    List<FootGuns.Played> played() {
        return played;
    }

    List<Found> skills(List<Node> tables) {
        return tables.stream().map(node -> skill(new Table(node, ProfileSchema.SKILL_TABLE, wording))).toList();
    }

    private Found skill(Table table) {
        Span header = problems.source().span(table.node());
        Optional<String> name = name(table);
        Optional<Action> action = action(table);
        Lane lane = table.get(ProfileSchema.SKILL_LANE);
        boolean enabled = table.get(ProfileSchema.SKILL_ENABLED);
        boolean runs = table.get(ProfileSchema.SKILL_DURING_HOLD) == DuringHold.RUN;
        Optional<Mode> mode = table.has(SKILL_MODE) ? table.find(SKILL_MODE) : SKILL_MODE.standardValue();
        if (mode.isEmpty()) {
            return new Found(Optional.empty(), false, header);
        }
        if (mode.get() == Mode.HOLD) {
            rejectTiming(table);
            if (table.has(SKILL_TAKE)) {
                reject(table, List.of(SKILL_TAKE), "a skill with mode = \"hold\"", "no mode = \"hold\"");
                return new Found(Optional.empty(), false, header);
            }
            Optional<Action.Tap> kept = action.flatMap(each -> chord(each, table));
            kept.filter(each -> enabled).ifPresent(each -> played.add(new FootGuns.Played(title(name), each,
                    Optional.empty(), lane, true, playedAt(table))));
            Optional<Skill> skill = name.isEmpty() || kept.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Skill.KeptDown(name.get(), enabled, lane, runs, kept.get().keys()));
            return new Found(skill, false, header);
        }
        Optional<ConditionReader.Found> when = late.condition(table, SKILL_WHEN);
        if (table.has(SKILL_WHEN) && !table.has(SKILL_EVERY)) {
            return seen(table, name, action, when, new Common(enabled, lane, runs, header));
        }
        reject(table, List.of(SKILL_CONFIRM, SKILL_COOLDOWN, SKILL_TRIES), "a skill with 'every'",
                "no 'every', but a 'when'");
        if (!table.has(SKILL_WHEN)) {
            reject(table, List.of(SKILL_ELSE_KEYS), "a skill without 'when'", "a 'when'");
        }
        Optional<Action> otherwise = table.find(SKILL_ELSE_KEYS);
        Optional<Duration> every = table.find(SKILL_EVERY);
        ResumePolicy policy = table.find(SKILL_RESUME).orElse(resume);
        boolean atStart = table.get(SKILL_AT_START);
        action.ifPresent(each -> warnIfTooLong(each, every, playedAt(table)));
        action.filter(each -> enabled).ifPresent(each -> played.add(new FootGuns.Played(title(name), each, every, lane,
                false, playedAt(table))));
        Optional<Skill> skill = name.isEmpty() || action.isEmpty() || every.isEmpty()
                ? Optional.empty()
                : Optional.of(new Skill.Timed(
                        name.get(), enabled, lane, runs, action.get(), every.get(), policy, atStart,
                        table.get(SKILL_EXCLUSIVE),
                        when.isEmpty() ? Optional.empty()
                                : Optional.of(new Skill.Looked(when.get().condition(), otherwise))));
        return new Found(table.has(SKILL_WHEN) && when.isEmpty() ? Optional.empty() : skill, true, header);
    }

    /** What all kinds of skills have. */
    private record Common(boolean enabled, Lane lane, boolean runs, Span header) {
    }

    private Found seen(Table table, Optional<String> name, Optional<Action> action,
            Optional<ConditionReader.Found> when, Common common) {
        reject(table, List.of(SKILL_RESUME, SKILL_AT_START, SKILL_ELSE_KEYS), "a skill with 'when' and without 'every'",
                "an 'every'");
        when.filter(found -> !found.looksAtIcon()).ifPresent(found ->
                reject(table, List.of(SKILL_TRIES), "a skill that looks at no icon", "a 'when' with an icon"));
        Duration confirm = table.get(SKILL_CONFIRM);
        Duration cooldown = table.get(SKILL_COOLDOWN);
        int tries = table.get(SKILL_TRIES).intValue();
        action.filter(each -> common.enabled()).ifPresent(each -> played.add(new FootGuns.Played(title(name), each,
                Optional.empty(), common.lane(), false, playedAt(table))));
        Optional<Skill> skill = name.isEmpty() || action.isEmpty() || when.isEmpty()
                ? Optional.empty()
                : Optional.of(new Skill.Seen(name.get(), common.enabled(), common.lane(), common.runs(), action.get(),
                        when.get().condition(), confirm, cooldown,
                        when.get().looksAtIcon() ? OptionalInt.of(tries) : OptionalInt.empty(),
                        table.get(SKILL_EXCLUSIVE)));
        return new Found(skill, true, common.header());
    }

    private void reject(Table table, List<Field<?>> fields, String who, String without) {
        for (Field<?> field : fields) {
            if (table.has(field)) {
                problems.error(problems.source().span(table.name(field)), who + " cannot have '" + field + "'",
                        "no '" + field + "', or " + without);
            }
        }
    }

    private static String title(Optional<String> name) {
        return name.map(given -> "the skill " + ProblemText.quote(given)).orElse("a skill");
    }

    private Optional<String> name(Table table) {
        Optional<String> name = table.find(SKILL_NAME);
        name.ifPresent(good -> {
            Span at = problems.source().span(table.node(SKILL_NAME));
            Span earlier = byName.putIfAbsent(good, at);
            if (earlier != null) {
                problems.error(at, "another skill is called " + ProblemText.quote(good) + " already ("
                        + problems.where(earlier) + ")", "a name of its own for each skill");
            }
        });
        return name;
    }

    /** A ring of steps; checks against the skills are the caller's. */
    Optional<Rotation> rotation(Table table) {
        List<Item<Action>> steps = table.find(ROTATION_STEPS).orElse(List.of());
        if (table.has(ROTATION_STEPS) && table.node(ROTATION_STEPS).value() instanceof List<?> list && list.isEmpty()) {
            problems.error(problems.source().span(table.node(ROTATION_STEPS)), "the rotation has no steps",
                    ROTATION_STEPS.type().written());
        }
        Optional<Duration> every = table.find(ProfileSchema.ROTATION_EVERY);
        steps.forEach(step -> warnIfTooLong(step.value(), every, problems.source().span(step.node())));
        Lane lane = table.get(ProfileSchema.ROTATION_LANE);
        steps.forEach(step -> played.add(new FootGuns.Played("the rotation", step.value(), Optional.empty(), lane,
                false, problems.source().span(step.node()))));
        ResumePolicy policy = table.find(ProfileSchema.ROTATION_RESUME).orElse(resume);
        boolean runs = table.get(ProfileSchema.ROTATION_DURING_HOLD) == DuringHold.RUN;
        boolean atStart = table.get(ProfileSchema.ROTATION_AT_START);
        return every.map(interval ->
                new Rotation(steps.stream().map(Item::value).toList(), interval, lane, policy, runs, atStart));
    }

    /** What it plays: keys or a take, whose file is read. */
    private Optional<Action> action(Table table) {
        if (!table.has(SKILL_TAKE)) {
            return table.find(SKILL_KEYS);
        }
        reject(table, List.of(SKILL_KEYS), "a skill with 'take'", "no 'take'");
        return late.take(table, SKILL_TAKE);
    }

    /** Where it is written what is played. */
    private Span playedAt(Table table) {
        return problems.source().span(table.node(table.has(SKILL_TAKE) ? SKILL_TAKE : SKILL_KEYS));
    }

    private void rejectTiming(Table table) {
        reject(table, List.of(SKILL_EVERY, SKILL_WHEN, SKILL_CONFIRM, SKILL_COOLDOWN, SKILL_TRIES, SKILL_ELSE_KEYS,
                SKILL_RESUME, SKILL_AT_START, SKILL_EXCLUSIVE), "a skill with mode = \"hold\"",
                "no mode = \"hold\", with which keys stay pressed while the schedule runs");
    }

    private Optional<Action.Tap> chord(Action action, Table table) {
        if (action instanceof Action.Tap tap && tap.keys().stream().anyMatch(Key::isWheel)) {
            problems.error(problems.source().span(table.node(SKILL_KEYS)), ActionSyntax.ONLY_CLICKED,
                    "a key or button to keep pressed, or 'every' in place of mode = \"hold\"");
            return Optional.empty();
        }
        if (action instanceof Action.Tap tap) {
            return Optional.of(tap);
        }
        problems.error(problems.source().span(table.node(SKILL_KEYS)),
                "a skill with mode = \"hold\" cannot play a sequence",
                "one key or one chord to keep pressed, such as \"w\" or \"shift+w\"");
        return Optional.empty();
    }

    private void warnIfTooLong(Action action, Optional<Duration> every, Span at) {
        Duration length = FootGuns.length(action, dispatch, true);
        if (every.isPresent() && length.compareTo(every.get()) > 0) {
            problems.warning(at, "this takes about " + Durations.format(length)
                    + " to play but is due every " + Durations.format(every.get()),
                    "a longer 'every' or a shorter sequence");
        }
    }
}
