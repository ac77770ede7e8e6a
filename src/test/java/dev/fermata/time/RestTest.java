package dev.fermata.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When what has failed is asked again. */
class RestTest {
    private static final long S = 1_000_000_000;

    private final Rest rest = new Rest(1, Duration.ofSeconds(2), Duration.ofSeconds(10));

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 2", "3, 4", "4, 8", "5, 10", "90, 10"})
    void itRestsTheLongerTheOftenerItFails(int failures, long seconds) {
        for (int i = 0; i < failures; i++) {
            rest.failed(S);
        }
        assertEquals(seconds * S, rest.left(S));
        assertEquals(seconds == 0, rest.mayAsk(S + seconds * S - 1));
    }

    @Test
    void afterItsRestOneAsksBeforeAllOthers() {
        rest.failed(0);
        rest.failed(0);
        assertFalse(rest.mayAsk(2 * S - 1));
        assertTrue(rest.mayAsk(2 * S));
        assertFalse(rest.mayAsk(2 * S), "one asks already");
        rest.forgotten(2 * S);
        assertTrue(rest.mayAsk(2 * S), "it has given up");
        rest.succeeded();
        assertTrue(rest.mayAsk(2 * S));
        assertTrue(rest.mayAsk(2 * S));
        rest.failed(3 * S);
        assertEquals(0, rest.left(3 * S), "it begins anew");
    }

    @Test
    void whoGivesUpEndsNoRestThatOthersHaveFound() {
        rest.failed(0);
        rest.failed(0);
        rest.forgotten(S);
        assertFalse(rest.mayAsk(S));
        assertTrue(rest.mayAsk(2 * S));
        rest.failed(2 * S);
        rest.forgotten(2 * S);
        assertFalse(rest.mayAsk(2 * S));
    }
}
