package dev.fermata.config.voices;

import static dev.fermata.config.voices.VoicesSchema.ADDRESS;
import static dev.fermata.config.voices.VoicesSchema.CHARACTER;
import static dev.fermata.config.voices.VoicesSchema.ENGINE;
import static dev.fermata.config.voices.VoicesSchema.GPT_WEIGHTS;
import static dev.fermata.config.voices.VoicesSchema.NAME;
import static dev.fermata.config.voices.VoicesSchema.SOVITS_WEIGHTS;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Diagnostics;
import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.Schema;
import dev.fermata.config.SourceText;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.TextFile;
import dev.fermata.config.TomlReader;
import dev.fermata.config.TomlWording;
import dev.fermata.model.ServerAddress;
import dev.fermata.secret.SecretForm;
import dev.fermata.secret.SecretReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads voices.toml: text to all its voices, or to every problem it has in one go. Never throws because of what the
 * file contains. Stateless, so safe from any thread.
 */
public final class VoicesReader {
    /** The file's name, beside settings.toml. */
    public static final String FILE = "voices.toml";

    private static final int MOST_VOICES = 64;
    private static final int MOST_OTHERS = 8;
    private static final int SOVITS_RATE = 32_000;
    private static final int OPENAI_RATE = 24_000;
    private static final TomlWording TOML = new TomlWording("name = \"alice\"", "[[voice]]", "[ladder] or [[voice]]",
            "one table with all its fields; only [[voice]] and [[voice.other]] can be repeated",
            "each field once; a further voice begins with its own [[voice]] line", "voices need two",
            () -> VoicesSchema.ALL);

    private final Problems problems;
    private final VoicesWording wording;
    private final Map<String, Span> names = new HashMap<>();
    private final Map<String, Boolean> named = new HashMap<>();

    private VoicesReader(Problems problems) {
        this.problems = problems;
        this.wording = new VoicesWording(problems);
    }

    /**
     * What came of reading.
     *
     * @param book empty when anything is wrong
     * @param problems in the order of the file
     */
    public record Result(Optional<VoiceBook> book, List<Diagnostic> problems) {
        /** What is wrong, for people; empty when nothing is. */
        public String render() {
            return Diagnostics.render(problems);
        }
    }

    /** Reads a file. That it is not there is a problem like any other. */
    public static Result read(Path file) {
        List<Diagnostic> unread = new ArrayList<>();
        return TextFile.read(file, "voices, which are a few lines each", unread::add)
                .map(text -> parse(file.toString(), text)).orElseGet(() -> new Result(Optional.empty(), unread));
    }

    /** Reads a text. @param file what messages call it */
    static Result parse(String file, String text) {
        Problems problems = new Problems(file, new SourceText(text));
        Optional<VoiceBook> book = TomlReader.read(problems, TOML).map(new VoicesReader(problems)::book);
        return new Result(problems.hasErrors() ? Optional.empty() : book,
                Diagnostics.withoutKeys(problems.sorted()));
    }

    private VoiceBook book(Node node) {
        Table top = new Table(node, VoicesSchema.TOP_TABLE, wording);
        Table ladder = top.table(VoicesSchema.LADDER, VoicesSchema.LADDER_TABLE);
        List<Node> tables = top.find(VoicesSchema.VOICE).orElse(List.of());
        if (tables.isEmpty() && !top.has(VoicesSchema.VOICE)) {
            problems.missing(Span.START, "there is no voice in this file",
                    "a [[voice]] with a name and an engine, see docs/voices.md");
        }
        if (tables.size() > MOST_VOICES) {
            problems.error(problems.source().span(tables.get(MOST_VOICES)), "there are more than " + MOST_VOICES
                    + " voices", "those that are used");
        }
        List<VoiceModel> voices = tables.stream().limit(MOST_VOICES).flatMap(each -> voice(each).stream()).toList();
        return new VoiceBook(voices, ladder.get(VoicesSchema.ATTEMPTS).intValue(), ladder.get(VoicesSchema.TIME));
    }

