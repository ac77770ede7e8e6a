package dev.fermata.config.profile;

import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code [hotkeys]}. */
final class HotkeyReader {
    private static final Map<Command, Field> FIELDS = Map.of(
            Command.MASTER, Field.MASTER, Command.TOGGLE, Field.TOGGLE, Command.PANIC, Field.PANIC);
    private static final Map<Command, Hotkey> DEFAULTS = Map.of(
            Command.MASTER, new Hotkey(Key.F8),
            Command.TOGGLE, new Hotkey(Key.F9),
            Command.PANIC, new Hotkey(List.of(Key.findAll("ctrl"), Key.findAll("shift")), Key.F12));
    private static final Set<Key> MODIFIERS = Set.of(
            Key.LEFT_SHIFT, Key.RIGHT_SHIFT, Key.LEFT_CTRL, Key.RIGHT_CTRL,
            Key.LEFT_ALT, Key.RIGHT_ALT, Key.LEFT_META, Key.RIGHT_META);

    private final Problems problems;
    private final KeyNames names;

    HotkeyReader(Problems problems) {
        this.problems = problems;
        this.names = new KeyNames(problems);
    }

    /**
     * A hotkey and where it is written.
     *
     * @param at empty for a default
     */
    record Found(Command command, Hotkey hotkey, Optional<Span> at) {
        /** "the master hotkey (line 7)". */
        String title() {
            String where = at.map(span -> "line " + span.line()).orElse("its default");
            return "the " + name() + " hotkey (" + where + ")";
        }

        String name() {
            return command.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The hotkeys there are; a command whose entry is empty or "none" has none. */
    Map<Command, Found> read(Optional<TableReader> table) {
        Map<Command, Found> found = new EnumMap<>(Command.class);
        for (Command command : Command.values()) {
            Field field = FIELDS.get(command);
            if (table.isPresent() && table.get().has(field)) {
                table.get().textOrBlank(field).flatMap(text -> parse(command, text))
                        .ifPresent(hotkey -> found.put(command, hotkey));
            } else {
                found.put(command, new Found(command, DEFAULTS.get(command), Optional.empty()));
            }
        }
        checkAlike(List.copyOf(found.values()));
        return found;
    }

    private Optional<Found> parse(Command command, Text text) {
        if (text.value().isBlank() || text.value().strip().equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        List<Set<Key>> keys = new ArrayList<>();
        int offset = 0;
        boolean good = true;
        String[] parts = text.value().split("\\+", -1);
        for (int i = 0; i < parts.length; i++) {
            String name = parts[i].strip();
            int leading = parts[i].length() - parts[i].stripLeading().length();
            Span at = text.part(offset + leading, Math.max(1, name.length()));
            good &= part(name, at, i == parts.length - 1, keys);
            offset += parts[i].length() + 1;
        }
        if (!good) {
            return Optional.empty();
        }
        // The last key is pressed, not watched as a side: a bare modifier there is its left key.
        Key key = keys.get(keys.size() - 1).stream().sorted().findFirst().orElseThrow();
        Hotkey hotkey = new Hotkey(keys.subList(0, keys.size() - 1), key);
        return Optional.of(new Found(command, hotkey, Optional.of(text.span())));
    }

    private boolean part(String name, Span at, boolean last, List<Set<Key>> before) {
        Set<Key> keys = names.watched(name, at);
        if (keys.isEmpty()) {
            return false;
        }
        if (!last && !MODIFIERS.containsAll(keys)) {
            problems.error(at, Words.quote(name) + " is not a modifier, so no other key can follow it",
                    "only ctrl, shift, alt or meta before the key, such as \"ctrl+shift+f12\"");
            return false;
        }
        if (before.stream().anyMatch(earlier -> earlier.equals(keys))) {
            problems.error(at, Words.quote(name) + " is in this hotkey twice", "each key once");
            return false;
        }
        before.add(keys);
        return true;
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
