package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.Tables.Item;
import dev.fermata.config.Wording;
import dev.fermata.model.Glob;
import dev.fermata.model.Key;
import dev.fermata.model.WindowPattern;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code [window]} and {@code [window.chat]}, and checks the chat's keys against those that mean something. */
final class WindowReader {
    private final Problems problems;
    private final Wording wording;
    private final Map<Key, Span> chatKeys;

    /** @param chatKeys gets the keys that open or close the chat, and where each is written */
    WindowReader(Problems problems, Wording wording, Map<Key, Span> chatKeys) {
        this.problems = problems;
        this.wording = wording;
        this.chatKeys = chatKeys;
    }

    /** @param managed the managed keys */
    GameWindow read(Node node, Collection<HotkeyReader.Found> hotkeys, Set<Key> managed) {
        Table table = new Table(node, WindowSchema.WINDOW_TABLE, wording);
        WindowPattern pattern = new WindowPattern(glob(table, WindowSchema.WINDOW_TITLE),
                glob(table, WindowSchema.WINDOW_CLASS), glob(table, WindowSchema.WINDOW_EXE));
        if (!table.has(WindowSchema.WINDOW_TITLE) && !table.has(WindowSchema.WINDOW_CLASS)
                && !table.has(WindowSchema.WINDOW_EXE)) {
            problems.missing(problems.source().span(node), "[window] does not say which window is the game's",
                    "at least one of title, class and exe, such as title = \"Torchlight*\"");
        }
        GameWindow.Unfocused unfocused = table.get(WindowSchema.WINDOW_UNFOCUSED);
        Optional<GameWindow.Chat> chat = table.find(WindowSchema.WINDOW_CHAT).flatMap(inner ->
                chat(new Table(inner, WindowSchema.CHAT_TABLE, wording)));
        checkHotkeys(hotkeys);
        checkManaged(managed);
        return new GameWindow(pattern, unfocused, chat);
    }

    private Optional<Glob> glob(Table table, Field<String> field) {
        Optional<Glob> glob = table.find(field).map(Glob::new);
        glob.filter(Glob::matchesAll).ifPresent(all -> problems.warning(problems.source().span(table.node(field)),
                "this '" + field + "' is that of every window", "a part of the name, such as \"Torchlight*\""));
        return glob;
    }

    private Optional<GameWindow.Chat> chat(Table table) {
        Optional<Set<Key>> open = keys(table, WindowSchema.CHAT_OPEN);
        Optional<Set<Key>> close = keys(table, WindowSchema.CHAT_CLOSE);
        Duration lease = table.get(WindowSchema.CHAT_LEASE);
        return open.isEmpty() || close.isEmpty() ? Optional.empty()
                : Optional.of(new GameWindow.Chat(open.get(), close.get(), lease));
    }

    private Optional<Set<Key>> keys(Table table, Field<List<Item<Set<Key>>>> field) {
        return table.find(field).map(items -> {
            if (items.isEmpty() && table.node(field).list().isEmpty()) {
                problems.error(problems.source().span(table.node(field)), "'" + field + "' is empty",
                        field.type().written());
            }
            Set<Key> keys = EnumSet.noneOf(Key.class);
            items.forEach(item -> item.value().forEach(key -> {
                keys.add(key);
                chatKeys.putIfAbsent(key, problems.source().span(item.node()));
            }));
            return keys;
        });
    }

    private void checkHotkeys(Collection<HotkeyReader.Found> hotkeys) {
        hotkeys.forEach(hotkey -> Optional.ofNullable(chatKeys.get(hotkey.hotkey().key())).ifPresent(at ->
                problems.error(at, "'" + hotkey.hotkey().key() + "' is a key of the chat and also " + hotkey.title(),
                        "another key for " + hotkey.name() + " in [hotkeys]: the game would not get this one")));
    }

    /** The game would get it later than the agent believes. */
    private void checkManaged(Set<Key> managed) {
        chatKeys.forEach((key, at) -> {
            if (managed.contains(key)) {
                problems.error(at, "'" + key + "' is a key of the chat and also a managed key",
                        "a special key, if it is to silence the schedule, or no priority key");
            }
        });
    }
}