    private Optional<VoiceModel> voice(Node node) {
        String engine = node.get(ENGINE.name()).text().strip();
        boolean sovits = engine.equals(VoiceService.GPT_SOVITS.toString());
        boolean openai = engine.equals(VoiceService.OPENAI.toString());
        if (!sovits && !openai) {
            // Which fields it should have is not known, so only what is wrong with the engine is told.
            Map<String, Node> common = new LinkedHashMap<>(node.fields());
            common.keySet().retainAll(VoicesSchema.ANY_TABLE.names());
            Table any = new Table(node.with(common), VoicesSchema.ANY_TABLE, wording);
            any.find(NAME);
            any.find(ENGINE);
            return Optional.empty();
        }
        Table table = new Table(node, sovits ? VoicesSchema.SOVITS_TABLE : VoicesSchema.OPENAI_TABLE, wording);
        Optional<String> name = table.find(NAME);
        name.ifPresent(each -> requireOnce(each, problems.source().span(table.node(NAME))));
        VoiceService service = table.find(ENGINE).orElseThrow();
        Optional<String> character = table.find(CHARACTER);
        Optional<ServerAddress> address = table.find(ADDRESS);
        Map<String, Object> asked = sovits ? sovits(table) : openai(table);
        List<Map<String, Object>> others = others(table, sovits);
        Optional<String> gpt = sovits ? weights(table, GPT_WEIGHTS, address) : Optional.empty();
        Optional<String> other = sovits ? weights(table, SOVITS_WEIGHTS, address) : Optional.empty();
        int rate = table.find(VoicesSchema.RATE).map(Long::intValue).orElse(sovits ? SOVITS_RATE : OPENAI_RATE);
        return name.map(each -> new VoiceModel(each, service, character.orElse(each), address,
                table.get(VoicesSchema.WEIGHT), asked, others, gpt, other, rate,
                sovits ? Optional.empty() : key(table),
                table.get(VoicesSchema.FIRST_BYTE), table.get(VoicesSchema.TOTAL)));
    }

    private Map<String, Object> sovits(Table table) {
        Map<String, Object> asked = new LinkedHashMap<>();
        put(asked, table, VoicesSchema.REF_AUDIO);
        put(asked, table, VoicesSchema.AUX_REF_AUDIO);
        put(asked, table, VoicesSchema.PROMPT_TEXT);
        put(asked, table, VoicesSchema.PROMPT_LANG);
        asked.put(VoicesSchema.TEXT_LANG.name(), table.get(VoicesSchema.TEXT_LANG));
        VoicesSchema.SOVITS_PARAMETERS.forEach(each -> put(asked, table, each));
        return asked;
    }

    private Map<String, Object> openai(Table table) {
        Map<String, Object> asked = new LinkedHashMap<>();
        put(asked, table, VoicesSchema.MODEL);
        put(asked, table, VoicesSchema.VOICE_NAME);
        asked.put(VoicesSchema.RESPONSE_FORMAT.name(),
                VoicesSchema.RESPONSE_FORMAT.type().show(table.get(VoicesSchema.RESPONSE_FORMAT)));
        VoicesSchema.OPENAI_PARAMETERS.forEach(each -> put(asked, table, each));
        return asked;
    }

    private List<Map<String, Object>> others(Table voice, boolean sovits) {
        List<Map<String, Object>> others = new ArrayList<>();
        for (Node node : voice.find(VoicesSchema.OTHER).orElse(List.of())) {
            Schema schema = sovits ? VoicesSchema.SOVITS_OTHER : VoicesSchema.OPENAI_OTHER;
            Table table = new Table(node, schema, wording);
            Map<String, Object> other = new LinkedHashMap<>();
            schema.fields().forEach(each -> put(other, table, each));
            if (node.fields().isEmpty()) {
                problems.error(problems.source().span(node), "this [[voice.other]] has nothing that is other",
                        "a parameter, such as " + (sovits ? "temperature = 0.8" : "speed = 0.9"));
            }
            if (others.size() == MOST_OTHERS) {
                problems.error(problems.source().span(node), "a voice has more than " + MOST_OTHERS
                        + " sets of other parameters", "those that help");
            }
            others.add(other);
        }
        return List.copyOf(others);
    }

    /** By its name in the server's interface, as that takes it. */
    private static <T> void put(Map<String, Object> asked, Table table, Field<T> field) {
        table.find(field).ifPresent(value -> asked.put(field.name(),
                value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value));
    }

    private Optional<SecretReference> key(Table table) {
        Optional<SecretReference> key = table.find(VoicesSchema.KEY);
        Optional<SecretReference> variable = table.find(VoicesSchema.KEY_VARIABLE)
                .map(name -> SecretReference.variable(SecretForm.KEY, name));
        if (table.has(VoicesSchema.KEY) && table.has(VoicesSchema.KEY_VARIABLE)) {
            problems.error(problems.source().span(table.node(VoicesSchema.KEY_VARIABLE)),
                    "this voice has a 'key' already", "one of them; key = \"env:NAME\" names a variable as well");
        }
        return key.or(() -> variable);
    }

    private void requireOnce(String name, Span at) {
        Span first = names.putIfAbsent(name, at);
        if (first != null) {
            problems.error(at, "there is a voice of this name already (" + problems.where(first) + ")",
                    "another name for one of them");
        }
    }

    /** The weights are one for the whole server: who does not say its own would get what another has loaded. */
    private Optional<String> weights(Table table, Field<String> field, Optional<ServerAddress> address) {
        Optional<String> path = table.find(field);
        Boolean before = named.putIfAbsent(field + " " + address, table.has(field));
        if (before != null && before != table.has(field)) {
            problems.error(problems.source().span(table.node()), "of the voices of one server only some have '"
                    + field + "'", "'" + field + "' for each of them: what one has loaded the next would speak with");
        }
        return path;
    }
}
