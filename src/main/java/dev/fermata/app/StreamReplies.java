package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.NotWritten;
import dev.fermata.stream.Room;
import dev.fermata.stream.Writes;
import dev.fermata.stream.llm.LanguageModel;
import dev.fermata.stream.llm.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who writes the answers of a room: the language models of the rules in force. Nothing of them is there while no answer is
 * theirs. Thread-safe.
 */
final class StreamReplies implements Writes, AutoCloseable {
    private final Supplier<Room> room;
    private final Function<List<WritingModel>, Optional<Models>> maker;
    private final Consumer<Throwable> failed;
    private final Object lock = new Object();
    @GuardedBy("lock")
    private List<WritingModel> models = List.of();
    @GuardedBy("lock")
    private Optional<Writers> writers = Optional.empty();

    /** Models as one that writes whole sentences; closing ends what they write. */
    interface Models extends AutoCloseable {
        LanguageModel sentences();

        @Override
        void close();
    }

    private record Writers(Models models, ReplyWriter writer) {
        void close() {
            writer.close();
            models.close();
        }
    }

    /**
     * @param room is told what is written
     * @param maker makes of models what asks them, if it can
     * @param failed told of what should not have happened
     */
    StreamReplies(StreamBook book, Supplier<Room> room, Function<List<WritingModel>, Optional<Models>> maker,
            Consumer<Throwable> failed) {
        this.room = room;
        this.maker = maker;
        this.failed = failed;
        use(book);
    }

    /** Has other models write from now on, if they are others; what those before write ends. */
    void use(StreamBook book) {
        List<WritingModel> wanted = book.hasReplies() ? book.models() : List.of();
        Optional<Writers> before;
        synchronized (lock) {
            if (wanted.equals(models)) {
                return;
            }
            models = wanted;
            before = writers;
            writers = wanted.isEmpty() ? Optional.empty() : maker.apply(wanted).map(this::writers);
        }
        before.ifPresent(Writers::close);
    }

    private Writers writers(Models made) {
        return new Writers(made, new ReplyWriter(made.sentences(), room, failed));
    }

    private Optional<ReplyWriter> writer() {
        synchronized (lock) {
            return writers.map(Writers::writer);
        }
    }

    @Override
    public void begin(long number, Prompt prompt) {
        writer().ifPresentOrElse(writer -> writer.begin(number, prompt), () ->
                room.get().notWritten(number, NotWritten.NO_MODEL, ""));
    }

    @Override
    public void cancel(long number) {
        writer().ifPresent(writer -> writer.cancel(number));
    }

    /** Ends what is being written. */
    @Override
    public void close() {
        use(StreamBook.NONE);
    }
}
