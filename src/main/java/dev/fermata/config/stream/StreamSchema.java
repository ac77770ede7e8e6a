package dev.fermata.config.stream;

import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.ListType;
import dev.fermata.config.Node;
import dev.fermata.config.PriorityType;
import dev.fermata.config.Schema;
import dev.fermata.config.Tables;
import dev.fermata.config.Types;
import dev.fermata.model.Glob;
import dev.fermata.model.ServerAddress;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.StreamKind;
import dev.fermata.model.VariantSyntax;
import dev.fermata.model.Variants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every field of stream.toml. The reader reads nothing else; the tables of {@code docs/stream.md} are made of it. */
final class StreamSchema {
    private static final String ADDRESS_EXPECTED = "the address of a WebSocket, such as ws://127.0.0.1:8888";

    static final Field<List<Node>> FEED = Field.optional("feed", Tables.tables("[[feed]]", "feed"), "none",
            "A program that tells what happens in the stream.");
    static final Field<Node> IGNORE = Field.optional("ignore", Tables.table("[ignore]"), "see below",
            "What is not answered.");
    static final Field<List<Node>> ANSWER = Field.optional("answer", Tables.tables("[[answer]]", "answer"), "",
            "What is said, and when. There is at least one, or a [script].");
    static final Field<List<Node>> MODEL = Field.optional("model", Tables.tables("[[model]]", "model"), "none",
            "A language model: of several the first writes that can, see [Language models](#language-models).");
    static final Field<Node> SCRIPT = Field.optional("script", Tables.table("[script]"), "none",
            "What is said when there is nothing else to say.");
    static final Field<Node> REPLIES = Field.optional("reply", Tables.table("[reply]"), "see below",
            "How language models write the answers that have `reply`.");
    static final Field<List<String>> IMPORTANT = Field.optional("important", words("a list such as [\"price\"]"),
            "`speech.important`", "Words that make a comment important.");
    static final Field<String> NOBODY = Field.standard("nobody", Types.line("a name", 40, false), "somebody",
            "What is said in place of a name that cannot be read aloud.");

    static final Field<String> NAME = Field.required("name", Types.line("a name", 40, false),
            "What events and figures call it.");
    static final Field<FeedKind> KIND = Field.required("kind", Types.word(FeedKind.class), "Which program it is.");
    static final Field<ServerAddress> ADDRESS = Field.optional("address", Types.text(ADDRESS_EXPECTED + ", in quotes",
            StreamSchema::address, StreamSchema::shown),
            "`ws://127.0.0.1:8888` of barrage-grab, `ws://127.0.0.1:8080` of streamer-bot",
            "Where it is; that of douyin-live ends with the room, `ws://127.0.0.1:1088/ws/516466932480`.");

    static final Field<List<Glob>> USERS = Field.standard("users", new ListType<>(Types.text(
            "the name of a viewer; * is any text", text -> text.isBlank() || text.length() > 60 ? Optional.empty()
                    : Optional.of(new Glob(text.strip())), Glob::toString),
            "a list such as [\"nightbot\", \"*bot\"]; a * is any text"), "nightbot,streamelements,streamlabs,moobot,fossabot",
            "Bots, by their names or ids.");
    static final Field<List<String>> COMMANDS = Field.standard("commands", words("a list such as [\"!\", \"/\"]"), "!,/",
            "How texts begin that are meant for bots.");
    static final Field<Boolean> LINKS = Field.standard("links", Types.flag(), "true",
            "Whether texts with links in them are ignored.");
    static final Field<Long> LONGEST = Field.standard("longest", Types.whole(1, 500), "100",
            "Texts of more characters are ignored.");
    static final Field<List<String>> WORDS = Field.optional("words", words("a list such as [\"spoiler\"]"), "none",
            "Words that are not read aloud: a text with one is ignored, and a name with one is not said.");

