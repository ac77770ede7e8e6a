package dev.fermata.config.profile;

import static dev.fermata.config.profile.ProfileSchema.ROTATION_STEPS;
import static dev.fermata.config.profile.ProfileSchema.SKILL_AT_START;
import static dev.fermata.config.profile.ProfileSchema.SKILL_EXCLUSIVE;
import static dev.fermata.config.profile.ProfileSchema.SKILL_EVERY;
import static dev.fermata.config.profile.ProfileSchema.SKILL_KEYS;
import static dev.fermata.config.profile.ProfileSchema.SKILL_MODE;
import static dev.fermata.config.profile.ProfileSchema.SKILL_NAME;
import static dev.fermata.config.profile.ProfileSchema.SKILL_RESUME;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code [[skill]]} and {@code [rotation]}. */
final class SkillReader {
    private final Problems problems;
    private final Wording wording;
    private final Profile.Dispatch dispatch;
    private final ResumePolicy resume;
    private final Map<String, Span> byName = new HashMap<>();
    private final List<FootGuns.Played> played = new ArrayList<>();

    /** @param resume the policy of those that do not choose their own */
    SkillReader(Problems problems, Wording wording, Profile.Dispatch dispatch, ResumePolicy resume) {
        this.problems = problems;
        this.wording = wording;
        this.dispatch = dispatch;
        this.resume = resume;
    }

    /** A skill of the file: what could be read of it, and what kind it is meant to be. */
    record Found(Optional<Skill> skill, boolean timed, Span at) {
        boolean disabled() {
            return skill.isPresent() && !skill.get().enabled();
        }
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
        Optional<Action> action = table.find(SKILL_KEYS);
        Lane lane = table.get(ProfileSchema.SKILL_LANE);
        boolean enabled = table.get(ProfileSchema.SKILL_ENABLED);
        boolean runs = table.get(ProfileSchema.SKILL_DURING_HOLD) == DuringHold.RUN;
        Optional<Mode> mode = table.has(SKILL_MODE) ? table.find(SKILL_MODE) : SKILL_MODE.standardValue();
        if (mode.isEmpty()) {
            return new Found(Optional.empty(), false, header);
        }
        if (mode.get() == Mode.HOLD) {
            rejectTiming(table);
            Optional<Action.Tap> kept = action.flatMap(each -> chord(each, table));
            kept.filter(each -> enabled).ifPresent(each -> played.add(new FootGuns.Played(title(name), each,
                    Optional.empty(), lane, true, problems.source().span(table.node(SKILL_KEYS)))));
            Optional<Skill> skill = name.isEmpty() || kept.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Skill.KeptDown(name.get(), enabled, lane, runs, kept.get().keys()));
            return new Found(skill, false, header);
        }
        Optional<Duration> every = table.find(SKILL_EVERY);
        ResumePolicy policy = table.find(SKILL_RESUME).orElse(resume);
        boolean atStart = table.get(SKILL_AT_START);
        action.ifPresent(each -> warnIfTooLong(each, every, table.node(SKILL_KEYS)));
        action.filter(each -> enabled).ifPresent(each -> played.add(new FootGuns.Played(title(name), each, every, lane,
                false, problems.source().span(table.node(SKILL_KEYS)))));
        Optional<Skill> skill = name.isEmpty() || action.isEmpty() || every.isEmpty()
                ? Optional.empty()
                : Optional.of(new Skill.Timed(
                        name.get(), enabled, lane, runs, action.get(), every.get(), policy, atStart,
                        table.get(SKILL_EXCLUSIVE)));
        return new Found(skill, true, header);
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
        steps.forEach(step -> warnIfTooLong(step.value(), every, step.node()));
        Lane lane = table.get(ProfileSchema.ROTATION_LANE);
        steps.forEach(step -> played.add(new FootGuns.Played("the rotation", step.value(), Optional.empty(), lane,
                false, problems.source().span(step.node()))));
        ResumePolicy policy = table.find(ProfileSchema.ROTATION_RESUME).orElse(resume);
        boolean runs = table.get(ProfileSchema.ROTATION_DURING_HOLD) == DuringHold.RUN;
        boolean atStart = table.get(ProfileSchema.ROTATION_AT_START);
        return every.map(interval ->
                new Rotation(steps.stream().map(Item::value).toList(), interval, lane, policy, runs, atStart));
    }

    private void rejectTiming(Table table) {
        for (Field<?> field : List.<Field<?>>of(SKILL_EVERY, SKILL_RESUME, SKILL_AT_START, SKILL_EXCLUSIVE)) {
            if (table.has(field)) {
                problems.error(problems.source().span(table.name(field)),
                        "a skill with mode = \"hold\" cannot have '" + field + "'",
                        "no '" + field + "', or no mode = \"hold\", with which keys stay pressed while the"
                                + " schedule runs");
            }
        }
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

    private void warnIfTooLong(Action action, Optional<Duration> every, Node at) {
        Duration length = FootGuns.length(action, dispatch, true);
        if (every.isPresent() && length.compareTo(every.get()) > 0) {
            problems.warning(problems.source().span(at), "this takes about " + Durations.format(length)
                    + " to play but is due every " + Durations.format(every.get()),
                    "a longer 'every' or a shorter sequence");
        }
    }
}
