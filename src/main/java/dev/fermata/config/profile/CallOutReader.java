package dev.fermata.config.profile;

import dev.fermata.config.ConditionType;
import dev.fermata.config.Fault;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.Wording;
import dev.fermata.model.AgentState;
import dev.fermata.model.ConditionSyntax;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.NearestName;
import dev.fermata.model.SpokenEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code [[say]]}. Confined to one thread. */
final class CallOutReader {
    /** Words and nothing that compares or puts together: an event, with what it is about. */
    private static final Pattern WORDS = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*(\\s[^<>=!()]*)?");
    private static final List<String> HOLDERS = List.of(Hold.PRIORITY_KEYS, Hold.MANUAL, Hold.FOCUS, Hold.CHAT,
            Hold.LOCKED, Hold.TALK, Hold.VOICE);
    /** While these are there, nothing is heard. */
    private static final Set<String> SILENT = Set.of("hold_added manual", "hold_added talk", "hold_added voice",
            "state stopped", "state ready");
    /** A condition comes and goes as often as its sensor wavers. */
    private static final Duration OFTEN = Duration.ofSeconds(1);

    private final Problems problems;
    private final Wording wording;
    private final ConditionReader conditions;
    private final Map<String, Optional<Sensor.Kind>> sensors;
    private final Collection<String> skills;
    private final Map<String, Span> byOn = new LinkedHashMap<>();
    private final List<Found> found = new ArrayList<>();

    /**
     * @param sensors those there are, by name, with their kind where that could be read
     * @param skills the names of what is played
     */
    CallOutReader(Problems problems, Wording wording, ConditionReader conditions, Map<String, Optional<Sensor.Kind>> sensors,
            Collection<String> skills) {
        this.problems = problems;
        this.wording = wording;
        this.conditions = conditions;
        this.sensors = sensors;
        this.skills = skills;
    }

    /** A call-out that was read, and where it says when. */
    private record Found(CallOut callOut, Span at) {
    }

    List<CallOut> read(List<Node> tables) {
        for (Node node : tables) {
            Table table = new Table(node, SpeechSchema.SAY_TABLE, wording);
            Optional<CallOut.On> on = table.find(SpeechSchema.ON).flatMap(text -> on(text, table));
            on.ifPresent(each -> {
                requireOnce(each, table);
                if (each instanceof CallOut.OnEvent && table.has(SpeechSchema.CONFIRM)) {
                    problems.error(problems.source().span(table.name(SpeechSchema.CONFIRM)),
                            "a call-out of an event cannot have 'confirm'", "no 'confirm', or an 'on' with a condition");
                }
            });
            Optional<CallOut> read = callOut(table, on);
            read.ifPresent(each -> found.add(new Found(each, problems.source().span(table.node(SpeechSchema.ON)))));
        }
        return found.stream().map(Found::callOut).toList();
    }

    private static Optional<CallOut> callOut(Table table, Optional<CallOut.On> on) {
        var text = table.find(SpeechSchema.TEXT);
        var priority = table.get(SpeechSchema.PRIORITY);
        Duration every = table.get(SpeechSchema.EVERY);
        Duration confirm = table.get(SpeechSchema.CONFIRM);
        Duration expires = table.get(SpeechSchema.EXPIRES);
        boolean enabled = table.get(SpeechSchema.ENABLED);
        return on.isEmpty() || text.isEmpty() ? Optional.empty()
                : Optional.of(new CallOut(on.get(), text.get(), priority, every, confirm, expires, enabled));
    }

    private static String lowerCase(CallOut.On on) {
        return on.toString().toLowerCase(Locale.ROOT);
    }

    private void requireOnce(CallOut.On on, Table table) {
        Span at = problems.source().span(table.node(SpeechSchema.ON));
        // What an event is about is meant in any case, a sensor is not.
        Span earlier = byOn.putIfAbsent(on instanceof CallOut.OnEvent ? lowerCase(on) : on.toString(), at);
        if (earlier != null) {
            problems.error(at, "another call-out is on " + ProblemText.quote(on.toString()) + " already ("
                    + problems.where(earlier) + ")", "one call-out, with variants such as text = \"{one|another}\"");
        }
    }

