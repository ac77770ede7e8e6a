package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.Wording;
import dev.fermata.config.profile.Viewers.ViewerAction;
import dev.fermata.model.Action;
import dev.fermata.model.Durations;
import dev.fermata.model.Key;
import dev.fermata.model.StreamKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads {@code [viewers]} and {@code [[viewer]]}. No action of theirs may touch a key by which Fermata is commanded or
 * stands still: then nobody but the player can pause, stop or take over. Confined to one thread.
 */
final class ViewerReader {
    /** So long the game is a stranger's at most. */
    static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int MOST = 50;
    private static final int MOST_KEYS = 40;
    private static final int MOST_STROKES = 1_000;
    /** With them somebody closes the game, or leaves it. */
    private static final Set<Key> DESKTOP = Set.of(Key.LEFT_ALT, Key.RIGHT_ALT, Key.LEFT_META, Key.RIGHT_META);

    private final Problems problems;
    private final Wording wording;
    private final TakeReader takes;
    private final Profile.Dispatch dispatch;
    private final Map<Key, String> taken;
    private final Map<String, Span> names = new HashMap<>();
    private final List<FootGuns.Played> played = new ArrayList<>();
    private final List<Span> anyText = new ArrayList<>();
    private final List<Span> commands = new ArrayList<>();
    private Optional<Span> useless = Optional.empty();

    /** @param taken the keys that viewers must not press, and what each is in words that follow a comma */
    ViewerReader(Problems problems, Wording wording, TakeReader takes, Profile.Dispatch dispatch,
            Map<Key, String> taken) {
        this.problems = problems;
        this.wording = wording;
        this.takes = takes;
        this.dispatch = dispatch;
        this.taken = taken;
    }

    Viewers read(Table viewers, List<Node> tables) {
        boolean on = viewers.get(ViewerSchema.ON);
        if (on && tables.isEmpty()) {
            useless = Optional.of(problems.source().span(viewers.node(ViewerSchema.ON)));
        }
        if (tables.size() > MOST) {
            problems.error(problems.source().span(tables.get(MOST)), "there are more than " + MOST
                    + " actions for viewers", "those that are used");
        }
        List<ViewerAction> actions = tables.stream().limit(MOST)
                .flatMap(node -> action(new Table(node, ViewerSchema.VIEWER_TABLE, wording)).stream()).toList();
        return new Viewers(on, viewers.get(ViewerSchema.PER_MINUTE).intValue(),
                viewers.get(ViewerSchema.TOTAL), actions);
    }

    /** What of it is played, as far as it was read. */
    List<FootGuns.Played> played() {
        return played;
    }

    /** Warns of what is hardly wanted. */
    void advise() {
        useless.ifPresent(at -> problems.warning(at, "viewers may play, and there is nothing for them to play",
                "a [[viewer]] with name, on and keys"));
        commands.forEach(each -> problems.warning(each, "texts that begin with ! or / are ignored",
                "words without it, or 'commands' of [ignore] in stream.toml without it"));
        anyText.forEach(each -> problems.warning(each, "whatever anybody writes has this played",
                "words = [\"jump\"], or what you want to be written for it"));
    }

    private Optional<ViewerAction> action(Table table) {
        Optional<String> name = table.find(ViewerSchema.NAME);
        name.ifPresent(each -> requireOnce(each, table));
        Optional<StreamKind> on = table.find(ViewerSchema.WHEN);
        List<String> words = table.find(ViewerSchema.WORDS).orElse(List.of());
        List<String> gifts = table.find(ViewerSchema.GIFT).orElse(List.of());
        long least = table.get(ViewerSchema.LEAST);
        on.ifPresent(kind -> requireFits(table, kind));
        boolean special = table.get(ViewerSchema.SPECIAL);
        Optional<Action> action = plays(table);
        ViewerLane lane = table.get(ViewerSchema.LANE);
        int perMinute = table.get(ViewerSchema.EACH_MINUTE).intValue();
        int perPerson = table.get(ViewerSchema.PER_PERSON).intValue();
        Duration cooldown = table.get(ViewerSchema.COOLDOWN);
        long total = table.get(ViewerSchema.EACH_TOTAL);
        boolean enabled = table.get(ViewerSchema.ENABLED);
        if (name.isEmpty() || on.isEmpty() || action.isEmpty()) {
            return Optional.empty();
        }
        Field<?> what = table.has(ViewerSchema.KEYS) ? ViewerSchema.KEYS : ViewerSchema.TAKE;
        if (enabled) {
            played.add(new FootGuns.Played("the viewers' action " + ProblemText.quote(name.get()), action.get(),
                    Optional.empty(), lane.lane(), false, problems.source().span(table.node(what))));
        }
        if (enabled && words.stream().anyMatch(each -> each.startsWith("!") || each.startsWith("/"))) {
            commands.add(problems.source().span(table.node(ViewerSchema.WORDS)));
        }
        if (enabled && on.get() == StreamKind.CHAT && words.isEmpty() && !special) {
            anyText.add(problems.source().span(table.node(ViewerSchema.WHEN)));
        }
        return Optional.of(new ViewerAction(name.get(), on.get(), words, gifts, least, special, action.get(),
                lane.lane(), perMinute, perPerson, cooldown, total, enabled));
    }

