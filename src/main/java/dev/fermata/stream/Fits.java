package dev.fermata.stream;

import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import java.util.List;
import java.util.Locale;

/** Whether a message is what a rule is for. Pure. */
final class Fits {
    private Fits() {
    }

    /**
     * @param least the value of a gift, or the number of likes, from which on it is
     * @param words one of which has to be in the text; any text if there are none
     * @param special whether it is for special viewers only
     */
    static boolean fits(StreamMessage message, StreamKind on, long least, List<String> words, boolean special) {
        return on == message.kind() && (!special || message.viewer().special()) && weight(message) >= least
                && (words.isEmpty() || words.stream().anyMatch(each ->
                        message.text().toLowerCase(Locale.ROOT).contains(each.toLowerCase(Locale.ROOT))));
    }

    private static long weight(StreamMessage message) {
        return message.kind() == StreamKind.LIKE ? message.count() : message.value();
    }
}
