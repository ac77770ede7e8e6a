package dev.fermata.app;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.ModelFigures;
import dev.fermata.model.NotWritten;
import dev.fermata.stream.Room;
import dev.fermata.stream.Writes;
import dev.fermata.stream.llm.Prompt;
import dev.fermata.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who writes the answers of a room: the language models of the rules in force. Nothing of them is there while no answer is
 * theirs. Thread-safe.
 */
final class StreamReplies implements Writes, AutoCloseable {
    private final Supplier<Room> room;
    private final Clock clock;
    private final Consumer<String> tell;
    private final Consumer<Throwable> failed;
    /** Of whoever calls {@link #use}. */
    private List<WritingModel> models = List.of();
    private volatile Optional<Writers> writers = Optional.empty();

    private record Writers(LanguageModels models, ReplyWriter writer) {
        void close() {
            writer.close();
            models.close();
        }
    }

    /**
     * Nothing is written, and nobody asked, before rules are there.
     *
     * @param room is told what is written
     * @param tell told what becomes known on the way, for people
     * @param failed told of what should not have happened
     */
    StreamReplies(Clock clock, Supplier<Room> room, Consumer<String> tell, Consumer<Throwable> failed) {
        this.clock = clock;
        this.room = room;
        this.tell = tell;
        this.failed = failed;
    }

    /** Has other models write from now on, if they are others; what those before write ends. One thread at a time. */
    void use(StreamBook book) {
        List<WritingModel> wanted = book.hasReplies() ? book.models() : List.of();
        if (wanted.equals(models)) {
            return;
        }
        models = wanted;
        // Keys are looked up meanwhile, which may take its time.
        Optional<Writers> made = wanted.isEmpty() ? Optional.empty() : Optional.of(writers(wanted));
        Optional<Writers> before = writers;
        writers = made;
        before.ifPresent(Writers::close);
        made.ifPresent(each -> {
            each.models().elsewhere().forEach(tell);
            each.models().prepare();
        });
    }

    private Writers writers(List<WritingModel> wanted) {
        LanguageModels made = new LanguageModels(clock, wanted, tell);
        return new Writers(made, new ReplyWriter(made::sentences, room, failed));
    }

    /** How each model has done; none while no answer is theirs. */
    List<ModelFigures> figures() {
        return writers.map(each -> each.models().figures()).orElse(List.of());
    }

    @Override
    public void begin(long number, Prompt prompt) {
        writers.ifPresentOrElse(each -> each.writer().begin(number, prompt), () ->
                room.get().notWritten(number, NotWritten.NO_MODEL, ""));
    }

    @Override
    public void cancel(long number) {
        writers.ifPresent(each -> each.writer().cancel(number));
    }

    /** Ends what is being written. By whoever calls {@link #use}, or after them. */
    @Override
    public void close() {
        use(StreamBook.NONE);
    }
}