    static final Field<StreamKind> ON = Field.required("on", Types.word(StreamKind.class), "What it answers.");
    static final Field<Variants> TEXT = Field.required("text", new AnswerText(),
            "What is said, see [Texts](#texts).");
    static final Field<Variants> MANY = Field.optional("many", new AnswerText(), "each is answered by itself",
            "What is said for several viewers at once, if more come while the first waits.");
    static final Field<Variants> SUM = Field.optional("sum", new AnswerText(), "those are dropped",
            "What is said in the end for all that have waited too long or were too many.");
    static final Field<Long> LEAST = Field.standard("least", Types.whole(0, 1_000_000_000), "0",
            "Only for gifts that are worth so much, or so many likes at once.");
    static final Field<List<String>> ANY_OF = Field.optional("words", words("a list such as [\"hello\", \"hi\"]"),
            "any text", "Only for texts with one of these words in them.");
    static final Field<Boolean> SPECIAL = Field.standard("special", Types.flag(), "false",
            "Only for moderators, VIPs and the like, as far as the feed tells.");
    static final Field<SpeechPriority> PRIORITY = Field.optional("priority", new PriorityType(),
            "reckoned, see [Whose turn it is](speech.md#whose-turn-it-is)", "How important it is.");
    static final Field<Long> PER_MINUTE = Field.standard("per_minute", Types.whole(0, 1_000), "0",
            "How many are answered in any minute at most; 0 for any number.");
    static final Field<Long> PER_PERSON = Field.standard("per_person", Types.whole(0, 1_000), "0",
            "How many of one viewer are answered in any minute at most; 0 for any number.");
    static final Field<Duration> GATHER = Field.standard("gather", DurationType.inQuotes("0ms", "10m"), "0ms",
            "How long more of them are waited for before it is said.");
    static final Field<Duration> EXPIRES = Field.standard("expires", DurationType.inQuotes("1s", "1m"), "20s",
            "How long it may wait for its turn after that. A `sum` waits as long again.");

    static final Field<Boolean> REPLY = Field.standard("reply", Types.flag(), "false",
            "Whether a language model writes the answer, see [Replies](#replies); `text` is said where none can.");

    static final Field<String> PROMPT = Field.optional("prompt", Types.line("the path of a file", 1_000, false),
            "a prompt of ours", "A text file that says how a model is to answer.");
    static final Field<Long> HISTORY = Field.standard("history", Types.whole(0, 20), "6",
            "How many earlier replies a model is told, with what they answered.");
    static final Field<Long> LONGEST_REPLY = Field.standard("longest", Types.whole(20, VariantSyntax.LONGEST), "300",
            "How many characters of a reply are said at most; the sentence that goes beyond is not.");
    static final Field<Duration> WAIT = Field.standard("wait", DurationType.inQuotes("500ms", "30s"), "5s",
            "How long the first sentence is waited for until `text` is said instead.");

    static final Field<List<String>> FILES = Field.required("files", new ListType<>(Types.line("the path of a file", 1_000,
            false), "a list such as [\"talk.txt\"]"), "Texts with an empty line between them, of which one is said a turn.");
    static final Field<Duration> PAUSE = Field.standard("pause", DurationType.inQuotes("1s", "1h"), "15s",
            "How long nothing has been said before.");
    static final Field<Boolean> SHUFFLE = Field.standard("shuffle", Types.flag(), "false",
            "Whether by chance and not in their order.");

    static final Schema TOP_TABLE = new Schema("stream.toml", "this file",
            List.of(FEED, ANSWER, MODEL, REPLIES, IGNORE, SCRIPT, IMPORTANT, NOBODY));
    static final Schema FEED_TABLE = new Schema("[[feed]]", "this feed", List.of(NAME, KIND, ADDRESS));
    static final Schema ANSWER_TABLE = new Schema("[[answer]]", "this answer", List.of(ON, TEXT, MANY, SUM, LEAST, ANY_OF,
            SPECIAL, PRIORITY, PER_MINUTE, PER_PERSON, GATHER, EXPIRES, REPLY));
    static final Schema REPLY_TABLE = new Schema("[reply]", "[reply]", List.of(PROMPT, HISTORY, LONGEST_REPLY, WAIT));
    static final Schema IGNORE_TABLE = new Schema("[ignore]", "[ignore]",
            List.of(USERS, COMMANDS, LINKS, LONGEST, WORDS));
    static final Schema SCRIPT_TABLE = new Schema("[script]", "[script]", List.of(FILES, PAUSE, SHUFFLE));

    static final List<Schema> ALL = List.of(TOP_TABLE, FEED_TABLE, ANSWER_TABLE, REPLY_TABLE, IGNORE_TABLE, SCRIPT_TABLE,
            ModelSchema.TABLE);

    private StreamSchema() {
    }

    private static ListType<String> words(String expected) {
        return new ListType<>(Types.line("text", 60, false), expected);
    }

    private static Optional<ServerAddress> address(String text) {
        String address = text.strip();
        boolean socket = address.regionMatches(true, 0, "ws:", 0, 3) || address.regionMatches(true, 0, "wss:", 0, 4);
        return socket ? ServerAddress.of("http" + address.substring(2)) : Optional.empty();
    }

    static String shown(ServerAddress address) {
        return "ws" + address.toString().substring(4);
    }
}
