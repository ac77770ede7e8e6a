package dev.fermata.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.ResumePolicy;
import dev.fermata.time.Clock;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnifiedSchedulerTest {
    private static final long MS = 1_000_000;

    private final ManualClock clock = new ManualClock();
    private final List<String> ran = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int wakes;
    private final UnifiedScheduler scheduler = new UnifiedScheduler(clock, () -> wakes++,
            (id, failure) -> failures.add(id + ": " + failure.getMessage()));

    @Test
    void runsNothingOneNanosecondEarlyAndEverythingOnTheTick() {
        started(every("a", 100));
        stepAt(100 * MS - 1);
        assertEquals(List.of(), ran);
        assertEquals(200 * MS, stepAt(100 * MS));
        assertEquals(List.of("a"), ran);
    }

    @Test
    void equalDeadlinesRunInTheOrderTheyWereAdded() {
        started(every("b", 100), every("a", 50), restarting("r", 100), realtime("t", 100));
        stepAt(50 * MS);
        stepAt(100 * MS);
        assertEquals(List.of("a", "b", "a", "r", "t"), ran);
    }

    @Test
    void keepsItsBeatWhenItIsLateAndSkipsWhatItMissed() {
        started(every("a", 100));
        assertEquals(500 * MS, stepAt(430 * MS));
        assertEquals(List.of("a"), ran);
        TaskStatus status = scheduler.tasks().get(0);
        assertEquals(1, status.runs());
        assertEquals(3, status.missed());
    }

    @Test
    void aTaskThatIsRemovedRunsNoMoreAndTheOthersKeepTheirTime() {
        started(every("a", 100), every("b", 30), realtime("c", 70), every("d", 100));
        stepAt(50 * MS);
        ran.clear();
        assertTrue(scheduler.remove("b"));
        assertFalse(scheduler.remove("b"), "it is gone");
        assertTrue(scheduler.remove("c"));
        assertEquals(100 * MS, stepAt(60 * MS));
        assertEquals(200 * MS, stepAt(100 * MS));
        assertEquals(List.of("a", "d"), ran);
        scheduler.add(every("b", 30));
        assertEquals(130 * MS, stepAt(100 * MS), "one of the same id begins anew");
    }

    @Test
    void aTaskThatIsRemovedInAPauseIsNotThereAfterIt() {
        started(every("a", 100), restarting("r", 50));
        scheduler.pause();
        stepAt(80 * MS);
        assertTrue(scheduler.remove("r"));
        scheduler.resume();
        assertEquals(180 * MS, stepAt(80 * MS));
    }

    @Test
    void sleepsWithoutADeadlineWhenPausedEmptyOrStopped() {
        assertEquals(Clock.NEVER, stepAt(0));
        started(every("a", 100));
        assertEquals(100 * MS, stepAt(0));
        scheduler.pause();
        assertEquals(Clock.NEVER, stepAt(300 * MS));
        scheduler.resume();
        scheduler.stop();
        assertEquals(Clock.NEVER, stepAt(900 * MS));
        assertEquals(List.of(), ran);
    }

    @Test
    void returnsWhetherPauseAndResumeChangedAnything() {
        assertFalse(scheduler.pause(), "not started");
        assertTrue(scheduler.start());
        assertFalse(scheduler.start());
        assertFalse(scheduler.resume());
        assertTrue(scheduler.pause());
        assertFalse(scheduler.pause());
        assertTrue(scheduler.resume());
        assertFalse(scheduler.resume());
        assertTrue(scheduler.stop());
        assertFalse(scheduler.stop());
    }

    @Test
    void aSecondPauseDoesNotForgetWhenTheFirstBegan() {
        started(every("a", 100));
        pauseAt(30 * MS);
        pauseAt(80 * MS);
        resumeAt(1_000 * MS);
        stepAt(1_070 * MS - 1);
        assertEquals(List.of(), ran);
        stepAt(1_070 * MS);
        assertEquals(List.of("a"), ran);
    }

    @Test
    void restartMovesAQuickTaskBeforeASlowOne() {
        started(restarting("slow", 3_000), restarting("quick", 100));
        pauseAt(50 * MS);
        resumeAt(60 * MS);
        assertEquals(160 * MS, stepAt(60 * MS));
        stepAt(160 * MS);
        assertEquals(List.of("quick"), ran);
    }

    @Test
    void aThrowingCallbackIsReportedAndItsTaskLivesOn() {
        started(every("bad", 100, () -> {
            throw new IllegalStateException("boom");
        }), every("good", 100));
        stepAt(100 * MS);
        stepAt(200 * MS);
        assertEquals(List.of("bad: boom", "bad: boom"), failures);
        assertEquals(List.of("good", "good"), ran);
    }

    @Test
    void aTaskMayAddOthersFromItsCallback() {
        started(every("self", 100, () -> {
            ran.add("self");
            scheduler.add(every("child", 50));
        }));
        assertEquals(150 * MS, stepAt(100 * MS));
        stepAt(150 * MS);
        assertEquals(List.of("self", "child"), ran);
    }

    @Test
    void aCallbackThatPausesKeepsTheNextTaskFromStarting() {
        started(every("first", 100, () -> {
            ran.add("first");
            scheduler.pause();
        }), every("second", 100));
        assertEquals(Clock.NEVER, stepAt(100 * MS));
        assertEquals(List.of("first"), ran);
    }

    @Test
    void refusesTheSameIdTwice() {
        scheduler.add(every("a", 100));
        assertThrows(IllegalArgumentException.class, () -> scheduler.add(every("a", 200)));
    }

    @Test
    void statusTellsTheNextRun() {
        started(every("a", 100));
        clock.now = 40 * MS;
        TaskStatus status = scheduler.tasks().get(0);
        assertEquals(100 * MS, status.nextRunNanos());
    }

    @Test
    void statusDuringAPauseTellsTheNextRunIfItEndedNow() {
        started(every("a", 100), restarting("b", 100), realtime("c", 100));
        pauseAt(40 * MS);
        clock.now = 500 * MS;
        assertEquals(List.of(560 * MS, 600 * MS, 500 * MS),
                scheduler.tasks().stream().map(TaskStatus::nextRunNanos).toList());
    }

    @Test
    void pauseAndResumeMoveNoTaskWithPolicyRemainingOrRealtime() throws ReflectiveOperationException {
        List<TaskSpec> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(i % 2 == 0 ? every("t" + i, 100 + i) : realtime("t" + i, 100 + i));
        }
        started(many.toArray(TaskSpec[]::new));
        List<String> before = places();
        for (int i = 1; i <= 50; i++) {
            pauseAt(i * MS);
            resumeAt(i * MS + MS / 2);
        }
        assertEquals(before, places());
    }

    /** Every queued task's due time and place in its heap; no public figure shows them. */
    private List<String> places() throws ReflectiveOperationException {
        Field due = UnifiedScheduler.class.getDeclaredField("due");
        due.setAccessible(true);
        Field heaps = DueTasks.class.getDeclaredField("heaps");
        heaps.setAccessible(true);
        List<String> places = new ArrayList<>();
        for (Object each : ((Map<?, ?>) heaps.get(due.get(scheduler))).values()) {
            TaskHeap heap = (TaskHeap) each;
            for (int i = 0; i < heap.size(); i++) {
                places.add(heap.get(i).spec.id() + " due " + heap.get(i).due + " at " + i);
            }
        }
        return places;
    }

    @Test
    void wakesWhoStepsItForWhatMayNowBeDueAndForNothingElse() {
        wakes(1, scheduler::start);
        wakes(0, scheduler::start);
        wakes(1, () -> scheduler.add(every("a", 100)));
        wakes(0, scheduler::pause);
        wakes(0, scheduler::pause);
        wakes(1, scheduler::resume);
        wakes(0, scheduler::resume);
        wakes(0, scheduler::pauseAll);
        wakes(1, scheduler::pause);
        wakes(0, scheduler::pauseAll);
        wakes(1, scheduler::resume);
        scheduler.stop();
        wakes(0, scheduler::resume);
    }

    @Test
    void tellsTheNextDeadlineOfWhatStoodStillByTheTimeItDid() {
        started(every("a", 100));
        pauseAt(30 * MS);
        resumeAt(80 * MS);
        assertEquals(150 * MS, stepAt(80 * MS));
    }

    @Test
    void forgetsEveryTaskWhenItStops() {
        started(every("a", 100), realtime("b", 100));
        scheduler.stop();
        assertEquals(List.of(), scheduler.tasks());
        started(every("a", 100));
        stepAt(100 * MS);
        assertEquals(List.of("a"), ran);
    }

    private void wakes(int expected, Runnable call) {
        int before = wakes;
        call.run();
        assertEquals(expected, wakes - before);
    }

    private void started(TaskSpec... specs) {
        scheduler.start();
        List.of(specs).forEach(scheduler::add);
    }

    private long stepAt(long now) {
        clock.now = now;
        return scheduler.step(now);
    }

    private void pauseAt(long now) {
        clock.now = now;
        scheduler.pause();
    }

    private void resumeAt(long now) {
        clock.now = now;
        scheduler.resume();
    }

    private TaskSpec every(String id, long millis) {
        return every(id, millis, () -> ran.add(id));
    }

    private static TaskSpec every(String id, long millis, Runnable callback) {
        Duration interval = Duration.ofMillis(millis);
        return new TaskSpec(id, interval, interval, ResumePolicy.REMAINING, false, callback);
    }

    private TaskSpec restarting(String id, long millis) {
        return with(id, millis, ResumePolicy.RESTART);
    }

    private TaskSpec realtime(String id, long millis) {
        return with(id, millis, ResumePolicy.REALTIME);
    }

    private TaskSpec with(String id, long millis, ResumePolicy policy) {
        Duration interval = Duration.ofMillis(millis);
        return new TaskSpec(id, interval, interval, policy, false, () -> ran.add(id));
    }
}
