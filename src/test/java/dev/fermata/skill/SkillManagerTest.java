package dev.fermata.skill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Hold;
import dev.fermata.model.Turn;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is played of a profile, step by step: what happens between two steps no script can show. */
class SkillManagerTest extends SkillRig {
    @Test
    void aProfileIsToldOfWhenItIsLoaded() {
        load(CHANNEL);
        assertEquals(List.of("profile_loaded"), events);
    }

    @Test
    void nothingIsPlayedBeforeTheStart() {
        load(CHANNEL + RING);
        play(500);
        assertEquals(List.of(), sent);
    }

    @Test
    void keysThatAreKeptDownComeUpWithAGraceThatIsOverAtOnceAndGoDownAgain() {
        load(CHANNEL);
        start();
        play(100);
        assertEquals(List.of("+c"), sent);
        ledger.add(manual(), Optional.of(Duration.ofSeconds(1)));
        ledger.end(Hold::isManual, "test");
        play(200);
        assertEquals(List.of("+c", "-c", "+c"), sent);
    }

    @Test
    void keysThatTheDesktopRefusedArePressedAgainSoonAndNotOneTickBefore() {
        load(CHANNEL);
        start();
        refuses = true;
        dispatcher.step(clock.nanos());
        refuses = false;
        assertEquals(1, wakes, "there is a time to wait for now");
        sent.clear();
        assertEquals(50 * MS, manager.step(50 * MS - 1));
        dispatcher.step(clock.atMillis(49));
        assertEquals(List.of(), sent);
        assertEquals(Clock.NEVER, manager.step(50 * MS));
        dispatcher.step(clock.atMillis(50));
        assertEquals(List.of("+c"), sent);
    }

    @Test
    void whatAHoldHasGivenUpIsNoRefusal() {
        load(CHANNEL);
        start();
        ledger.add(manual(), Optional.empty());
        play(100);
        assertEquals(List.of(), sent);
        assertEquals(0, wakes);
        assertEquals(Clock.NEVER, manager.step(clock.nanos()));
    }

    @Test
    void keysAreKeptDownAgainAfterAStopAndAStart() {
        load(CHANNEL);
        start();
        play(100);
        ledger.stop("test");
        play(200);
        start();
        play(300);
        assertEquals(List.of("+c", "-c", "+c"), sent);
    }

    @Test
    void anotherProfileTakesThePlaceOfTheOneThatIsPlaying() {
        load(CHANNEL + RING);
        start();
        play(150);
        assertEquals(List.of("+c", "+q", "-q"), sent);
        load("[[skill]]\nname = \"Bolt\"\nkeys = \"r\"\nevery = \"100ms\"\nat_start = true\n");
        play(200);
        assertEquals(List.of("+c", "+q", "-q", "-c", "+r", "-r"), sent);
    }

    @Test
    void aRotationSkipsNoStepThatWasRefused() {
        load(RING);
        start();
        scheduler.step(clock.atMillis(100));
        scheduler.step(clock.atMillis(200));
        assertTrue(events.contains("rejected"), "the step before is still waiting");
        play(450);
        assertEquals(List.of("+q", "-q", "+w", "-w", "+e", "-e"), sent);
    }

    @Test
    void aSkillThatIsDisabledIsNotPlayed() {
        load("[[skill]]\nname = \"Bolt\"\nkeys = \"r\"\nevery = \"50ms\"\nenabled = false\n" + CHANNEL);
        start();
        play(200);
        assertEquals(List.of("+c"), sent);
    }

    @Test
    void keysAreKeptDownAgainAfterTheSameProfileWasLoadedAgain() {
        load(CHANNEL);
        start();
        play(100);
        load(CHANNEL);
        play(200);
        assertEquals(List.of("+c", "-c", "+c"), sent);
    }

    @Test
    void aSkillWithOtherKeysIsAnotherAlthoughNameAndTimesAreTheSame() {
        load(BOLT);
        start();
        play(150);
        load(BOLT.replace("\"r\"", "\"t\""));
        play(249);
        assertEquals(List.of("+r", "-r"), sent);
        play(300);
        assertEquals(List.of("+r", "-r", "+t", "-t"), sent);
    }

    @Test
    void aSkillThatIsTurnedOffIsPlayedNoMoreAndTheOthersGoOn() {
        load(CHANNEL + BOLT);
        start();
        play(150);
        assertEquals(Optional.of(false), manager.turn("Bolt", Turn.OFF, "test"));
        play(350);
        assertEquals(List.of("+c", "+r", "-r"), sent);
        assertEquals(List.of(true, false), manager.states(false).stream().map(SkillState::isOn).toList());
        assertEquals(Optional.of(true), manager.turn("Bolt", Turn.TOGGLE, "test"));
        play(480);
        assertEquals(List.of("+c", "+r", "-r", "+r", "-r"), sent);
    }

    @Test
    void keysOfASkillThatIsTurnedOffComeUpAndGoDownWhenItIsTurnedOn() {
        load(CHANNEL + CHANNEL.replace("Channel", "Guard").replace("\"c\"", "\"v\""));
        start();
        play(50);
        manager.turn("Channel", Turn.OFF, "test");
        play(100);
        assertEquals(List.of("+c", "+v", "-c"), sent);
        manager.turn("Channel", Turn.ON, "test");
        play(200);
        assertEquals(List.of("+c", "+v", "-c", "+c"), sent);
    }

    @Test
    void aTurnIsToldAtOnceAndOnlyIfItChangedAnything() {
        load(CHANNEL);
        events.clear();
        assertEquals(Optional.of(true), manager.turn("Channel", Turn.ON, "test"));
        assertEquals(Optional.empty(), manager.turn("nobody", Turn.TOGGLE, "test"));
        assertEquals(List.of(), events);
        manager.turn("Channel", Turn.TOGGLE, "test");
        manager.turn("Channel", Turn.OFF, "test");
        assertEquals(List.of("skill_off"), events);
        manager.turn("Channel", Turn.TOGGLE, "test");
        assertEquals(List.of("skill_off", "skill_on"), events);
    }
}
