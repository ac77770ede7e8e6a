package dev.fermata.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChangeBudgetTest {
    private static final long START = -TimeUnit.DAYS.toNanos(1);
    private static final long TENTH = TimeUnit.MILLISECONDS.toNanos(100);

    private final ChangeBudget budget = new ChangeBudget(3, 10);

    private int taken(long now) {
        int taken = 0;
        while (budget.take(now)) {
            taken++;
        }
        return taken;
    }

    @Test
    void givesSoManyAtOnceAndThenOneEachTime() {
        assertEquals(3, taken(START));
        assertFalse(budget.take(START + TENTH - 1));
        assertTrue(budget.take(START + TENTH));
        assertFalse(budget.take(START + TENTH));
    }

    @Test
    void savesNoMoreThanIsGivenAtOnce() {
        assertEquals(3, taken(START));
        assertEquals(3, taken(START + 1_000 * TENTH));
    }

    @Test
    void whatIsRefusedIsNotCounted() {
        assertEquals(3, taken(START));
        for (int i = 0; i < 1_000; i++) {
            assertFalse(budget.take(START));
        }
        assertEquals(1, taken(START + TENTH));
    }

    @Test
    void hasToAllowSomething() {
        assertThrows(IllegalArgumentException.class, () -> new ChangeBudget(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ChangeBudget(1, 0));
    }
}
