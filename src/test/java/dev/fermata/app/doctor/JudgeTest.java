package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final long MS = 1_000_000;

    private static Timings all(long nanos) {
        return Timings.of(Collections.nCopies(100, nanos));
    }

    /** A hundred of which so many are the second value. */
    private static Timings mixed(long most, int others, long other) {
        return Timings.of(Stream.concat(Collections.nCopies(100 - others, most).stream(),
                Collections.nCopies(others, other).stream()).toList());
    }

    private static void assertVerdict(Verdict verdict, Finding finding) {
        assertEquals(verdict, finding.verdict(), finding::toString);
        assertEquals(verdict == Verdict.FINE, finding.advice().isEmpty(), finding::toString);
    }

    @Test
    void timerIsJudgedByWhatOneWaitInAHundredExceeds() {
        assertVerdict(Verdict.FINE, Judge.timer(all(2 * MS - 1)));
        assertVerdict(Verdict.DEGRADED, Judge.timer(all(2 * MS)));
        assertVerdict(Verdict.FINE, Judge.timer(mixed(0, 1, 30 * MS)));
        assertVerdict(Verdict.DEGRADED, Judge.timer(mixed(0, 2, 2 * MS)));
        assertVerdict(Verdict.DEGRADED, Judge.timer(mixed(0, 49, 30 * MS)));
    }

    @Test
    void timerAsLateAsAPressLastsIsBroken() {
        assertVerdict(Verdict.DEGRADED, Judge.timer(all(25 * MS - 1)));
        assertVerdict(Verdict.BROKEN, Judge.timer(all(25 * MS)));
    }

    @Test
    void injectionIsJudgedByItsMedian() {
        assertVerdict(Verdict.FINE, Judge.injection(Key.F24, mixed(MS, 49, 30 * MS)));
        assertVerdict(Verdict.DEGRADED, Judge.injection(Key.F24, all(2 * MS)));
    }

    @Test
    void hookIsJudgedByItsWorst() {
        assertVerdict(Verdict.FINE, Judge.hook(100, all(10 * MS - 1)));
        assertVerdict(Verdict.DEGRADED, Judge.hook(100, mixed(0, 1, 10 * MS)));
    }

    @Test
    void hookThatIsLateThroughoutHasAnotherCauseThanOneThatIsLateAtTimes() {
        assertTrue(Judge.hook(100, mixed(0, 10, 60 * MS)).advice().contains("busy"));
        assertTrue(Judge.hook(100, all(50 * MS)).advice().contains("click into a window"));
    }

    @Test
    void hookThatHearsNothingIsBrokenAndOneThatHearsTooLittleDegraded() {
        assertVerdict(Verdict.BROKEN, Judge.hook(1, Timings.of(List.of())));
        Finding some = Judge.hook(101, all(MS));
        assertVerdict(Verdict.DEGRADED, some);
        assertTrue(some.detail().contains("only 100 of 101"), some::detail);
    }

    @Test
    void keyStateThatCannotBeReadIsDegraded() {
        assertVerdict(Verdict.FINE, Judge.keyState(true));
        assertVerdict(Verdict.DEGRADED, Judge.keyState(false));
    }

    @Test
    void suppressionIsFineWhenOthersAreKeptBackAndOurOwnPass() {
        assertVerdict(Verdict.FINE, Judge.suppression(Key.F24, outcome(10, 10, 0)));
        assertVerdict(Verdict.DEGRADED, Judge.suppression(Key.F24, outcome(10, 9, 0)));
        assertVerdict(Verdict.DEGRADED, Judge.suppression(Key.F24, outcome(10, 10, 1)));
        assertVerdict(Verdict.DEGRADED, Judge.suppression(Key.F24, SuppressionTrial.Outcome.IMPOSSIBLE));
        Finding refused = Judge.suppression(Key.F24, SuppressionTrial.Outcome.REFUSED);
        assertVerdict(Verdict.DEGRADED, refused);
        assertTrue(refused.detail().startsWith("another program has grabbed f24"), refused::detail);
    }

    private static SuppressionTrial.Outcome outcome(int others, int keptOfOthers, int keptOfOwn) {
        return new SuppressionTrial.Outcome(true, true, others, keptOfOthers, 10, keptOfOwn, all(MS));
    }

    @Test
    void managedKeysThatAreRefusedAreNamedWithTheirProfiles() {
        Map<Key, List<String>> wanted = Map.of(Key.E, List.of("arpg", "mine"), Key.R, List.of("mine"));
        assertVerdict(Verdict.FINE, Judge.managedKeys(Map.of(), Set.of()));
        assertVerdict(Verdict.FINE, Judge.managedKeys(wanted, Set.of(Key.E, Key.R)));
        Finding refused = Judge.managedKeys(wanted, Set.of(Key.R));
        assertVerdict(Verdict.DEGRADED, refused);
        assertTrue(refused.detail().endsWith(": e (arpg, mine)"), refused::detail);
        assertFalse(refused.detail().contains("r (mine)"), refused::detail);
    }

    @Test
    void anAgentThatRunsIsNamedWithWhatEndsIt() {
        String self = Long.toString(ProcessHandle.current().pid());
        Finding running = DesktopChecks.running(Optional.of(self), false);
        assertVerdict(Verdict.DEGRADED, running);
        assertTrue(running.detail().contains("process " + self + " (java"), running::detail);
        assertTrue(running.advice().contains("'kill " + self + "'"), running::advice);
        String windows = DesktopChecks.running(Optional.of(self), true).advice();
        // Without /f it ends no console program, and with it nothing is released.
        assertTrue(windows.endsWith("'fermata stop' first, which releases its keys, and then 'taskkill /f /pid " + self
                + "'"), windows);
        assertVerdict(Verdict.DEGRADED, DesktopChecks.running(Optional.empty(), false));
    }

    @Test
    void timingsAreThoseThatSoManyReach() {
        Timings timings = mixed(MS, 2, 3 * MS);
        assertEquals(MS, timings.median());
        assertEquals(3 * MS, timings.p99());
        assertEquals(3 * MS, timings.worst());
        assertEquals(Map.of("count", 100, "median_ms", 1.0, "p99_ms", 3.0, "worst_ms", 3.0), timings.figures());
        assertEquals(0, Timings.of(List.of()).worst());
        assertEquals("0.05 ms", Timings.millis(50_000));
        assertEquals("1.5 ms", Timings.millis(1_500_000));
        assertEquals("250 ms", Timings.millis(250 * MS));
    }
}
