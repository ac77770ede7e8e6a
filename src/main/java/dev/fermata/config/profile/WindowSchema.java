package dev.fermata.config.profile;

import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.KeyTypes;
import dev.fermata.config.Node;
import dev.fermata.config.Schema;
import dev.fermata.config.Tables;
import dev.fermata.config.Tables.Item;
import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.model.Key;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The fields of a profile that are about the game's window; a part of {@link ProfileSchema}. */
final class WindowSchema {
    static final Field<String> WINDOW_TITLE = Field.optional("title", glob(), "any",
            "The title of the game's window, as in `\"Torchlight*\"`: `*` is any text, `?` one character.");
    static final Field<String> WINDOW_CLASS = Field.optional("class", glob(), "any",
            "Its class, such as `\"steam_app_*\"` (`xprop WM_CLASS` tells both, either will do).");
    static final Field<String> WINDOW_EXE = Field.optional("exe", glob(), "any",
            "The file name of its program, such as `\"Torchlight*.exe\"`, or its whole path.");
    static final Field<GameWindow.Unfocused> WINDOW_UNFOCUSED = Field.standard("unfocused",
            Types.word(GameWindow.Unfocused.class), "hold",
            "`hold`: nothing is pressed and no key taken over while another window has the focus. `ignore`: it plays "
                    + "into whatever window that is.");
    static final Field<Node> WINDOW_CHAT = Field.optional("chat", Tables.table("[window.chat]"), "none",
            "The keys that open and close the game's chat: nothing is pressed while it is open.");

    static final Field<List<Item<Set<Key>>>> CHAT_OPEN = chatKeys("open", "The keys that open it.");
    static final Field<List<Item<Set<Key>>>> CHAT_CLOSE = chatKeys("close",
            "The keys that close it; one that opens it too does so when it is open.");
    static final Field<Duration> CHAT_LEASE = Field.standard("lease", DurationType.inQuotes("1s", "1h"), "60s",
            "After that it counts as closed, for it may have been closed by the mouse.");

    static final Schema WINDOW_TABLE = new Schema("[window]", "[window]",
            List.of(WINDOW_TITLE, WINDOW_CLASS, WINDOW_EXE, WINDOW_UNFOCUSED, WINDOW_CHAT));
    static final Schema CHAT_TABLE = new Schema("[window.chat]", "the chat",
            List.of(CHAT_OPEN, CHAT_CLOSE, CHAT_LEASE));

    private WindowSchema() {
    }

    private static Type<String> glob() {
        return Types.line("a name, with * for any text,", 200, false);
    }

    private static Field<List<Item<Set<Key>>>> chatKeys(String name, String meaning) {
        return Field.required(name, Tables.list("list of key names", "a list of key names, such as [\"enter\"]",
                KeyTypes.watched()), meaning);
    }
}
