package dev.fermata.config.stream;

import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.Schema;
import dev.fermata.config.SecretType;
import dev.fermata.config.Types;
import dev.fermata.model.ServerAddress;
import dev.fermata.secret.SecretForm;
import dev.fermata.secret.SecretReference;
import java.time.Duration;
import java.util.List;

/** Every field of a {@code [[model]]} of stream.toml. */
final class ModelSchema {
    static final Field<String> NAME = Field.required("name", Types.line("a name", 40, false),
            "What events and figures call it.");
    static final Field<ModelKind> KIND = Field.required("kind", Types.word(ModelKind.class),
            "What kind of server it is of: Ollama, or one that answers as OpenAI's chat completions do.");
    static final Field<ServerAddress> ADDRESS = Field.optional("address", Types.text(ServerAddress.EXPECTED
            + ", in quotes", ServerAddress::of, ServerAddress::toString), "`http://127.0.0.1:11434` of ollama",
            "Where its server is, without `/chat/completions`; `/v1` is taken for granted where that of openai has no"
            + " path.");
    static final Field<String> MODEL = Field.required("model", Types.line("a name", 200, false),
            "What the server calls it.");
    static final Field<SecretReference> KEY = Field.optional("key", SecretType.elsewhere(SecretForm.KEY), "none",
            "Where the key is that the server wants, see [secrets.md](secrets.md).");
    static final Field<Double> TEMPERATURE = Field.optional("temperature", Types.number("0", "2"), "the server's",
            "How boldly it writes.");
    static final Field<Long> PER_MINUTE = Field.standard("per_minute", Types.whole(0, 1_000), "20",
            "How often it is asked in any minute at most; 0 for any number.");
    static final Field<Long> AT_ONCE = Field.standard("at_once", Types.whole(1, 4), "2",
            "How many answers it writes at a time at most.");
    static final Field<Long> MAX_TOKENS = Field.standard("max_tokens", Types.whole(1, 8_000), "200",
            "How long the server is asked to let an answer be at most.");
    static final Field<Long> LONGEST = Field.standard("longest", Types.whole(20, 5_000), "300",
            "How many characters of an answer are said at most; the server is stopped there.");
    static final Field<Long> TOKENS_PER_DAY = Field.standard("tokens_per_day", Types.whole(0, 1_000_000_000), "0",
            "How much it reads and writes in any 24 hours at most, counted since the start; 0 for any number.");
    static final Field<Duration> FIRST = Field.standard("first", DurationType.inQuotes("100ms", "2m"), "4s",
            "How long it may be until the first of the text.");
    static final Field<Duration> IDLE = Field.standard("idle", DurationType.inQuotes("100ms", "1m"), "5s",
            "How long it may be silent in the middle of it.");
    static final Field<Duration> TOTAL = Field.standard("total", DurationType.inQuotes("100ms", "5m"), "30s",
            "How long it may be until the answer is whole.");

    static final Schema TABLE = new Schema("[[model]]", "this model", List.of(NAME, KIND, ADDRESS, MODEL, KEY,
            TEMPERATURE, PER_MINUTE, AT_ONCE, MAX_TOKENS, LONGEST, TOKENS_PER_DAY, FIRST, IDLE, TOTAL));

    private ModelSchema() {
    }
}
