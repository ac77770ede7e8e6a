package dev.fermata.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.observe.EventLine;
import dev.fermata.observe.RunSummary;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run's summary counts as played during holds: what the core let play, and nothing else. */
class SummaryTest {
    private static final String ROTATION = """
            [rotation]
            steps = ["1", "2"]
            every = "100ms"
            """;
    private static final String SKILL = """
            [[skill]]
            name = "Potion"
            keys = "1"
            every = "100ms"
            """;
    private static final String RUNS = "during_hold = \"run\"\n";

    private final RunSummary summary = new RunSummary();

    @Test
    void aRotationThatMayPlayDuringHoldsIsNotCountedAgainstThem() {
        play(ROTATION + RUNS, "", "d:space t:1050 u:space");
        assertEquals(0, summary.duringHolds());
        assertEquals(10, summary.allowedDuringHolds());
    }

    @Test
    void whatMayPlaySinceAReloadIsNotCountedAgainstHolds() {
        play(SKILL, SKILL + RUNS, "reload:other d:space t:1050 u:space");
        assertEquals(0, summary.duringHolds());
        assertEquals(10, summary.allowedDuringHolds());
    }

    @Test
    void nothingPlaysWhileAPauseIsOnAsWell() {
        play(SKILL + RUNS, "", "d:space t:1050 tap:f9 t:1s u:space t:1s");
        assertEquals(0, summary.duringHolds());
        assertEquals(10, summary.allowedDuringHolds());
        assertEquals(10, summary.played());
    }

    @Test
    void aPressThatNoHoldLetsIsCountedWhoeverSaysItMayPlay() {
        Map<String, Object> press = Map.of("key", "1", "origin", "skill", "action", "Potion", "during_hold", "run");
        summary.accept(new EventLine(1, "hold_added", Map.of("holder", "priority-keys")));
        summary.accept(new EventLine(2, "key_down", press));
        summary.accept(new EventLine(3, "hold_added", Map.of("holder", "manual")));
        summary.accept(new EventLine(4, "key_down", press));
        summary.accept(new EventLine(5, "hold_removed", Map.of("holder", "manual")));
        summary.accept(new EventLine(6, "key_down", Map.of("key", "1", "origin", "skill", "action", "Potion")));
        assertEquals(1, summary.allowedDuringHolds());
        assertEquals(2, summary.duringHolds());
    }

    private void play(String first, String other, String script) {
        new Simulation(profile(first), "test", script, name -> profile(other),
                event -> summary.accept(EventLine.of(event))).run();
        assertTrue(summary.holds() > 0, "there were holds");
    }

    private static Profile profile(String skills) {
        return ProfileReader.parse("test", "schema = 1\nname = \"test\"\n[priority]\nspecial = [\"space\"]\n" + skills)
                .profile().orElseThrow();
    }
}
