package dev.fermata.config.voices;

import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.ListType;
import dev.fermata.config.Node;
import dev.fermata.config.Schema;
import dev.fermata.config.SecretType;
import dev.fermata.config.Tables;
import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.model.ServerAddress;
import dev.fermata.secret.SecretForm;
import dev.fermata.secret.SecretReference;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every field of voices.toml. The reader reads nothing else; the tables of {@code docs/voices.md} are made of it. */
final class VoicesSchema {
    /** What GPT-SoVITS answers in that can be read without a decoder. */
    enum MediaType { WAV, RAW }

    /** What OpenAI's endpoint answers in that can be read without a decoder. */
    enum ResponseFormat { WAV, PCM }

    static final Field<Node> LADDER = Field.optional("ladder", Tables.table("[ladder]"), "see below",
            "How long voices are tried for one text.");
    static final Field<List<Node>> VOICE = Field.optional("voice", Tables.tables("[[voice]]", "voice"), "",
            "A voice of a server. There is at least one.");

    static final Field<Long> ATTEMPTS = Field.standard("attempts", Types.whole(1, 20), "6",
            "How often servers are asked for one text at most; then the system's voice says it.");
    static final Field<Duration> TIME = Field.standard("time", DurationType.inQuotes("1s", "60s"), "15s",
            "How long after the first attempt another is begun.");

    static final Field<String> NAME = Field.required("name", Types.line("a name", 64, false),
            "What lists and figures call it, and `speech.voice` names.");
    static final Field<VoiceService> ENGINE = Field.required("engine", Types.word(VoiceService.class),
            "What kind of server it is of.");
    static final Field<String> CHARACTER = Field.optional("character", Types.line("a name", 64, false), "its name",
            "Whom it sounds like: voices of the same character take its place before others do.");
    static final Field<ServerAddress> ADDRESS = Field.optional("address", address(),
            "`speech.address`, else `http://127.0.0.1:9880` for GPT-SoVITS", "Where its server is.");
    static final Field<Double> WEIGHT = Field.standard("weight", Types.number("0.01", "100"), "1",
            "How much it is preferred when another has failed; what it has failed itself lately counts as well.");
    static final Field<Duration> FIRST_BYTE = Field.standard("first_byte", DurationType.inQuotes("100ms", "60s"), "10s",
            "How long it may be until an answer begins.");
    static final Field<Duration> TOTAL = Field.standard("total", DurationType.inQuotes("100ms", "60s"), "20s",
            "How long it may be until an answer is whole.");
    static final Field<Long> RATE = Field.optional("rate", Types.whole(8_000, 48_000),
            "32000 for GPT-SoVITS, 24000 for OpenAI", "Samples a second of `raw` and `pcm`, which do not say it.");

    static final Field<String> REF_AUDIO = Field.required("ref_audio_path", line("the path of a sound"),
            "A sound of the character, as the server finds it.");
    static final Field<String> PROMPT_LANG = Field.required("prompt_lang", language(), "The language of that sound.");
    static final Field<String> TEXT_LANG = Field.standard("text_lang", language(), "auto",
            "The language of what is spoken.");
    static final Field<String> PROMPT_TEXT = Field.optional("prompt_text", line("a text"), "empty",
            "What is said in that sound.");
    static final Field<List<String>> AUX_REF_AUDIO = Field.optional("aux_ref_audio_paths", new ListType<>(
            line("the path of a sound"), "a list of paths such as [\"second.wav\"]"), "none",
            "Further sounds, whose tones are mixed in.");
    static final Field<String> GPT_WEIGHTS = Field.optional("gpt_weights", line("the path of a file of weights"),
            "what the server has", "Loaded before it speaks, `/set_gpt_weights`.");
    static final Field<String> SOVITS_WEIGHTS = Field.optional("sovits_weights", line("the path of a file of weights"),
            "what the server has", "Loaded before it speaks, `/set_sovits_weights`.");
    static final Field<List<Node>> OTHER = Field.optional("other", Tables.tables("[[voice.other]]",
            "set of other parameters"), "none", "What is asked otherwise when an answer was no good.");

    static final Field<MediaType> MEDIA_TYPE = api("media_type", Types.word(MediaType.class), "`wav`",
            "What the sound comes in.");
    static final Field<Long> STREAMING = api("streaming_mode", Types.whole(0, 3), "0",
            "Whether the answer comes in parts: 0 whole, 1 to 3 sooner and worse.");

