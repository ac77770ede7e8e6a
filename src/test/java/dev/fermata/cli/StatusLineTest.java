package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static Hold hold(String holder, Key... keys) {
        return new Hold(holder, "any", 0, OptionalLong.empty(), List.of(keys));
    }

    private static String words(Hold... holds) {
        return StatusLine.holds(List.of(holds), hold -> "");
    }

    @Test
    void namesEveryHoldWhereThereAreFew() {
        assertEquals("", words());
        assertEquals("priority-keys (space+e), manual, api:deck",
                words(hold(Hold.PRIORITY_KEYS, Key.SPACE, Key.E), hold(Hold.MANUAL), hold("api:deck")));
    }

    @Test
    void staysShortHoweverManyHoldsThereAreAndWhateverTheyAreCalled() {
        List<Hold> many = new ArrayList<>();
        many.add(hold(Hold.PRIORITY_KEYS, Key.values()));
        for (int i = 0; i < 5_000; i++) {
            many.add(hold(Hold.API_PREFIX + "x".repeat(64)));
        }
        String line = StatusLine.holds(many, hold -> " 12345.6 s");
        assertTrue(line.length() < 200, line);
        assertTrue(line.endsWith(" and 4998 more"), line);
        assertTrue(line.contains("+" + (Key.values().length - 4) + " more"), Arrays.toString(Key.values()));
    }
}
