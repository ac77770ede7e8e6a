package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How good readings are, on scenes that were painted at known values; prints the tables, in which the original's rule
 * stands beside. Unknown is no error, but there must not be too many.
 */
@Tag("proof")
class SenseAccuracyTest {
    private static final int BARS = 4;
    private static final int SCENES = 1_000;

    @Test
    void barsAreReadToWithinThree() {
        List<BarAccuracy.Row> rows = BarAccuracy.rows(BARS);
        System.out.println(BarAccuracy.Row.head());
        rows.forEach(System.out::println);
        for (BarAccuracy.Row row : rows) {
            assertTrue(row.mean() <= 1, () -> "mean of " + row);
            assertTrue(row.worst() <= 3, () -> "worst of " + row);
            assertTrue(row.unknown() <= row.scenes() / 3, () -> "unknown of " + row);
        }
        double bias = rows.stream().mapToDouble(BarAccuracy.Row::bias).average().orElseThrow();
        assertTrue(Math.abs(bias) <= 0.3, () -> "bias " + bias);
    }

    @Test
    void noIconIsTakenForReadyWhileItCools() {
        OtherAccuracy.Count count = OtherAccuracy.icons(SCENES);
        System.out.println(count);
        assertEquals(0, count.wrong());
        assertTrue(count.known() >= 0.9 * SCENES);
    }

    @Test
    void noWrongNumberIsTold() {
        OtherAccuracy.Count count = OtherAccuracy.digits(SCENES);
        System.out.println(count);
        assertEquals(0, count.wrong());
        assertTrue(count.known() >= 0.3 * SCENES);
    }

    @Test
    void orbsAreReadByTheirCurve() {
        OtherAccuracy.Count count = OtherAccuracy.orbs(10);
        System.out.println(count);
        assertTrue(count.worst() <= 4);
        assertTrue(count.known() >= 0.95 * count.scenes());
    }
}
