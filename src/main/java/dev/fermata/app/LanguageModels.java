package dev.fermata.app;

import dev.fermata.config.stream.ModelKind;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.ModelFigures;
import dev.fermata.net.HttpClient;
import dev.fermata.secret.Secret;
import dev.fermata.secret.SecretException;
import dev.fermata.stream.llm.LanguageModel;
import dev.fermata.stream.llm.ModelException;
import dev.fermata.stream.llm.ModelLadder;
import dev.fermata.stream.llm.Prompt;
import dev.fermata.stream.llm.ServedModel;
import dev.fermata.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The language models that stream.toml names, as one that writes. Nothing is asked before that. Thread-safe; whoever asks
 * has a thread to wait on, and the answers come through the thread {@code model-http}.
 */
public final class LanguageModels implements AutoCloseable {
    /** Loading and trying them. */
    private static final int MORE = 2;

    private final Clock clock;
    private final List<WritingModel> models;
    private final Consumer<String> tell;
    private final HttpClient http;
    private final ModelLoads loads;
    private final ModelLadder ladder;

    /**
     * Looks their keys up.
     *
     * @param models of which the first writes that can; at least one
     * @param tell told what becomes known on the way, for people; on the threads that ask
     */
    public LanguageModels(Clock clock, List<WritingModel> models, Consumer<String> tell) {
        this.clock = clock;
        this.models = List.copyOf(models);
        this.tell = tell;
        this.http = new HttpClient("model-http", models.stream().mapToInt(WritingModel::atOnce).sum() + MORE);
        this.loads = new ModelLoads(tell);
        this.ladder = new ModelLadder(clock, models, this::served, tell, new Random());
    }

    private ServedModel served(WritingModel model) {
        ServedModel served = ServedModel.of(clock, http, model, key(model));
        return model.kind() == ModelKind.OLLAMA ? loads.watched(model.name(), served) : served;
    }

    /**
     * Has the first model of an Ollama loaded, so that the first viewer need not wait for that; returns at once. The others
     * are loaded when they are needed: two of them may not find room together.
     */
    public void prepare() {
        models.stream().filter(each -> each.kind() == ModelKind.OLLAMA).findFirst()
                .ifPresent(each -> loads.load(each.name(), ServedModel.of(clock, http, each, key(each))));
    }

    private Optional<Secret> key(WritingModel model) {
        try {
            return model.key().map(Places.ofThisMachine()::reveal);
        } catch (SecretException e) {
            tell.accept("the language model " + model.name() + " is asked without a key: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The servers that are not this machine, and what becomes known to them and on the way, for people. */
    public List<String> elsewhere() {
        return models.stream().map(WritingModel::address).distinct().filter(each -> !each.isThisMachine())
                .map(each -> "what viewers write is sent to " + each + (each.secure() ? ""
                        : ", and whoever is on the way can read it, with the key if there is one")).toList();
    }

    /** What writes, in parts as they come. */
    public LanguageModel plain() {
        return ladder;
    }

    /**
     * Has whole sentences written as they are spoken, within the same limits.
     *
     * @param sentence takes the name of the model that writes, and a sentence, on the calling thread
     */
    LanguageModel.Written sentences(Prompt prompt, BiConsumer<String, String> sentence)
            throws ModelException, InterruptedException {
        return ladder.sentences(prompt, sentence);
    }

    /** How each has done, in the order of the file. */
    public List<ModelFigures> figures() {
        return ladder.figures();
    }

    /**
     * Asks the server of each for something that costs nothing.
     *
     * @param tell told what each says, for people
     * @return whether all can be used
     */
    public boolean reach(Consumer<String> tell) throws InterruptedException {
        boolean all = true;
        for (WritingModel model : models) {
            String who = model.name() + " (" + model.address() + "): ";
            try {
                tell.accept(who + served(model).probe());
            } catch (ModelException e) {
                all = false;
                tell.accept(who + "cannot be used: " + e.getMessage());
            }
        }
        return all;
    }

    /** Ends what is being asked. */
    @Override
    public void close() {
        loads.close();
        http.close();
    }
}
