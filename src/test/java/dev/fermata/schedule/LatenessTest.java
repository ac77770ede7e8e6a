package dev.fermata.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.model.ResumePolicy;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the scheduler says of its punctuality. */
class LatenessTest {
    private final HandClock clock = new HandClock();
    private final UnifiedScheduler scheduler = new UnifiedScheduler(clock, () -> { }, (task, failure) -> { });
    /** {@code task due started}, in milliseconds. */
    private final List<String> starts = new ArrayList<>();

    LatenessTest() {
        scheduler.reportStartsTo((task, due, started) ->
                starts.add(task + " " + due / 1_000_000 + " " + started / 1_000_000));
        scheduler.start();
    }

    @Test
    void aRunIsMeasuredAgainstItsOwnSlot() {
        add("bolt", 100, ResumePolicy.REMAINING, false);
        step(100);
        step(207);
        // Two slots were missed; the run is late by the first of them.
        step(530);
        assertEquals(List.of("bolt 100 100", "bolt 200 207", "bolt 300 530"), starts);
    }

    @Test
    void aPauseIsNotLateness() {
        add("remaining", 100, ResumePolicy.REMAINING, false);
        add("restart", 100, ResumePolicy.RESTART, false);
        add("realtime", 100, ResumePolicy.REALTIME, false);
        clock.atMillis(50);
        scheduler.pause();
        clock.atMillis(1_000);
        scheduler.resume();
        step(1_001);
        step(1_052);
        step(1_103);
        assertEquals(List.of("realtime 1000 1001", "remaining 1050 1052", "restart 1100 1103", "realtime 1100 1103"),
                starts);
    }

    @Test
    void aTaskThatRunsThroughPausesIsDueInThem() {
        add("potion", 100, ResumePolicy.REMAINING, true);
        scheduler.pause();
        clock.atMillis(150);
        scheduler.resume();
        step(151);
        assertEquals(List.of("potion 100 151"), starts);
    }

    private void add(String id, long everyMillis, ResumePolicy resume, boolean throughPauses) {
        Duration every = Duration.ofMillis(everyMillis);
        scheduler.add(new TaskSpec(id, every, every, resume, throughPauses, () -> { }));
    }

    private void step(long atMillis) {
        scheduler.step(clock.atMillis(atMillis));
    }
}