    /** What may differ from attempt to attempt. */
    static final List<Field<?>> SOVITS_PARAMETERS = List.of(
            api("top_k", Types.whole(1, 100), "15", "Sampling: of so many."),
            api("top_p", Types.number("0", "1"), "1", "Sampling: of so much."),
            api("temperature", Types.number("0.01", "2"), "1", "Sampling: how boldly."),
            api("text_split_method", Types.pattern("cut0 to cut5", "cut[0-5]"), "`cut5`", "How a text is cut up."),
            api("batch_size", Types.whole(1, 200), "1", "How many pieces are made at once."),
            api("batch_threshold", Types.number("0", "1"), "0.75", "When pieces go together."),
            api("split_bucket", Types.flag(), "`true`", "Whether pieces are sorted by length."),
            api("speed_factor", Types.number("0.25", "4"), "1", "How fast it speaks."),
            api("fragment_interval", Types.number("0.01", "2"), "0.3", "Seconds between pieces."),
            api("seed", Types.whole(-1, 4_294_967_295L), "-1", "The same makes the same sound; -1 another each time."),
            api("parallel_infer", Types.flag(), "`true`", "Whether pieces are made at the same time."),
            api("repetition_penalty", Types.number("0.1", "10"), "1.35", "Against stammering."),
            api("sample_steps", Types.whole(1, 256), "32", "Steps of models of the third version."),
            api("super_sampling", Types.flag(), "`false`", "Higher rates of models of the third version."),
            STREAMING,
            api("overlap_length", Types.whole(0, 100), "2", "How much of its parts overlap."),
            api("min_chunk_length", Types.whole(1, 1_000), "16", "How long its parts are at least."),
            MEDIA_TYPE);

    static final Field<String> MODEL = Field.required("model", line("the name of a model"),
            "The model, such as `tts-1`.");
    static final Field<String> VOICE_NAME = Field.required("voice", line("the name of a voice"),
            "The model's voice, such as `alloy`.");
    static final Field<SecretReference> KEY = Field.optional("key", SecretType.elsewhere(SecretForm.KEY),
            "`speech.key`, if that is set", "Where the key is that the server wants, see [secrets.md](secrets.md).");
    static final Field<String> KEY_VARIABLE = Field.optional("key_variable", Types.pattern(
            "the name of an environment variable in quotes, such as \"OPENAI_API_KEY\"", "[A-Za-z_][A-Za-z0-9_]{0,99}"),
            "see `key`", "The environment variable with the key: the same as `key = \"env:NAME\"`.");
    static final Field<ResponseFormat> RESPONSE_FORMAT = Field.standard("response_format",
            Types.word(ResponseFormat.class), "wav", "What the sound comes in.");

    static final List<Field<?>> OPENAI_PARAMETERS = List.of(
            api("speed", Types.number("0.25", "4"), "1", "How fast it speaks."),
            api("instructions", Types.line("a sentence", 1_000, false), "none", "How it speaks, where the model can."));

    static final Schema TOP_TABLE = new Schema("voices.toml", "this file", List.of(LADDER, VOICE));
    static final Schema LADDER_TABLE = new Schema("[ladder]", "[ladder]", List.of(ATTEMPTS, TIME));
    private static final List<Field<?>> COMMON = List.of(NAME, ENGINE, CHARACTER, ADDRESS, WEIGHT, FIRST_BYTE, TOTAL,
            RATE, OTHER);
    /** What every voice has, for one whose engine is not known. */
    static final Schema ANY_TABLE = new Schema("[[voice]]", "this voice", COMMON);
    static final Schema SOVITS_TABLE = new Schema("a [[voice]] of gpt-sovits", "this voice", all(COMMON,
            List.of(REF_AUDIO, PROMPT_LANG, TEXT_LANG, PROMPT_TEXT, AUX_REF_AUDIO, GPT_WEIGHTS, SOVITS_WEIGHTS),
            SOVITS_PARAMETERS));
    static final Schema OPENAI_TABLE = new Schema("a [[voice]] of openai", "this voice", all(COMMON,
            List.of(MODEL, VOICE_NAME, KEY, KEY_VARIABLE, RESPONSE_FORMAT), OPENAI_PARAMETERS));
    static final Schema SOVITS_OTHER = new Schema("[[voice.other]] of gpt-sovits", "this set", SOVITS_PARAMETERS);
    static final Schema OPENAI_OTHER = new Schema("[[voice.other]] of openai", "this set", OPENAI_PARAMETERS);

    static final List<Schema> ALL = List.of(TOP_TABLE, LADDER_TABLE, SOVITS_TABLE, OPENAI_TABLE, SOVITS_OTHER,
            OPENAI_OTHER);

    private VoicesSchema() {
    }

    /** A field that the server is asked with if it is there; else what the server takes then counts. */
    private static <T> Field<T> api(String name, Type<T> type, String servers, String meaning) {
        return Field.optional(name, type, "the server's, " + servers, meaning);
    }

    private static Type<ServerAddress> address() {
        return Types.text(ServerAddress.EXPECTED + ", in quotes", ServerAddress::of, ServerAddress::toString);
    }

    private static Type<String> line(String what) {
        return Types.line(what, 1_000, false);
    }

    private static Type<String> language() {
        return Types.pattern("a language of GPT-SoVITS in quotes, such as \"zh\", \"en\" or \"auto\"",
                "[a-z]{2,4}(_[a-z]{2,4})?");
    }

    private static List<Field<?>> all(List<Field<?>> common, List<Field<?>> own, List<Field<?>> parameters) {
        return Stream.of(common, own, parameters).<Field<?>>flatMap(List::stream).toList();
    }
}
