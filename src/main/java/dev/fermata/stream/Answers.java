package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import java.util.Locale;
import java.util.Optional;

/** Which answer a message gets. Pure. */
final class Answers {
    private Answers() {
    }

    /** The first that fits; empty where none does. */
    static Optional<StreamBook.Answer> find(StreamBook book, StreamMessage message) {
        return book.answers().stream().filter(each -> fits(each, message)).findFirst();
    }

    private static boolean fits(StreamBook.Answer answer, StreamMessage message) {
        return answer.on() == message.kind() && (!answer.special() || message.viewer().special())
                && weight(message) >= answer.least()
                && (answer.words().isEmpty() || answer.words().stream().anyMatch(each ->
                        message.text().toLowerCase(Locale.ROOT).contains(each.toLowerCase(Locale.ROOT))));
    }

    private static long weight(StreamMessage message) {
        return message.kind() == StreamKind.LIKE ? message.count() : message.value();
    }
}
