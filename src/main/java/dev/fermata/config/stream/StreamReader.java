package dev.fermata.config.stream;

import static dev.fermata.config.stream.StreamSchema.ADDRESS;
import static dev.fermata.config.stream.StreamSchema.KIND;
import static dev.fermata.config.stream.StreamSchema.NAME;
import static java.util.Map.entry;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Diagnostics;
import dev.fermata.config.FileWording;
import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.SourceText;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.TemplateText;
import dev.fermata.config.TextFile;
import dev.fermata.config.TomlReader;
import dev.fermata.config.TomlWording;
import dev.fermata.model.ServerAddress;
import dev.fermata.model.StreamKind;
import dev.fermata.model.Variants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads stream.toml: text to all its rules, or to every problem it and the files that it names have, in one go. Never
 * throws because of what a file contains. Stateless, so safe from any thread.
 */
public final class StreamReader {
    /** The file's name, beside settings.toml. */
    public static final String FILE = "stream.toml";

    private static final int MOST_FEEDS = 8;
    private static final int MOST_ANSWERS = 100;
    private static final int MOST_MODELS = 8;
    private static final int MOST_FILES = 20;
    private static final Map<FeedKind, ServerAddress> USUAL = Map.of(
            FeedKind.BARRAGE_GRAB, ServerAddress.of("http://127.0.0.1:8888").orElseThrow(),
            FeedKind.STREAMER_BOT, ServerAddress.of("http://127.0.0.1:8080").orElseThrow());
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(entry("url", "address"), entry("type", "kind"),
            entry("event", "on"), entry("template", "text"), entry("keywords", "words"), entry("rate", "per_minute"),
            entry("cooldown", "per_person"), entry("bots", "users"), entry("file", "files"), entry("min", "least"),
            entry("api_key", "key"), entry("base_url", "address"), entry("num_predict", "max_tokens"),
            entry("timeout", "total"));
    private static final TomlWording TOML = new TomlWording("on = \"chat\"", "[[answer]]", "[ignore] or [[answer]]",
            "one table with all its fields; only [[feed]], [[model]] and [[answer]] can be repeated",
            "each field once; a further answer begins with its own [[answer]] line", "rules need one",
            () -> StreamSchema.ALL);

    private final Problems problems;
    private final FileWording wording;
    private final Path folder;
    private final List<Path> named = new ArrayList<>();
    private final Map<String, Span> names = new HashMap<>();

    private boolean hasModels;

    private StreamReader(Problems problems, Path folder) {
        this.problems = problems;
        this.folder = folder;
        this.wording = new FileWording(problems, StreamSchema.ALL, OTHER_NAMES);
    }

    /**
     * What came of reading.
     *
     * @param book empty when anything is wrong
     * @param problems in the order of the file
     * @param files those that it names, as far as it could be read
     */
    public record Result(Optional<StreamBook> book, List<Diagnostic> problems, List<Path> files) {
        /** What is wrong, for people; empty when nothing is. */
        public String render() {
            return Diagnostics.render(problems);
        }
    }

    /** Reads a file, and those that it names. That it is not there is a problem like any other. */
    public static Result read(Path file) {
        List<Diagnostic> unread = new ArrayList<>();
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        return TextFile.read(file, "rules, which are a few lines each", unread::add)
                .map(text -> parse(file.toString(), text, folder))
                .orElseGet(() -> new Result(Optional.empty(), unread, List.of()));
    }

    /**
     * Reads a text.
     *
     * @param file what messages call it
     * @param folder where the files are that it names
     */
    static Result parse(String file, String text, Path folder) {
        Problems problems = new Problems(file, new SourceText(text));
        StreamReader reader = new StreamReader(problems, folder);
        Optional<StreamBook> book = TomlReader.read(problems, TOML).map(reader::book);
        return new Result(problems.hasErrors() ? Optional.empty() : book, Diagnostics.withoutKeys(problems.sorted()),
                List.copyOf(reader.named));
    }

    private StreamBook book(Node node) {
        Table top = new Table(node, StreamSchema.TOP_TABLE, wording);
        List<StreamBook.Feed> feeds = limited(top.find(StreamSchema.FEED), MOST_FEEDS, "feeds").stream()
                .flatMap(each -> feed(each).stream()).toList();
        hasModels = top.has(StreamSchema.MODEL);
        List<Node> tables = limited(top.find(StreamSchema.ANSWER), MOST_ANSWERS, "answers");
        List<StreamBook.Answer> answers = tables.stream().flatMap(each -> answer(each).stream()).toList();
        if (!top.has(StreamSchema.ANSWER) && !top.has(StreamSchema.SCRIPT)) {
            problems.missing(Span.START, "there is nothing in this file that would be said",
                    "an [[answer]] with 'on' and 'text', see docs/stream.md");
        }
        StreamBook.Ignored ignored = ignored(top.table(StreamSchema.IGNORE, StreamSchema.IGNORE_TABLE));
        StreamBook.Script script = top.find(StreamSchema.SCRIPT)
                .map(each -> script(new Table(each, StreamSchema.SCRIPT_TABLE, wording)))
                .orElse(StreamBook.NONE.script());
        ModelReader reader = new ModelReader(problems, wording);
        List<WritingModel> models = limited(top.find(StreamSchema.MODEL), MOST_MODELS, "models").stream()
                .flatMap(each -> reader.read(each).stream()).toList();
        return new StreamBook(feeds, ignored, answers, script, top.find(StreamSchema.IMPORTANT).orElse(List.of()),
                top.get(StreamSchema.NOBODY), models,
                replies(top.table(StreamSchema.REPLIES, StreamSchema.REPLY_TABLE)));
    }

