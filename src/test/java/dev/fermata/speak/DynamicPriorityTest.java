package dev.fermata.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.model.SpeechPriority;
import dev.fermata.model.ViewerAct.Kind;
import dev.fermata.model.ViewerAct;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The original's table of priorities. */
class DynamicPriorityTest {

    @ParameterizedTest
    @CsvSource({
        // kind, coins, level, activity, text, idle, priority
        "GIFT, 1001, 0, 0, '', false, -5",
        "GIFT, 1000, 0, 0, '', false, -1",
        "GIFT, 0, 0, 0, '', false, -1",
        "COMMENT, 5000, 0, 0, hello, false, 5",
        "COMMENT, 0, 0, 0, what price is it, false, 0",
        "OTHER, 5000, 0, 0, price, false, 5",
        "COMMENT, 0, 9, 99, hello, false, 5",
        "COMMENT, 0, 10, 100, hello, false, 3",
        "COMMENT, 0, 30, 200, hello, false, 0",
        "COMMENT, 0, 99, 9999, hello, false, 0",
        "COMMENT, 0, 0, 0, hello, true, 4",
        "GIFT, 9999, 99, 9999, '', true, -11",
    })
    void isReckonedAsInTheOriginal(Kind kind, long coins, long level, long activity, String text, boolean idle,
            int priority) {
        assertEquals(priority, DynamicPriority.of(new ViewerAct(kind, coins, level, activity), text,
                List.of("price", "buy"), idle).number());
    }

    @ParameterizedTest
    @CsvSource({"system, -10", "gift_large, -5", "vip, -2", "gift, -1", "important, 0", "normal, 5", "script, 10",
        "background, 20", "EMERGENCY, -10", "user_vip, -2", "gift_normal, -1", "comment_important, 0", "-5, -5",
        "-20, -20", "20, 20", "7, 7"})
    void hasNamesAndNumbers(String written, int number) {
        assertEquals(Optional.of(new SpeechPriority(number)), SpeechPriority.of(written));
    }

    @ParameterizedTest
    @CsvSource({"21", "-21", "urgent", "5.0", "''", "--5", "+5"})
    void takesNothingElse(String written) {
        assertEquals(Optional.empty(), SpeechPriority.of(written));
    }
}