    private void requireOnce(String name, Table table) {
        Span at = problems.source().span(table.node(ViewerSchema.NAME));
        Span first = names.putIfAbsent(name, at);
        if (first != null) {
            problems.error(at, "there is an action for viewers of this name already (" + problems.where(first) + ")",
                    "another name for one of them");
        }
    }

    private void requireFits(Table table, StreamKind kind) {
        if (kind == StreamKind.STATISTICS || kind == StreamKind.ENDED) {
            problems.error(problems.source().span(table.node(ViewerSchema.WHEN)), "no viewer does '" + kind.id() + "'",
                    "chat, gift, follow, like, enter, share or fan_club, in quotes");
        }
        requireFor(table, ViewerSchema.WORDS, kind == StreamKind.CHAT, "only what is written has words");
        requireFor(table, ViewerSchema.GIFT, kind == StreamKind.GIFT, "only gifts are called something");
        requireFor(table, ViewerSchema.LEAST, kind == StreamKind.GIFT || kind == StreamKind.LIKE,
                "'least' is for gifts and likes");
    }

    private void requireFor(Table table, Field<?> field, boolean right, String why) {
        if (!right && table.has(field)) {
            problems.error(problems.source().span(table.name(field)), why, "no '" + field + "' here");
        }
    }

    private Optional<Action> plays(Table table) {
        if (table.has(ViewerSchema.KEYS) && table.has(ViewerSchema.TAKE)) {
            problems.error(problems.source().span(table.name(ViewerSchema.TAKE)),
                    "a viewer's action cannot have both 'keys' and 'take'", "one of them");
        } else if (!table.has(ViewerSchema.KEYS) && !table.has(ViewerSchema.TAKE)) {
            problems.missing(problems.source().span(table.node()), "this viewer's action does nothing",
                    "one of the fields 'keys' and 'take', such as keys = \"1\"");
            return Optional.empty();
        }
        Field<?> field = table.has(ViewerSchema.KEYS) ? ViewerSchema.KEYS : ViewerSchema.TAKE;
        Optional<Action> action = field == ViewerSchema.KEYS ? table.find(ViewerSchema.KEYS)
                : takes.read(table, ViewerSchema.TAKE);
        action.ifPresent(each -> {
            Span at = problems.source().span(table.node(field));
            requireShort(each, at);
            requireHarmless(each, at);
        });
        return action;
    }

    private void requireShort(Action action, Span at) {
        Duration length = FootGuns.length(action, dispatch, true);
        boolean many = action instanceof Action.Take take ? take.take().strokes().size() > MOST_STROKES
                : action.keys().size() > MOST_KEYS;
        if (length.compareTo(LONGEST) > 0) {
            problems.error(at, "this takes " + Durations.format(length) + ", and what viewers have played "
                    + Durations.format(LONGEST) + " at most", "something shorter: the game is yours");
        } else if (many) {
            problems.error(at, "these are more keys than viewers may have pressed at once", action instanceof Action.Take
                    ? "a take of at most " + MOST_STROKES + " strokes" : "at most " + MOST_KEYS);
        }
    }

    /** Each key once. */
    private void requireHarmless(Action action, Span at) {
        for (Key key : new TreeSet<>(action.keys())) {
            if (taken.containsKey(key)) {
                problems.error(at, "viewers cannot press '" + key + "', " + taken.get(key),
                        "another key: nobody but you pauses, stops or takes over");
            } else if (DESKTOP.contains(key)) {
                problems.error(at, "viewers cannot press '" + key + "': with it somebody could close the game or leave it",
                        "a key without alt and meta");
            }
        }
    }

    /**
     * The keys by which Fermata is commanded or stands still.
     *
     * @param priorityKeys with where each is written
     * @param managed how managed keys are sent
     * @param chatKeys with where each is written
     */
    static Map<Key, String> taken(Problems problems, Iterable<HotkeyReader.Found> hotkeys, Map<Key, Span> priorityKeys,
            Map<Key, Profile.Managed> managed, Map<Key, Span> chatKeys) {
        Map<Key, String> taken = new EnumMap<>(Key.class);
        hotkeys.forEach(each -> taken.put(each.hotkey().key(), "the key of " + each.title()));
        priorityKeys.forEach((key, at) -> taken.putIfAbsent(key, "a priority key (" + problems.where(at) + ")"));
        managed.forEach((key, how) -> taken.putIfAbsent(how.send(), "which is sent for your '" + key + "' ("
                + problems.where(priorityKeys.get(key)) + ")"));
        chatKeys.forEach((key, at) -> taken.putIfAbsent(key, "a key of the chat (" + problems.where(at) + ")"));
        return taken;
    }
}
