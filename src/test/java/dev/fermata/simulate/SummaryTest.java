package dev.fermata.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.observe.EventLine;
import dev.fermata.observe.Tally;
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

    private final Tally tally = new Tally();

    @Test
    void aRotationThatMayPlayDuringHoldsIsNotCountedAgainstThem() {
        play(ROTATION + RUNS, "", "d:space t:1050 u:space");
        assertEquals(0, tally.duringHolds());
        assertEquals(10, tally.allowedDuringHolds());
    }

    @Test
    void whatMayPlaySinceAReloadIsNotCountedAgainstHolds() {
        play(SKILL, SKILL + RUNS, "reload:other d:space t:1050 u:space");
        assertEquals(0, tally.duringHolds());
        assertEquals(10, tally.allowedDuringHolds());
    }

    @Test
    void nothingPlaysWhileAPauseIsOnAsWell() {
        play(SKILL + RUNS, "", "d:space t:1050 tap:f9 t:1s u:space t:1s");
        assertEquals(0, tally.duringHolds());
        assertEquals(10, tally.allowedDuringHolds());
        assertEquals(10, tally.played());
    }

    @Test
    void aPressThatNoHoldLetsIsCountedWhoeverSaysItMayPlay() {
        Map<String, Object> press = Map.of("key", "1", "origin", "skill", "action", "Potion", "during_hold", "run");
        tally.accept(new EventLine(1, "hold_added", Map.of("holder", "priority-keys")));
        tally.accept(new EventLine(2, "key_down", press));
        tally.accept(new EventLine(3, "hold_added", Map.of("holder", "manual")));
        tally.accept(new EventLine(4, "key_down", press));
        tally.accept(new EventLine(5, "hold_removed", Map.of("holder", "manual")));
        tally.accept(new EventLine(6, "key_down", Map.of("key", "1", "origin", "skill", "action", "Potion")));
        assertEquals(1, tally.allowedDuringHolds());
        assertEquals(2, tally.duringHolds());
    }

    private void play(String first, String other, String script) {
        new Simulation(profile(first), "test", script, name -> profile(other),
                event -> tally.accept(EventLine.of(event))).run();
        assertTrue(tally.holds() > 0, "there were holds");
    }

    private static Profile profile(String skills) {
        return ProfileReader.parse("test", "schema = 1\nname = \"test\"\n[priority]\nspecial = [\"space\"]\n" + skills)
                .profile().orElseThrow();
    }
}
