package dev.fermata.stream.llm;

import dev.fermata.config.stream.ModelKind;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.net.HttpClient;
import dev.fermata.secret.Secret;
import dev.fermata.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** A language model of one server, asked once for each text. Thread-safe. */
public interface ServedModel {
    /**
     * Has it write once, and waits for the end; interrupting the thread closes the connection.
     *
     * @param part takes what is written on the calling thread, thoughts left out, and says whether more is wanted; if
     *             not, the server is stopped
     * @throws ModelException when nothing is written, or not all; parts may have been taken by then
     */
    LanguageModel.Written write(Prompt prompt, Predicate<String> part) throws ModelException, InterruptedException;

    /**
     * Asks its server for something that costs nothing, to see whether it is there and has the model.
     *
     * @return what it says, for people
     * @throws ModelException when it cannot be used
     */
    String probe() throws ModelException, InterruptedException;

    /**
     * Has the server get ready to write, and waits until it is, which can take minutes where a model has to be loaded. Of
     * servers that are always ready nothing is asked.
     *
     * @throws ModelException when it does not
     */
    void prepare() throws ModelException, InterruptedException;

    /** One of the kind that is meant. @param key what its server wants to know; in no message */
    static ServedModel of(Clock clock, HttpClient http, WritingModel model, Optional<Secret> key) {
        return model.kind() == ModelKind.OLLAMA ? new OllamaModel(clock, http, model, key)
                : new OpenAiModel(clock, http, model, key);
    }
}
