package dev.fermata.config.stream;

import dev.fermata.config.FileWording;
import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.model.ServerAddress;
import dev.fermata.secret.SecretReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the tables {@code [[model]]} of one file. Confined to one thread. */
final class ModelReader {
    private static final ServerAddress OLLAMA = ServerAddress.of("http://127.0.0.1:11434").orElseThrow();

    private final Problems problems;
    private final FileWording wording;
    private final Map<String, Span> names = new HashMap<>();

    ModelReader(Problems problems, FileWording wording) {
        this.problems = problems;
        this.wording = wording;
    }

    /** Empty when anything is wrong with it. */
    Optional<WritingModel> read(Node node) {
        Table table = new Table(node, ModelSchema.TABLE, wording);
        Optional<String> name = table.find(ModelSchema.NAME);
        name.ifPresent(each -> {
            Span at = problems.source().span(table.node(ModelSchema.NAME));
            Span first = names.putIfAbsent(each, at);
            if (first != null) {
                problems.error(at, "there is a model of this name already (" + problems.where(first) + ")",
                        "another name for one of them");
            }
        });
        Optional<ModelKind> kind = table.find(ModelSchema.KIND);
        Optional<ServerAddress> address = table.find(ModelSchema.ADDRESS);
        if (kind.isPresent() && !table.has(ModelSchema.ADDRESS)) {
            if (kind.get() == ModelKind.OLLAMA) {
                address = Optional.of(OLLAMA);
            } else {
                wording.missing(ModelSchema.ADDRESS, node, ModelSchema.TABLE);
            }
        }
        Optional<String> model = table.find(ModelSchema.MODEL);
        Optional<SecretReference> key = table.find(ModelSchema.KEY);
        Optional<Double> temperature = table.find(ModelSchema.TEMPERATURE);
        int perMinute = table.get(ModelSchema.PER_MINUTE).intValue();
        int atOnce = table.get(ModelSchema.AT_ONCE).intValue();
        int maxTokens = table.get(ModelSchema.MAX_TOKENS).intValue();
        int longest = table.get(ModelSchema.LONGEST).intValue();
        long tokensPerDay = table.get(ModelSchema.TOKENS_PER_DAY);
        if (tokensPerDay > 0 && tokensPerDay < maxTokens) {
            problems.error(problems.source().span(table.node(ModelSchema.TOKENS_PER_DAY)), "'tokens_per_day' is less"
                    + " than a single answer may have, " + maxTokens, "more, or a smaller 'max_tokens'");
        }
        Duration first = table.get(ModelSchema.FIRST);
        Duration idle = table.get(ModelSchema.IDLE);
        Duration total = table.get(ModelSchema.TOTAL);
        return name.isEmpty() || kind.isEmpty() || address.isEmpty() || model.isEmpty() ? Optional.empty()
                : Optional.of(new WritingModel(name.get(), kind.get(), address.get(), model.get(), key, perMinute,
                        atOnce, maxTokens, longest, tokensPerDay, first, idle, total, temperature));
    }
}
