package dev.fermata.skill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Turn;
import dev.fermata.model.WhyNot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How often and when a skill was played, and why it is not being played. */
class SkillStatesTest extends SkillRig {
    private static final String RUNS = BOLT.replace("Bolt", "Heal").replace("\"r\"", "\"h\"") + "during_hold = \"run\"\n";
    private static final String LONG = BOLT.replace("Bolt", "Combo").replace("\"r\"", "\"t,delay250,t\"");

    @Test
    void countsAndTimesWhatWasPlayedToItsEnd() {
        load(BOLT);
        assertEquals(0, state("Bolt").played());
        assertEquals(OptionalLong.empty(), state("Bolt").lastPlayedNanos());
        start();
        play(330);
        assertEquals(3, state("Bolt").played());
        long last = state("Bolt").lastPlayedNanos().orElseThrow();
        assertTrue(last > 300 * MS && last <= 330 * MS, () -> "" + last);
    }

    @Test
    void sayThatNothingIsPlayedBeforeTheStart() {
        load(BOLT);
        assertEquals(WhyNot.Reason.STOPPED, why("Bolt"));
        assertEquals(WhyNot.Reason.ARMED, manager.states(true).get(0).whyNot().orElseThrow().reason());
        start();
        ledger.stop("test");
        assertEquals(WhyNot.Reason.STOPPED, why("Bolt"));
    }

    @Test
    void aSkillWaitsForItsTimeUnlessItIsBeingPlayed() {
        load(LONG);
        start();
        play(50);
        assertEquals("waits for its time", state("Combo").whyNot().orElseThrow().words());
        assertEquals(WhyNot.Reason.NOT_DUE, why("Combo"));
        play(120);
        assertTrue(state("Combo").isPlaying());
        assertEquals(Optional.empty(), state("Combo").whyNot());
    }

    @Test
    void aHoldKeepsThoseThatItSilencesAndSaysWho() {
        load(BOLT + RUNS);
        start();
        ledger.add(new Hold(Hold.PRIORITY_KEYS, "test", 0, OptionalLong.empty(), List.of(Key.SPACE)), Optional.empty());
        assertEquals("held by space", state("Bolt").whyNot().orElseThrow().words());
        assertEquals(Hold.PRIORITY_KEYS, state("Bolt").whyNot().orElseThrow().hold().orElseThrow().holder());
        assertEquals(WhyNot.Reason.NOT_DUE, why("Heal"));
        ledger.add(new Hold(Hold.API_PREFIX + "deck", "test", 0, OptionalLong.empty(), List.of()), Optional.empty());
        assertEquals("paused by deck", state("Heal").whyNot().orElseThrow().words());
        assertEquals("held by space", state("Bolt").whyNot().orElseThrow().words());
    }

    @Test
    void whatIsTurnedOffIsOffWhateverHolds() {
        load(BOLT);
        start();
        ledger.add(manual(), Optional.empty());
        assertEquals("paused", state("Bolt").whyNot().orElseThrow().words());
        manager.turn("Bolt", Turn.OFF, "test");
        assertFalse(state("Bolt").isOn());
        assertEquals(WhyNot.Reason.OFF, why("Bolt"));
    }

    @Test
    void whatIsDueWaitsForItsTurnInItsLane() {
        load(LONG + BOLT);
        start();
        play(130);
        assertTrue(state("Combo").isPlaying());
        assertEquals(WhyNot.Reason.QUEUED, why("Bolt"));
        assertEquals(0, state("Bolt").played());
    }

    @Test
    void anActionThatTakesLongerThanItsIntervalDoesNotSayThatItIsIdle() {
        load(LONG);
        start();
        play(220);
        assertTrue(state("Combo").isPlaying());
        ledger.add(manual(), Optional.empty());
        play(230);
        assertFalse(state("Combo").isPlaying(), "cut off by the hold");
        assertEquals(0, state("Combo").played());
    }

    @Test
    void aFullLaneIsToldUntilTheSkillIsPlayedAgain() {
        load("[dispatch]\nlane_capacity = 1\n" + LONG.replace("100ms", "90ms") + BOLT + BOLT.replace("Bolt", "Nova").replace("\"r\"", "\"n\""));
        start();
        play(130);
        assertEquals(WhyNot.Reason.QUEUED, why("Bolt"));
        assertEquals(WhyNot.Reason.LANE_FULL, why("Nova"));
        assertEquals("its lane was full", state("Nova").whyNot().orElseThrow().words());
    }

    @Test
    void aRefusalOfTheDesktopIsToldUntilItPlaysAgain() {
        load(BOLT + CHANNEL);
        refuses = true;
        start();
        play(145);
        assertEquals(WhyNot.Reason.REFUSED, why("Bolt"));
        assertEquals(0, state("Bolt").played());
        assertEquals(WhyNot.Reason.REFUSED, why("Channel"));
        refuses = false;
        play(250);
        assertEquals(WhyNot.Reason.NOT_DUE, why("Bolt"));
        assertTrue(state("Channel").isPlaying());
    }

    @Test
    void keysThatAreKeptDownAreBeingPlayed() {
        load(CHANNEL);
        start();
        play(20);
        assertTrue(state("Channel").isPlaying());
        ledger.add(manual(), Optional.empty());
        play(40);
        assertFalse(state("Channel").isPlaying());
        assertEquals(1, state("Channel").played());
    }

    @Test
    void anotherLoadKeepsTheFiguresOfWhatIsPlayedAsBeforeAndGivesUpWhatIsUnderWay() {
        load(BOLT + LONG);
        start();
        play(220);
        assertTrue(state("Combo").isPlaying());
        long played = state("Bolt").played();
        assertTrue(played > 0);
        load(BOLT + LONG.replace("\"t,", "\"z,"));
        play(225);
        assertEquals(played, state("Bolt").played());
        assertFalse(state("Combo").isPlaying());
        assertEquals(OptionalLong.empty(), state("Combo").lastPlayedNanos());
    }

    private SkillState state(String name) {
        return manager.states(false).stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private WhyNot.Reason why(String name) {
        return state(name).whyNot().orElseThrow().reason();
    }
}