    private List<Node> limited(Optional<List<Node>> tables, int most, String what) {
        List<Node> all = tables.orElse(List.of());
        if (all.size() > most) {
            problems.error(problems.source().span(all.get(most)), "there are more than " + most + " " + what,
                    "those that are used");
        }
        return all.stream().limit(most).toList();
    }

    private Optional<StreamBook.Feed> feed(Node node) {
        Table table = new Table(node, StreamSchema.FEED_TABLE, wording);
        Optional<String> name = table.find(NAME);
        name.ifPresent(each -> {
            Span at = problems.source().span(table.node(NAME));
            Span first = names.putIfAbsent(each, at);
            if (first != null) {
                problems.error(at, "there is a feed of this name already (" + problems.where(first) + ")",
                        "another name for one of them");
            }
        });
        Optional<FeedKind> kind = table.find(KIND);
        Optional<ServerAddress> address = table.find(ADDRESS);
        if (kind.isPresent() && !table.has(ADDRESS)) {
            address = Optional.ofNullable(USUAL.get(kind.get()));
            if (address.isEmpty()) {
                wording.missing(ADDRESS, node, StreamSchema.FEED_TABLE);
            }
        }
        return name.isEmpty() || kind.isEmpty() || address.isEmpty() ? Optional.empty()
                : Optional.of(new StreamBook.Feed(name.get(), kind.get(), address.get()));
    }

    private Optional<StreamBook.Answer> answer(Node node) {
        Table table = new Table(node, StreamSchema.ANSWER_TABLE, wording);
        Optional<StreamKind> on = table.find(StreamSchema.ON);
        Optional<Variants> text = table.find(StreamSchema.TEXT);
        Optional<Variants> many = table.find(StreamSchema.MANY);
        Optional<Variants> sum = table.find(StreamSchema.SUM);
        long least = table.get(StreamSchema.LEAST);
        List<String> words = table.find(StreamSchema.ANY_OF).orElse(List.of());
        boolean special = table.get(StreamSchema.SPECIAL);
        var priority = table.find(StreamSchema.PRIORITY);
        int perMinute = table.get(StreamSchema.PER_MINUTE).intValue();
        int perPerson = table.get(StreamSchema.PER_PERSON).intValue();
        var gather = table.get(StreamSchema.GATHER);
        var expires = table.get(StreamSchema.EXPIRES);
        boolean reply = table.get(StreamSchema.REPLY);
        if (reply && !hasModels) {
            problems.error(problems.source().span(table.name(StreamSchema.REPLY)), "there is nothing that could write it",
                    "a [[model]], see docs/stream.md, or no 'reply' here");
        }
        on.ifPresent(kind -> {
            if (kind != StreamKind.CHAT && table.has(StreamSchema.ANY_OF)) {
                problems.error(problems.source().span(table.name(StreamSchema.ANY_OF)),
                        "only what is written has words: 'words' is for on = \"chat\"", "no 'words' here");
            }
            if (kind != StreamKind.GIFT && kind != StreamKind.LIKE && table.has(StreamSchema.LEAST)) {
                problems.error(problems.source().span(table.name(StreamSchema.LEAST)),
                        "'least' is for gifts and likes", "no 'least' here");
            }
        });
        return on.isEmpty() || text.isEmpty() ? Optional.empty() : Optional.of(new StreamBook.Answer(on.get(), text.get(),
                many, sum, least, words, special, priority, perMinute, perPerson, gather, expires, reply));
    }

    private static StreamBook.Ignored ignored(Table table) {
        return new StreamBook.Ignored(table.get(StreamSchema.USERS), table.get(StreamSchema.COMMANDS),
                table.get(StreamSchema.LINKS), table.get(StreamSchema.LONGEST).intValue(),
                table.find(StreamSchema.WORDS).orElse(List.of()));
    }

    private StreamBook.Replies replies(Table table) {
        Optional<String> prompt = table.find(StreamSchema.PROMPT).flatMap(name -> {
            Span at = problems.source().span(table.node(StreamSchema.PROMPT));
            Path file = folder.resolve(name);
            named.add(file);
            return ReplyPrompt.read(file, problem -> problems.elsewhere(at, problem));
        });
        return new StreamBook.Replies(prompt.orElse(ReplyPrompt.OURS), table.get(StreamSchema.HISTORY).intValue(),
                table.get(StreamSchema.LONGEST_REPLY).intValue(), table.get(StreamSchema.WAIT));
    }

    private StreamBook.Script script(Table table) {
        List<Variants> paragraphs = new ArrayList<>();
        List<String> files = table.find(StreamSchema.FILES).orElse(List.of());
        if (files.size() > MOST_FILES || files.isEmpty() && table.has(StreamSchema.FILES)) {
            problems.error(problems.source().span(table.node(StreamSchema.FILES)), "these are " + files.size()
                    + " files", "1 to " + MOST_FILES + " of them");
        }
        for (String name : files.stream().limit(MOST_FILES).toList()) {
            Span at = problems.source().span(table.node(StreamSchema.FILES));
            Path file = folder.resolve(name);
            named.add(file);
            TextFile.read(file, "a few texts", problem -> problems.elsewhere(at, problem)).ifPresent(text -> {
                TemplateText read = TemplateText.read(file.toString(), text);
                read.problems().forEach(problem -> problems.elsewhere(at, problem));
                paragraphs.addAll(read.texts());
            });
        }
        return new StreamBook.Script(paragraphs, table.get(StreamSchema.PAUSE), table.get(StreamSchema.SHUFFLE));
    }
}
