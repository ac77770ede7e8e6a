package dev.fermata.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The original's table, by type, value of a gift, words, level, activity and whether nothing is spoken. */
class PrioritiesTest {
    @ParameterizedTest
    @CsvSource({
        // kind, value, text, special, level, activity, idle, priority
        "GIFT,     1001, '',        false, 0,  0,   false, -5",
        "GIFT,     1000, '',        false, 0,  0,   false, -1",
        "GIFT,     0,    '',        false, 0,  0,   false, -1",
        "CHAT,     0,    hello,     false, 0,  0,   false, 5",
        "CHAT,     0,    the price, false, 0,  0,   false, 0",
        "CHAT,     0,    hello,     true,  0,  0,   false, -2",
        "CHAT,     0,    the price, true,  0,  0,   false, -2",
        "GIFT,     10,   '',        true,  0,  0,   false, -1",
        "CHAT,     0,    hello,     false, 9,  99,  false, 5",
        "CHAT,     0,    hello,     false, 10, 0,   false, 4",
        "CHAT,     0,    hello,     false, 29, 0,   false, 3",
        "CHAT,     0,    hello,     false, 90, 0,   false, 2",
        "CHAT,     0,    hello,     false, 0,  100, false, 4",
        "CHAT,     0,    hello,     false, 0,  900, false, 3",
        "CHAT,     0,    hello,     false, 0,  0,   true,  4",
        "GIFT,     5000, '',        false, 60, 900, true,  -11",
        "CHAT,     0,    hello,     true,  60, 900, true,  -8",
        "LIKE,     0,    '',        false, 0,  0,   false, 5",
        "FOLLOW,   0,    '',        false, 30, 0,   true,  1",
        "ENTER,    0,    '',        true,  0,  0,   false, 5",
        "FAN_CLUB, 0,    '',        false, 0,  0,   false, 5"
    })
    void theTable(StreamKind kind, long value, String text, boolean special, long level, long activity, boolean idle,
            int priority) {
        StreamMessage message = new StreamMessage("", kind, "f", new Viewer("1", "Ann", level, special), text, "", 1,
                value);
        assertEquals(priority, Priorities.of(message, activity, List.of("price"), idle).number());
    }
}
