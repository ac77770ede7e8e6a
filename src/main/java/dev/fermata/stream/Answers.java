package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.StreamMessage;
import java.util.Optional;

/** Which answer a message gets. Pure. */
final class Answers {
    private Answers() {
    }

    /** The first that fits; empty where none does. */
    static Optional<StreamBook.Answer> find(StreamBook book, StreamMessage message) {
        return book.answers().stream().filter(each ->
                Fits.fits(message, each.on(), each.least(), each.words(), each.special())).findFirst();
    }
}
