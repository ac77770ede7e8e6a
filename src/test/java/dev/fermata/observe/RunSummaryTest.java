package dev.fermata.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
    private final RunSummary summary = new RunSummary();

    @Test
    void countsWhatBecameOfActionsByWhoseTheyWere() {
        tell(1, "played", "origin", "skill");
        tell(2, "played", "origin", "api");
        tell(3, "played", "origin", "player");
        tell(4, "dropped");
        tell(5, "rejected");
        assertEquals(2, summary.played());
        assertEquals(1, summary.playersKeys());
        assertEquals(2, summary.dropped());
    }

    @Test
    void overlappingHoldsAreCountedEachAndTheirTimeOnce() {
        hold(0, "priority-keys");
        hold(1_000, "manual");
        unhold(2_000, "priority-keys");
        unhold(3_000, "manual");
        hold(10_000, "manual");
        unhold(10_500, "manual");
        assertEquals(3, summary.holds());
        assertEquals(3.5, summary.silentSeconds());
    }

    @Test
    void aSkillsPressDuringAHoldIsAFaultUnlessItMayPlay() {
        hold(0, "priority-keys");
        press(1, "q", "skill", "");
        press(2, "w", "skill", "run");
        press(2.5, "w", "skill", "run");
        press(3, "e", "player", "");
        press(4, "r", "api", "");
        unhold(5, "priority-keys");
        press(6, "q", "skill", "");
        assertEquals(1, summary.duringHolds());
        assertEquals(2, summary.allowedDuringHolds());
    }

    @Test
    void skillsPlayOnUnderAHoldOfSpeechAlone() {
        summary.accept(new EventLine(0, "hold_added", Map.of("holder", "api:a", "scopes", List.of("speech"))));
        press(1, "q", "skill", "");
        unhold(2, "api:a");
        summary.accept(new EventLine(3, "hold_added", Map.of("holder", "api:a", "scopes", List.of("play", "speech"))));
        press(4, "q", "skill", "");
        unhold(1_003, "api:a");
        assertEquals(1, summary.holds());
        assertEquals(1, summary.duringHolds());
        assertEquals(1, summary.silentSeconds());
    }

    @Test
    void nothingMayPlayDuringAPause() {
        hold(0, "priority-keys");
        hold(1, "manual");
        press(2, "w", "skill", "run");
        assertEquals(1, summary.duringHolds());
        assertEquals(0, summary.allowedDuringHolds());
    }

    @Test
    void aGracefulHoldLetsFinishUntilItIsSilent() {
        tell(0, "hold_added", "holder", "manual", "mode", "graceful");
        press(1, "q", "skill", "");
        tell(2, "silenced");
        press(3, "q", "skill", "");
        assertEquals(1, summary.duringHolds());
    }

    @Test
    void aGracefulHoldThatComesIntoAnotherLetsNothingFinish() {
        hold(0, "priority-keys");
        tell(1, "hold_added", "holder", "manual", "mode", "graceful");
        press(2, "q", "skill", "");
        assertEquals(1, summary.duringHolds());
    }

    @Test
    void knowsWhatIsDown() {
        press(1, "q", "skill", "");
        press(2, "w", "skill", "");
        tell(3, "button_down", "key", "mouse_left", "origin", "skill");
        tell(4, "key_up", "key", "q");
        tell(5, "button_up", "key", "mouse_left");
        assertEquals(Set.of("w"), summary.down());
    }

    private void hold(double millis, String holder) {
        tell(millis, "hold_added", "holder", holder);
    }

    private void unhold(double millis, String holder) {
        tell(millis, "hold_removed", "holder", holder);
    }

    private void press(double millis, String key, String origin, String duringHold) {
        tell(millis, "key_down", "key", key, "origin", origin, "during_hold", duringHold);
    }

    private void tell(double millis, String name, String... fields) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        summary.accept(new EventLine(millis, name, all));
    }
}
