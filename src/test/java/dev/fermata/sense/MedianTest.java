package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void isWhatSortingFinds() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            int kinds = 1 + random.nextInt(i % 2 == 0 ? 4 : 1_000);
            double[] numbers = random.ints(1 + random.nextInt(60), 0, kinds).asDoubleStream().toArray();
            int count = 1 + random.nextInt(numbers.length);
            double[] sorted = Arrays.copyOf(numbers, count);
            Arrays.sort(sorted);
            assertEquals(sorted[count / 2], Median.of(numbers, count));
        }
    }
}
