package dev.fermata.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PunctualClockTest {
    private static final long MARGIN = PunctualClock.MARGIN_NANOS;

    private final Machine machine = new Machine();
    private final PunctualClock clock = PunctualClock.of(machine);

    /** Sleeps end late by a set time; looking at the time takes a microsecond. */
    private static final class Machine implements Clock {
        private final List<Long> sleptUntil = new ArrayList<>();
        private long now = 1_000_000;
        private long oversleeps;
        private long wokenAt = NEVER;

        @Override
        public long nanos() {
            return now += 1_000;
        }

        @Override
        public Instant wallTime(long nanos) {
            return Instant.ofEpochSecond(0, nanos);
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            sleptUntil.add(deadlineNanos);
            now = Math.max(now, Math.min(wokenAt, deadlineNanos == NEVER ? NEVER : deadlineNanos + oversleeps));
        }
    }

    @Test
    void sleepsUntilShortlyBeforeAndEndsOnTime() {
        machine.oversleeps = 70_000;
        clock.parkUntil(20_000_000);
        assertEquals(List.of(20_000_000 - MARGIN), machine.sleptUntil);
        assertTrue(machine.now >= 20_000_000 && machine.now <= 20_002_000, "ended at " + machine.now);
    }

    @Test
    void endsAtOnceWhenTheSleepEndedAfterTheDeadline() {
        machine.oversleeps = 900_000;
        clock.parkUntil(20_000_000);
        assertEquals(20_000_000 - MARGIN + 900_000, machine.now, 2_000);
    }

    @Test
    void doesNotSleepWhenTheDeadlineIsClose() {
        clock.parkUntil(machine.now + 100_000);
        assertEquals(List.of(), machine.sleptUntil);
        assertEquals(1_100_000, machine.now, 2_000);
    }

    @Test
    void doesNotWaitForWhatIsOver() {
        clock.parkUntil(500_000);
        assertEquals(List.of(), machine.sleptUntil);
    }

    @Test
    void returnsAtOnceWhenWokenLongBefore() {
        machine.wokenAt = 5_000_000;
        clock.parkUntil(20_000_000);
        assertEquals(5_000_000, machine.now, 2_000);
    }

    @Test
    void waitsWithoutADeadline() {
        machine.wokenAt = 7_000_000;
        clock.parkUntil(Clock.NEVER);
        assertEquals(List.of(Clock.NEVER), machine.sleptUntil);
        assertEquals(7_000_000, machine.now, 2_000);
    }

    @Test
    void isWokenWhileItSpins() {
        clock.parkUntil(20_000_000, () -> machine.now >= 19_900_000);
        assertEquals(List.of(20_000_000 - MARGIN), machine.sleptUntil);
        assertEquals(19_900_000, machine.now, 2_000);
    }

    @Test
    void neitherSleepsNorSpinsWhenItWasWokenBefore() {
        clock.parkUntil(20_000_000, () -> true);
        assertEquals(List.of(), machine.sleptUntil);
        assertEquals(1_000_000, machine.now, 2_000);
    }

    @Test
    void spinsForLongerInARow() {
        PunctualClock rows = PunctualClock.ofRows(machine);
        machine.oversleeps = PunctualClock.ROW_MARGIN_NANOS;
        rows.parkUntil(1_000_000 + PunctualClock.ROW_NANOS);
        assertEquals(List.of(1_000_000 + PunctualClock.ROW_NANOS - PunctualClock.ROW_MARGIN_NANOS), machine.sleptUntil);
        assertEquals(1_000_000 + PunctualClock.ROW_NANOS, machine.now, 3_000);
    }

    @Test
    void sleepsAsLongAsElseBetweenRows() {
        PunctualClock.ofRows(machine).parkUntil(100_000_000);
        assertEquals(List.of(100_000_000 - MARGIN), machine.sleptUntil);
    }

    @Test
    void doesNotSleepInARowOfMilliseconds() {
        PunctualClock.ofRows(machine).parkUntil(machine.now + 1_500_000);
        assertEquals(List.of(), machine.sleptUntil);
        assertEquals(2_500_000, machine.now, 2_000);
    }
}
