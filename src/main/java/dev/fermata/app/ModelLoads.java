package dev.fermata.app;

import dev.fermata.stream.llm.LanguageModel;
import dev.fermata.stream.llm.ModelException;
import dev.fermata.stream.llm.Prompt;
import dev.fermata.stream.llm.ServedModel;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Has models loaded that are not. Ollama loads one when it is asked for an answer, and stops that when whoever asked hangs
 * up, who has not the patience: a model that takes longer than that would never be there. One at a time, on the thread
 * {@code model-load}; thread-safe.
 */
final class ModelLoads implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    private final Consumer<String> tell;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(0, 1, IDLE_SECONDS, TimeUnit.SECONDS,
            new SynchronousQueue<>(), task -> {
                Thread made = new Thread(task, "model-load");
                made.setDaemon(true);
                return made;
            }, new ThreadPoolExecutor.DiscardPolicy());

    /** @param tell told, for people, that one cannot be loaded; on the thread of this */
    ModelLoads(Consumer<String> tell) {
        this.tell = tell;
    }

    /** Begins to, unless one is being loaded already; returns at once. */
    void load(String name, ServedModel model) {
        thread.execute(() -> {
            try {
                model.prepare();
            } catch (ModelException e) {
                tell.accept("the language model " + name + " is not loaded: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The same model, which is loaded when it has written nothing in time, or before it was ended. */
    ServedModel watched(String name, ServedModel model) {
        return new ServedModel() {
            @Override
            public LanguageModel.Written write(Prompt prompt, Predicate<String> part)
                    throws ModelException, InterruptedException {
                AtomicBoolean wrote = new AtomicBoolean();
                try {
                    return model.write(prompt, text -> {
                        wrote.set(true);
                        return part.test(text);
                    });
                } catch (ModelException e) {
                    if (e.kind() == ModelException.Kind.SLOW && !wrote.get()) {
                        load(name, model);
                    }
                    throw e;
                } catch (InterruptedException e) {
                    // Whoever waits for an answer may have less patience than the model is allowed to need.
                    if (!wrote.get()) {
                        load(name, model);
                    }
                    throw e;
                }
            }

            @Override
            public String probe() throws ModelException, InterruptedException {
                return model.probe();
            }

            @Override
            public void prepare() throws ModelException, InterruptedException {
                model.prepare();
            }
        };
    }

    /** Stops what is being loaded. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
