package dev.fermata.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EventTimesTest {
    private static final long MS = 1_000_000;

    private final EventTimes times = new EventTimes();

    @Test
    void whatIsHeardInTimeIsAsItWasHeard() {
        assertEquals(0, times.ago(5_000, 100 * MS));
        assertEquals(0, times.ago(5_040, 140 * MS + 300_000));
        assertEquals(0, times.ago(5_050, 150 * MS + 900_000));
    }

    @Test
    void whatIsHeardLateIsWhenThePlatformHadIt() {
        times.ago(5_000, 100 * MS);
        assertEquals(106 * MS - MS / 2, times.ago(5_100, 306 * MS));
        assertEquals(6 * MS - MS / 2, times.ago(5_201, 307 * MS));
    }

    @Test
    void eventsNeverChangePlaces() {
        times.ago(5_000, 100 * MS);
        assertEquals(0, times.ago(5_100, 200 * MS + 900_000));
        assertEquals(109_100_000, times.ago(5_100, 310 * MS));
    }

    @Test
    void theFirstEventMayBeLateWhereBothClocksAreTheSame() {
        assertEquals(40 * MS - MS / 2, times.ago(5_000, 5_040 * MS));
        assertEquals(0, times.ago(5_100, 5_100 * MS + 200_000));
        long rounds = 3 * (1L << 32);
        assertEquals(40 * MS - MS / 2, new EventTimes().ago(5_000, (rounds + 5_040) * MS));
    }

    @Test
    void anotherClockOfThePlatformsIsNoLateness() {
        times.ago(4_000_000_000L, 100 * MS);
        assertEquals(0, times.ago(5_003, 200 * MS));
        assertEquals(0, times.ago(5_103, 300 * MS));
    }

    @Test
    void clocksMayDriftApart() {
        long stamp = 777_777;
        for (int i = 0; i < 10_000; i++) {
            stamp += 999;
            assertTrue(times.ago(stamp, i * 1_000L * MS) < 150 * MS);
        }
    }

    @Test
    void itIsWithinAMillisecondOfTheTruthHoweverLateItIsHeard() {
        Random random = new Random(5);
        long truth = 0;
        long before = 0;
        for (int i = 0; i < 20_000; i++) {
            truth += random.nextInt(30_000_000);
            boolean late = random.nextInt(4) == 0;
            long heard = Math.max(before, truth + random.nextInt(late ? 400_000_000 : 200_000));
            long found = heard - times.ago(truth / MS + 123_456, heard);
            before = heard;
            long off = found - truth;
            assertTrue(i < 200 || Math.abs(off) <= MS + 200_000, "off by " + off + " at " + i);
        }
    }
}
