package dev.fermata.app;

import dev.fermata.model.NotWritten;
import dev.fermata.stream.Room;
import dev.fermata.stream.Writes;
import dev.fermata.stream.llm.LanguageModel;
import dev.fermata.stream.llm.ModelException;
import dev.fermata.stream.llm.Prompt;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Has answers written by a language model, each on a thread of its own while it is written. Thread-safe. */
final class ReplyWriter implements Writes, AutoCloseable {
    /** As many as a room has written at once at most. */
    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 20;

    private final Sentences model;
    private final Supplier<Room> room;
    private final Consumer<Throwable> failed;
    private final ThreadPoolExecutor threads;
    private final Map<Long, FutureTask<Void>> writing = new ConcurrentHashMap<>();

    /** What writes whole sentences, as they are spoken. */
    @FunctionalInterface
    interface Sentences {
        /**
         * Has an answer written, and waits for its end.
         *
         * @param sentence takes the name of the model that writes, and a sentence
         */
        LanguageModel.Written write(Prompt prompt, BiConsumer<String, String> sentence)
                throws ModelException, InterruptedException;
    }

    /**
     * Begins no thread before it is asked.
     *
     * @param room is told what is written
     * @param failed told of what should not have happened
     */
    ReplyWriter(Sentences model, Supplier<Room> room, Consumer<Throwable> failed) {
        this.model = model;
        this.room = room;
        this.failed = failed;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(THREADS),
                task -> {
                    Thread thread = new Thread(task, "reply-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void begin(long number, Prompt prompt) {
        FutureTask<Void> task = new FutureTask<>(() -> write(number, prompt), null);
        writing.put(number, task);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            writing.remove(number);
            room.get().notWritten(number, NotWritten.BUSY, "too much is being written");
        }
    }

    private void write(long number, Prompt prompt) {
        try {
            LanguageModel.Written written = model.write(prompt, (name, sentence) ->
                    room.get().wrote(number, name, sentence));
            room.get().written(number, written.whole() ? "" : "the model came to the limit of its length");
        } catch (ModelException e) {
            room.get().notWritten(number, why(e.kind()), e.getMessage());
        } catch (InterruptedException e) {
            // Whoever has cancelled it does not listen any more; else nothing asks the model any more.
            room.get().notWritten(number, NotWritten.FAILED, "it was ended");
        } catch (RuntimeException | Error e) {
            room.get().notWritten(number, NotWritten.FAILED, e.toString());
            failed.accept(e);
        } finally {
            writing.remove(number);
        }
    }

    private static NotWritten why(ModelException.Kind kind) {
        return switch (kind) {
            case BUSY -> NotWritten.BUSY;
            case FAILED -> NotWritten.FAILED;
            case UNREACHABLE -> NotWritten.UNREACHABLE;
            case SLOW -> NotWritten.SLOW;
            case DENIED -> NotWritten.DENIED;
            case REFUSED -> NotWritten.REFUSED;
            case LIMIT -> NotWritten.LIMIT;
        };
    }

    @Override
    public void cancel(long number) {
        FutureTask<Void> task = writing.remove(number);
        if (task != null) {
            task.cancel(true);
        }
    }

    /** Ends what is being written. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
