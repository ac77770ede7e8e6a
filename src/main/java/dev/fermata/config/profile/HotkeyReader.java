package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.config.KeyTypes;
import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.Reading;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.Tables;
import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.model.NearestName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code [hotkeys]}. */
final class HotkeyReader {
    private static final Map<Command.State, Field<Optional<Hotkey>>> FIELDS = Map.of(Command.State.MASTER, ProfileSchema.MASTER,
            Command.State.TOGGLE, ProfileSchema.TOGGLE, Command.State.PANIC, ProfileSchema.PANIC);

    private final Problems problems;
    private Set<Hotkey> consumed = Set.of();
    private boolean oneKey;

    HotkeyReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * A hotkey and where it is written.
     *
     * @param at empty for a default
     * @param where the same in words
     */
    record Found(Command command, Hotkey hotkey, Optional<Span> at, String where) {
        /** "the master hotkey (line 7)". */
        String title() {
            return (command instanceof Command.State ? "the " + name() + " hotkey (" : "the hotkey for " + name() + " (")
                    + where + ")";
        }

        String name() {
            return command instanceof Command.State state ? state.name().toLowerCase(Locale.ROOT) : "'" + command + "'";
        }
    }

    /** Those that are to be kept from the game. */
    Set<Hotkey> consumed() {
        return consumed;
    }

    /** Whether the toggle key also arms. */
    boolean oneKey() {
        return oneKey;
    }

    /** The hotkeys there are; a command whose entry is empty or "none" has none. */
    Map<Command, Found> read(Table table) {
        oneKey = table.get(ProfileSchema.ONE_KEY);
        Map<Command, Found> found = new LinkedHashMap<>();
        for (Command.State command : Command.State.values()) {
            Field<Optional<Hotkey>> field = FIELDS.get(command);
            Optional<Span> at = table.has(field)
                    ? Optional.of(problems.source().span(table.node(field))) : Optional.empty();
            Optional<Optional<Hotkey>> hotkey = at.isPresent() ? table.find(field) : field.standardValue();
            hotkey.flatMap(key -> key).ifPresent(key -> found.put(command,
                    new Found(command, key, at, at.map(problems::where).orElse("its default"))));
        }
        table.others().forEach((keys, command) -> readOther(table, keys, command, found));
        checkAlike(List.copyOf(found.values()));
        Set<Hotkey> shared = shared(table, found);
        consumed = found.values().stream().map(Found::hotkey)
                .filter(each -> table.get(ProfileSchema.CONSUME) && !shared.contains(each))
                .collect(Collectors.toUnmodifiableSet());
        return found;
    }

    /** Those that the game gets too; tells of what is no hotkey here. */
    private Set<Hotkey> shared(Table table, Map<Command, Found> found) {
        Map<String, Hotkey> byName = new LinkedHashMap<>();
        found.values().forEach(each -> byName.put(each.command() instanceof Command.State ? each.name()
                : each.hotkey().toString(), each.hotkey()));
        Set<Hotkey> shared = new HashSet<>();
        for (Tables.Item<String> item : table.find(ProfileSchema.SHARED).orElse(List.of())) {
            Optional<Hotkey> hotkey = Optional.ofNullable(byName.get(item.value()))
                    .or(() -> KeyTypes.hotkey().ofText(item.value()).flatMap(key -> key))
                    .filter(byName::containsValue);
            hotkey.ifPresentOrElse(shared::add, () -> problems.error(problems.source().span(item.node()),
                    "'" + item.value() + "' is no hotkey of this profile", "one of " + String.join(", ", byName.keySet()),
                    NearestName.among(List.copyOf(byName.keySet()), item.value()).stream().map(each -> '"' + each + '"').toList()));
        }
        return shared;
    }

    /** An entry whose name is the hotkey and whose value says what it does. */
    private void readOther(Table table, String keys, Node value, Map<Command, Found> found) {
        Node name = value.name(keys);
        if (keys.chars().noneMatch(each -> each == '+') && Key.findAll(keys).isEmpty()) {
            table.unknown(keys);
            return;
        }
        Reading<Optional<Hotkey>> hotkey = KeyTypes.hotkey().read(name, keys);
        hotkey.faults().forEach(fault -> table.wrong(ProfileSchema.HOTKEY, fault));
        Optional<Command> command = table.find(ProfileSchema.HOTKEY, keys);
        if (command.isPresent() && hotkey.value().flatMap(key -> key).isPresent()) {
            Span at = problems.source().span(name);
            Found now = new Found(command.get(), hotkey.value().get().get(), Optional.of(at), problems.where(at));
            Found earlier = found.putIfAbsent(command.get(), now);
            if (earlier != null) {
                problems.error(at, "there is already " + earlier.title(), "one hotkey for each command");
            }
        }
    }

    /** Tells of hotkeys for skills that the profile does not have. */
    void checkSkills(Collection<Found> found, List<String> skills) {
        for (Found each : found) {
            if (each.command() instanceof Command.TurnSkill turn && !skills.contains(turn.skill())) {
                problems.error(each.at().orElseThrow(), "this hotkey turns a skill '" + turn.skill()
                        + "' that the profile does not have", "one of its skills: " + String.join(", ", skills),
                        NearestName.among(skills, turn.skill()));
            }
        }
    }

    private void checkAlike(List<Found> found) {
        for (int i = 0; i < found.size(); i++) {
            for (int j = i + 1; j < found.size(); j++) {
                if (alike(found.get(i).hotkey(), found.get(j).hotkey())) {
                    reportAlike(found.get(i), found.get(j));
                }
            }
        }
    }

    /** Two defaults are never alike, so at least one of the two has a place. */
    private void reportAlike(Found one, Found two) {
        boolean blameTwo = two.at().isPresent()
                && (one.at().isEmpty() || two.at().get().line() >= one.at().get().line());
        Found blamed = blameTwo ? two : one;
        Found other = blameTwo ? one : two;
        problems.error(blamed.at().orElseThrow(),
                "'" + blamed.hotkey() + "' is already " + other.title(),
                "another key for " + blamed.name() + ", or \"none\" for no key");
    }

    /** Whether one press of keys could be both. */
    private static boolean alike(Hotkey one, Hotkey two) {
        return one.key() == two.key()
                && covers(one.modifiers(), two.modifiers())
                && covers(two.modifiers(), one.modifiers());
    }

    private static boolean covers(List<Set<Key>> modifiers, List<Set<Key>> others) {
        return others.stream().allMatch(other ->
                modifiers.stream().anyMatch(own -> own.stream().anyMatch(other::contains)));
    }
}