    private Optional<CallOut.On> on(String text, Table table) {
        String first = text.split("\\s", 2)[0];
        boolean isEvent = !sensors.containsKey(first) && !ConditionSyntax.WORDS.contains(first)
                && (SpokenEvent.find(first).isPresent() || looksLikeAnEvent(text));
        if (isEvent) {
            return event(first, text.substring(first.length()).strip(), table);
        }
        ConditionSyntax.Parsed parsed = ConditionSyntax.parse(table.node(SpeechSchema.ON).text());
        parsed.problem().ifPresent(wrong -> table.wrong(SpeechSchema.ON,
                ConditionType.fault(table.node(SpeechSchema.ON), wrong)));
        return parsed.problem().isPresent() ? Optional.empty()
                : conditions.check(table, SpeechSchema.ON, Optional.of(parsed))
                        .map(each -> new CallOut.OnCondition(each.condition()));
    }

    private static boolean looksLikeAnEvent(String text) {
        return WORDS.matcher(text).matches()
                && Arrays.stream(text.split("\\s+")).noneMatch(ConditionSyntax.WORDS::contains);
    }

    private Optional<CallOut.On> event(String name, String subject, Table table) {
        Optional<SpokenEvent> event = SpokenEvent.find(name);
        if (event.isEmpty()) {
            List<String> names = new ArrayList<>(SpokenEvent.ids());
            // Of the others the name alone says nothing.
            sensors.entrySet().stream().filter(each -> each.getValue().equals(Optional.of(Sensor.Kind.PIXEL)))
                    .map(Map.Entry::getKey).forEach(names::add);
            Optional<String> why = SpokenEvent.whyUnspoken(name);
            wrong(table, name, ProblemText.quote(name) + why.map(each -> " cannot be called out: " + each)
                    .orElse(" is neither an event nor a sensor of this profile"),
                    "an event such as hold_added, or a condition such as hp < 30", why.isPresent() ? List.of()
                            : NearestName.among(names, name));
            return Optional.empty();
        }
        return subject.isEmpty() || isRight(event.get(), subject, table)
                ? Optional.of(new CallOut.OnEvent(event.get(), Optional.of(subject).filter(each -> !each.isEmpty())))
                : Optional.empty();
    }

    private boolean isRight(SpokenEvent event, String subject, Table table) {
        return switch (event.subject()) {
            case NONE -> wrong(table, subject, "nothing can stand behind '" + event.id() + "'", "on = \"" + event.id()
                    + "\"", List.of());
            case ANY -> true;
            case HOLDER -> subject.startsWith(Hold.API_PREFIX) || oneOf(HOLDERS, subject, "holder", table);
            case STATE -> oneOf(Arrays.stream(AgentState.values()).map(AgentState::id).toList(), subject, "state", table);
            case SKILL -> oneOf(skills, subject, "skill of this profile", table);
            case KEY -> Key.find(subject).isPresent() || wrong(table, subject, ProblemText.quote(subject)
                    + " is not a key", "a key name ('fermata keys' lists them)", List.of());
        };
    }

    private boolean oneOf(Collection<String> names, String name, String what, Table table) {
        return names.stream().anyMatch(name::equalsIgnoreCase)
                || wrong(table, name, ProblemText.quote(name) + " is no " + what, names.isEmpty() ? "none"
                        : "one of " + String.join(", ", names), NearestName.among(List.copyOf(names), name));
    }

    /** @return false */
    private static boolean wrong(Table table, String part, String problem, String expected, List<String> meant) {
        Node node = table.node(SpeechSchema.ON);
        table.wrong(SpeechSchema.ON, Fault.part(node, Math.max(0, node.text().lastIndexOf(part)), part.length(), problem,
                expected, meant));
        return false;
    }

    /** Warns of what is hardly wanted. */
    void advise() {
        for (Found each : found) {
            CallOut callOut = each.callOut();
            if (!callOut.enabled()) {
                continue;
            }
            if (SILENT.contains(lowerCase(callOut.on()))) {
                problems.warning(each.at(), "nothing can be heard then: speech stands still as well",
                        "the end of it, such as \"hold_removed manual\" or \"state running\"");
            }
            if (callOut.on() instanceof CallOut.OnCondition && callOut.every().compareTo(OFTEN) < 0) {
                problems.warning(each.at(), "this may be said again and again: what a sensor reads goes up and down",
                        "an 'every' of seconds, such as every = \"10s\"");
            }
        }
    }
}
