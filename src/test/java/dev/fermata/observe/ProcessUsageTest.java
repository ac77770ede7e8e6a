package dev.fermata.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProcessUsageTest {
    private long cpu;
    private final ProcessUsage usage = new ProcessUsage(() -> OptionalLong.of(cpu));

    @Test
    void thereIsNoFigureBeforeTheFirstWindowIsFull() {
        for (int second = 0; second < 59; second++) {
            usage.sample(Duration.ofSeconds(second).toNanos());
            assertEquals(OptionalDouble.empty(), usage.cpuPercent(), "at " + second + " s");
        }
        usage.sample(Duration.ofSeconds(60).toNanos());
        assertEquals(OptionalDouble.of(0), usage.cpuPercent());
    }

    @Test
    void aPlatformThatDoesNotTellIsNoError() {
        ProcessUsage unknown = new ProcessUsage(OptionalLong::empty);
        unknown.sample(0);
        assertEquals(OptionalDouble.empty(), unknown.cpuPercent());
    }

    @Test
    void aCommandNameWithSpacesAndParenthesesIsNoField() {
        assertEquals(OptionalLong.of(Duration.ofMillis(1_230 + 40).toNanos()), CpuTime.ProcStat.parse(
                "4711 (a) R 1 2 (b)) S 1 2 3 4 5 6 7 8 9 10 123 4 0 0 20 0 30\n"));
        assertEquals(OptionalLong.empty(), CpuTime.ProcStat.parse("4711 (java) S 1 2"));
        assertEquals(OptionalLong.empty(), CpuTime.ProcStat.parse(""));
    }

    @Test
    @Timeout(20)
    void theTimeOfThisProcessGrowsAsItWorks() {
        CpuTime time = CpuTime.ofThisProcess();
        long before = time.nanos().orElseThrow();
        assertTrue(before > 0);
        long grown = Duration.ofMillis(30).toNanos();
        long sum = 0;
        while (time.nanos().orElseThrow() - before < grown) {
            sum += System.nanoTime();
        }
        assertTrue(sum != 0);
    }
}
