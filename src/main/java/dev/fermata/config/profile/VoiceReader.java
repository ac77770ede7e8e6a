package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.Tables.Item;
import dev.fermata.config.Wording;
import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.SpokenWords;
import dev.fermata.model.Variants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code [[voice]]}. Confined to one thread. */
final class VoiceReader {
    /** What is shorter is heard in anything that is said. */
    private static final int SHORT = 4;
    /** Of these a command has one. */
    private static final List<Field<?>> DOES = List.of(VoiceSchema.KEYS, VoiceSchema.TAKE, VoiceSchema.DO);

    private final Problems problems;
    private final Wording wording;
    private final TakeReader takes;
    private final Map<String, Said> said = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final List<FootGuns.Played> played = new ArrayList<>();

    VoiceReader(Problems problems, Wording wording, TakeReader takes) {
        this.problems = problems;
        this.wording = wording;
        this.takes = takes;
    }

    /** What may be said, of which command, and where it stands. */
    private record Said(Node command, Span at) {
    }

    /** A command that was read, and where it stands what is said for it. */
    private record Found(VoiceCommand command, List<Item<List<String>>> phrases, Span at) {
    }

    List<VoiceCommand> read(List<Node> tables) {
        tables.forEach(node -> command(new Table(node, VoiceSchema.VOICE_TABLE, wording)));
        return found.stream().map(Found::command).toList();
    }

    /** What of it is played, as far as it was read. */
    List<FootGuns.Played> played() {
        return played;
    }

    private void command(Table table) {
        Optional<List<Item<List<String>>>> hear = table.find(VoiceSchema.HEAR);
        hear.ifPresent(items -> items.forEach(each -> requireOnce(each, table.node())));
        Optional<VoiceCommand.Does> does = does(table);
        OptionalDouble confidence = table.find(VoiceSchema.CONFIDENCE).map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
        Duration cooldown = table.get(VoiceSchema.COOLDOWN);
        Optional<Variants> say = table.find(VoiceSchema.SAY);
        boolean enabled = table.get(VoiceSchema.ENABLED);
        if (hear.isEmpty() || does.isEmpty()) {
            return;
        }
        List<String> phrases = hear.get().stream().flatMap(each -> each.value().stream()).toList();
        VoiceCommand command = new VoiceCommand(phrases, does.get(), confidence, cooldown, say, enabled);
        found.add(new Found(command, hear.get(), problems.source().span(table.node())));
        if (enabled && does.get() instanceof VoiceCommand.Plays plays) {
            Field<?> what = table.has(VoiceSchema.KEYS) ? VoiceSchema.KEYS : VoiceSchema.TAKE;
            played.add(new FootGuns.Played("the voice command " + ProblemText.quote(command.name()), plays.action(),
                    Optional.empty(), plays.lane(), false, problems.source().span(table.node(what))));
        }
    }

    /** What sounds alike means one thing. */
    private void requireOnce(Item<List<String>> phrases, Node command) {
        Span at = problems.source().span(phrases.node());
        for (String phrase : phrases.value()) {
            Said earlier = said.putIfAbsent(SpokenWords.of(phrase), new Said(command, at));
            // Variants of one text may come to the same, as "{a|} b" and "{|a} b" do.
            if (earlier != null && !earlier.at().equals(at)) {
                problems.error(at, (earlier.command() == command ? "this is " : "another command is ") + "heard as "
                        + ProblemText.quote(SpokenWords.of(phrase)) + " already (" + problems.where(earlier.at()) + ")",
                        "each thing that is said once");
                return;
            }
        }
    }

    private Optional<VoiceCommand.Does> does(Table table) {
        List<Field<?>> there = DOES.stream().filter(table::has).toList();
        Optional<Action> keys = table.find(VoiceSchema.KEYS);
        Optional<Action> take = table.has(VoiceSchema.TAKE) ? takes.read(table, VoiceSchema.TAKE) : Optional.empty();
        Optional<VoiceCommand.Tells> told = table.find(VoiceSchema.DO);
        Lane lane = table.get(VoiceSchema.LANE);
        if (there.size() > 1) {
            problems.error(problems.source().span(table.name(there.get(1))), "a voice command cannot have both '"
                    + there.get(0) + "' and '" + there.get(1) + "'", "one of them; a second command for the other");
            return Optional.empty();
        }
        if (there.isEmpty()) {
            problems.missing(problems.source().span(table.node()), "this voice command does nothing",
                    "one of the fields 'keys', 'take' and 'do', such as keys = \"1\" or do = \"pause\"");
            return Optional.empty();
        }
        if (table.has(VoiceSchema.DO) && table.has(VoiceSchema.LANE)) {
            problems.error(problems.source().span(table.name(VoiceSchema.LANE)), "a voice command with 'do' cannot have"
                    + " 'lane'", "no 'lane', or 'keys' in place of 'do'");
        }
        return told.isPresent() ? told.map(each -> each)
                : keys.or(() -> take).map(each -> new VoiceCommand.Plays(each, lane));
    }

    /** Warns of what is hardly wanted. */
    void advise() {
        List<Found> heard = found.stream().filter(each -> each.command().enabled()).toList();
        for (Found each : heard) {
            each.phrases().forEach(this::advise);
            VoiceCommand.Does does = each.command().does();
            if (each.command().say().isPresent() && (does == VoiceCommand.Tells.PAUSE || does == VoiceCommand.Tells.STOP)) {
                problems.warning(each.at(), "its 'say' is not heard: speech stands still then as well",
                        "no 'say', or one on the command that resumes");
            }
        }
        boolean resumes = heard.stream().anyMatch(each -> each.command().does() == VoiceCommand.Tells.RESUME);
        if (!resumes) {
            heard.stream().filter(each -> each.command().does() == VoiceCommand.Tells.PAUSE).findFirst().ifPresent(pause ->
                    problems.warning(pause.at(), "only the toggle key ends this pause: no command resumes",
                            "one more [[voice]] with do = \"resume\""));
        }
    }

    private void advise(Item<List<String>> phrases) {
        Span at = problems.source().span(phrases.node());
        Optional<String> digits = phrases.value().stream().filter(SpokenWords::hasDigits).findFirst();
        Optional<String> brief = phrases.value().stream()
                .filter(each -> SpokenWords.of(each).replace(" ", "").length() < SHORT).findFirst();
        if (digits.isPresent()) {
            problems.warning(at, "who says a number says words: digits are heard by some recognisers only",
                    "the words, or both, such as hear = [\"slot one\", \"slot 1\"]");
        } else if (brief.isPresent()) {
            problems.warning(at, ProblemText.quote(brief.get()) + " is so short that it is heard in other words",
                    "two words or a long one");
        }
    }
}
