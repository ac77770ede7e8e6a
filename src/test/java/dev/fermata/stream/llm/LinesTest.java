package dev.fermata.stream.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lines put together out of parts. */
class LinesTest {
    private static final String TEXT = "one\r\ntwo\n\nthr\u00E9e \u4F60\uD83D\uDE00\rfour\r\n\r\nend";

    @Test
    void eachEndIsOneEndWhereverThePartsAreCut() {
        List<String> expected = List.of("one", "two", "", "thr\u00E9e \u4F60\uD83D\uDE00", "four", "");
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(3);
        for (int game = 0; game < 1_000; game++) {
            Lines lines = new Lines();
            List<String> all = new ArrayList<>();
            for (int from = 0; from < bytes.length;) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(4));
                assertTrue(lines.take(Arrays.copyOfRange(bytes, from, to), all::add));
                from = to;
            }
            assertEquals(expected, all);
            assertEquals("end", lines.rest());
        }
    }

    @Test
    void whatIsTooLongIsNoLine() {
        Lines lines = new Lines();
        assertTrue(lines.take(new byte[Lines.LONGEST], line -> true));
        assertFalse(lines.take(new byte[1], line -> true));
    }

    @Test
    void whoWantsNoMoreGetsNoMore() {
        List<String> all = new ArrayList<>();
        assertTrue(new Lines().take("a\nb\nc\n".getBytes(StandardCharsets.UTF_8), line -> {
            all.add(line);
            return all.size() < 2;
        }));
        assertEquals(List.of("a", "b"), all);
    }
}
