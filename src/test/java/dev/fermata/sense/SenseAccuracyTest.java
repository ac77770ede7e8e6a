package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How good readings are, on scenes that another program has painted at known values; prints the tables, in which the
 * original's rule stands beside. Unknown is no error, but there must not be more of it than the table says.
 */
@Tag("proof")
class SenseAccuracyTest {
    private static final int BARS = 8;
    private static final int SCENES = 1_000;
    private static final List<String> LOOKS_THE_SAME = List.of("same_letters", "plate", "tinted");

    @Test
    void barsAreReadToWithinThree() throws IOException {
        check(FillAccuracy.bars(BARS));
    }

    @Test
    void orbsAreReadToWithinThree() throws IOException {
        check(FillAccuracy.orbs(BARS / 2));
    }

    private static void check(List<FillAccuracy.Row> rows) {
        System.out.println(FillAccuracy.Row.head());
        rows.forEach(System.out::println);
        for (FillAccuracy.Row row : rows) {
            assertTrue(row.mean() <= 1, () -> "mean of " + row);
            assertTrue(row.worst() <= FillAccuracy.WRONG, () -> "worst of " + row);
            assertTrue(Math.abs(row.bias()) <= 0.3, () -> "bias of " + row);
            assertTrue(row.unknownPart() <= 0.3, () -> "unknown of " + row);
            assertTrue(row.unknownLong() <= (row.style().equals("numbers") ? 0.2 : 0.1),
                    () -> "unknown of long ones of " + row);
        }
    }

    /**
     * What looks just like a part of the bar cannot be told from it, so a few are wrong where such things lie over it.
     */
    @Test
    void whatIsMadeToMisleadIsReadRightOrNotAtAllButForWhatLooksTheSame() throws IOException {
        List<FillAccuracy.Row> rows = FillAccuracy.misleading(BARS);
        System.out.println(FillAccuracy.Row.head());
        rows.forEach(System.out::println);
        for (FillAccuracy.Row row : rows) {
            int most = LOOKS_THE_SAME.contains(row.style()) ? row.scenes() / 25 : 0;
            assertTrue(row.wrong() <= most, row::toString);
        }
    }

    @Test
    void noIconIsTakenForReadyWhileItCools() throws IOException {
        check(OtherAccuracy.icons(SCENES), 0.1, 0.1, 0.1);
    }

    @Test
    void noWrongNumberIsTold() throws IOException {
        check(OtherAccuracy.digits(SCENES), 0.08, 0.8);
    }

    private static void check(List<OtherAccuracy.Count> counts, double... mostUnknown) {
        System.out.println(OtherAccuracy.Count.head());
        counts.forEach(System.out::println);
        for (int i = 0; i < mostUnknown.length; i++) {
            OtherAccuracy.Count count = counts.get(i);
            assertEquals(0, count.wrong(), count::toString);
            assertTrue(count.unknownPart() <= mostUnknown[i], count::toString);
        }
    }
}
