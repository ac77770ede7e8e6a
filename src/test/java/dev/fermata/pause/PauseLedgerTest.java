package dev.fermata.pause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.model.Scope;
import dev.fermata.time.Clock;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told what, in which order, and what is told of it. */
class PauseLedgerTest {
    private static final long MS = 1_000_000;
    private static final String CLIENT = Hold.API_PREFIX + "a";
    private static final String OTHER = Hold.API_PREFIX + "b";
    private static final Optional<Duration> GRACE = Optional.of(Duration.ofSeconds(1));

    private final List<String> log = new ArrayList<>();
    private final HandClock clock = new HandClock();
    private final Bus bus = new Bus(new FailFast());
    private final PauseLedger ledger = ledger(Recovery.MEND);

    PauseLedgerTest() {
        bus.register(new Object() {
            @Subscribe
            public void on(Event event) {
                if (event instanceof Event.HoldAdded added) {
                    log.add("+" + added.hold().holder());
                } else if (event instanceof Event.HoldRemoved removed) {
                    log.add("-" + removed.holder());
                } else {
                    log.add(event.name());
                }
            }
        });
        ledger.start();
        log.clear();
    }

    private PauseLedger ledger(Recovery recovery) {
        PauseLedger made = new PauseLedger(clock, bus, recovery, () -> log.add("wake"));
        made.listen(Scope.PLAY, new Part("gate"));
        made.listen(Scope.PLAY, new Part("schedule"));
        made.listen(Scope.SPEECH, new Part("voice"));
        return made;
    }

    /** Writes down what it is told. */
    private final class Part implements PauseListener {
        private final String name;

        Part(String name) {
            this.name = name;
        }

        @Override
        public void heed(Stillness stillness, Optional<Duration> grace) {
            log.add(name + " " + stillness + (grace.isPresent() ? " gracefully" : ""));
        }

        @Override
        public void stopped(String because) {
            log.add(name + " stopped, " + because);
        }
    }

    @Test
    void theListenersOfAScopeAreToldInTheirOrderAndTheEventsAroundThem() {
        assertTrue(ledger.add(hold(CLIENT), Optional.empty()));
        assertEquals(1, ledger.end(Hold::isOfClient, "test"));
        assertEquals(List.of("gate ALL", "schedule ALL", "+api:a", "gate NONE", "schedule NONE", "-api:a"), log);
    }

    @Test
    void onlyTheFirstHoldOfAScopeAndTheEndOfItsLastAreHeeded() {
        ledger.add(hold(CLIENT), Optional.empty());
        log.clear();
        ledger.add(hold(OTHER), Optional.empty());
        ledger.end(hold -> hold.holder().equals(CLIENT), "test");
        assertEquals(List.of("+api:b", "-api:a"), log);
        ledger.end(hold -> hold.holder().equals(OTHER), "test");
        assertEquals(List.of("+api:b", "-api:a", "gate NONE", "schedule NONE", "-api:b"), log);
    }

    @Test
    void aHoldOfSpeechLeavesPlayAloneAndAManualOneSilencesBoth() {
        ledger.add(hold(CLIENT, Set.of(Scope.SPEECH)), Optional.empty());
        assertEquals(List.of("voice ALL", "+api:a"), log);
        assertEquals(Stillness.NONE, ledger.stillness(Scope.PLAY));
        log.clear();
        ledger.add(hold(Hold.MANUAL), Optional.empty());
        assertEquals(List.of("gate ALL", "schedule ALL", "+manual"), log);
        log.clear();
        ledger.end(Hold::isOfClient, "test");
        assertEquals(List.of("-api:a"), log);
    }

    @Test
    void priorityKeysLetWhatRunsDuringHoldsAndNobodyElseDoes() {
        bus.handleRequests(ledger::act);
        bus.post(new Event.SchedulerPauseRequested(0, Hold.PRIORITY_KEYS, "test", List.of(Key.SPACE)));
        ledger.add(hold(CLIENT), GRACE);
        ledger.end(Hold::isOfClient, "test");
        bus.post(new Event.SchedulerResumeRequested(0, Hold.PRIORITY_KEYS, "test"));
        assertEquals(List.of("gate MOST", "schedule MOST", "scheduler_pause_requested", "+priority-keys",
                "gate ALL", "schedule ALL", "+api:a", "gate MOST", "schedule MOST", "-api:a",
                "gate NONE", "schedule NONE", "scheduler_resume_requested", "-priority-keys"), log);
    }

    @Test
    void theHoldOfPriorityKeysShowsThoseThatAreDown() {
        bus.handleRequests(ledger::act);
        bus.post(new Event.SchedulerPauseRequested(0, Hold.PRIORITY_KEYS, "test", List.of(Key.SPACE)));
        bus.post(new Event.PriorityKey(0, Key.E, true, false, List.of(Key.SPACE, Key.E)));
        assertEquals(List.of(Key.SPACE, Key.E), ledger.hold(Hold.PRIORITY_KEYS).orElseThrow().activeKeys());
    }

    @Test
    void aGraceEndsWithAHoldThatHasNone() {
        ledger.add(hold(CLIENT), GRACE);
        ledger.add(hold(OTHER), GRACE);
        ledger.add(hold(Hold.MANUAL), Optional.empty());
        assertEquals(List.of("gate ALL gracefully", "schedule ALL gracefully", "+api:a", "+api:b",
                "gate ALL", "schedule ALL", "voice ALL", "+manual"), log);
    }

    @Test
    void aRenewalKeepsItsBeginningAndAllThatItCovers() {
        ledger.add(hold(CLIENT, Set.of(Scope.PLAY, Scope.SPEECH)), Optional.empty());
        clock.atMillis(5);
        log.clear();
        assertFalse(ledger.add(new Hold(CLIENT, "again", 5 * MS, OptionalLong.empty(), List.of(),
                Set.of(Scope.SPEECH)), Optional.empty()));
        assertEquals(List.of(), log);
        Hold renewed = ledger.hold(CLIENT).orElseThrow();
        assertEquals(0, renewed.sinceNanos());
        assertEquals("again", renewed.reason());
        assertEquals(Set.of(Scope.PLAY, Scope.SPEECH), renewed.scopes());
    }

    @Test
    void aHoldThatComesToCoverMoreEndsAndBeginsAnew() {
        ledger.add(hold(CLIENT), Optional.empty());
        clock.atMillis(5);
        log.clear();
        assertTrue(ledger.add(new Hold(CLIENT, "again", 5 * MS, OptionalLong.empty(), List.of(),
                Set.of(Scope.SPEECH)), Optional.empty()));
        assertEquals(List.of("voice ALL", "-api:a", "+api:a"), log);
        Hold anew = ledger.hold(CLIENT).orElseThrow();
        assertEquals(5 * MS, anew.sinceNanos());
        assertEquals(Set.of(Scope.PLAY, Scope.SPEECH), anew.scopes());
        assertEquals(1, ledger.holds().size());
    }

    @Test
    void whatAHoldLetFinishIsCutOffWhenItComesToCoverMore() {
        ledger.add(hold(CLIENT), GRACE);
        log.clear();
        ledger.add(hold(CLIENT, Set.of(Scope.SPEECH)), GRACE);
        assertEquals(List.of("gate ALL", "schedule ALL", "voice ALL", "-api:a", "+api:a"), log);
    }

    @Test
    void aGraceIsForWhatNobodyHeldBefore() {
        ledger.add(hold(OTHER, Set.of(Scope.SPEECH)), Optional.empty());
        log.clear();
        ledger.add(hold(CLIENT, Set.of(Scope.PLAY, Scope.SPEECH)), GRACE);
        assertEquals(List.of("gate ALL gracefully", "schedule ALL gracefully", "+api:a"), log);
    }

    @Test
    void aStartGoesStraightToWhatTheHoldsLet() {
        ledger.stop("test");
        ledger.add(hold(CLIENT), GRACE);
        ledger.start();
        assertEquals(List.of("gate stopped, test", "schedule stopped, test", "voice stopped, test", "+api:a",
                "gate ALL", "schedule ALL", "voice NONE"), log);
    }

    @Test
    void aLeaseEndsOnTheTickAndNotOneBefore() {
        ledger.add(new Hold(CLIENT, "test", 0, OptionalLong.of(10 * MS), List.of()), Optional.empty());
        assertEquals(10 * MS, ledger.step(10 * MS - 1));
        assertTrue(ledger.hold(CLIENT).isPresent());
        assertEquals(Clock.NEVER, ledger.step(10 * MS));
        assertFalse(ledger.hold(CLIENT).isPresent());
        assertEquals(List.of("gate ALL", "schedule ALL", "wake", "+api:a", "gate NONE", "schedule NONE", "-api:a"), log);
    }

    @Test
    void aLeaseThatIsOnlyReportedIsToldOfOnceAndHolds() {
        PauseLedger reporting = ledger(Recovery.REPORT);
        reporting.add(new Hold(CLIENT, "test", 0, OptionalLong.of(10 * MS), List.of()), Optional.empty());
        assertEquals(Clock.NEVER, reporting.step(10 * MS));
        assertEquals(Clock.NEVER, reporting.step(20 * MS));
        assertTrue(reporting.hold(CLIENT).isPresent());
        assertEquals(List.of("wake", "+api:a", "recovered"), log);
    }

    @Test
    void theEndOfALeaseLeavesALaterOneAlone() {
        ledger.add(new Hold(CLIENT, "test", 0, OptionalLong.of(10 * MS), List.of()), Optional.empty());
        ledger.add(new Hold(OTHER, "test", 0, OptionalLong.of(20 * MS), List.of()), Optional.empty());
        assertEquals(20 * MS, ledger.step(10 * MS));
        assertEquals(List.of(OTHER), ledger.holds().stream().map(Hold::holder).toList());
    }

    @Test
    void leasesThatAreOnlyReportedAreToldOfEachAtItsEnd() {
        PauseLedger reporting = ledger(Recovery.REPORT);
        reporting.add(new Hold(CLIENT, "test", 0, OptionalLong.of(10 * MS), List.of()), Optional.empty());
        reporting.add(new Hold(OTHER, "test", 0, OptionalLong.of(20 * MS), List.of()), Optional.empty());
        log.clear();
        assertEquals(20 * MS, reporting.step(10 * MS));
        assertEquals(List.of("recovered"), log);
        assertEquals(Clock.NEVER, reporting.step(20 * MS));
        assertEquals(List.of("recovered", "recovered"), log);
    }

    @Test
    void clientsHaveNoMoreHoldsThanTheirLimitAndNobodyElseHasOne() {
        for (int i = 0; i < Holds.MOST_OF_CLIENTS; i++) {
            ledger.add(hold(Hold.API_PREFIX + i), Optional.empty());
        }
        List<Hold> before = ledger.holds();
        assertThrows(TooManyHoldsException.class, () -> ledger.add(hold(CLIENT), Optional.empty()));
        assertEquals(before, ledger.holds());
        assertFalse(ledger.add(hold(Hold.API_PREFIX + 0), Optional.empty()), "a renewal is none more");
        assertTrue(ledger.add(hold(Hold.MANUAL), Optional.empty()));
    }

    @Test
    void aGraceIsOverWithAStop() {
        ledger.add(hold(CLIENT), GRACE);
        assertTrue(ledger.stop("test"));
        assertFalse(ledger.stop("test"), "stopped already");
        assertTrue(ledger.start());
        assertFalse(ledger.start(), "started already");
        log.clear();
        ledger.add(hold(OTHER), Optional.empty());
        assertEquals(List.of("+api:b"), log, "nothing is left to be cut off");
    }

    @Test
    void whatIsOneStepIsToldWhenItIsOver() {
        synchronized (ledger) {
            ledger.add(hold(CLIENT), Optional.empty());
            ledger.end(Hold::isOfClient, "test");
            assertEquals(List.of("gate ALL", "schedule ALL", "gate NONE", "schedule NONE"), log);
        }
        bus.deliver();
        assertEquals(List.of("+api:a", "-api:a"), log.subList(4, 6));
    }

    private static Hold hold(String holder) {
        return new Hold(holder, "test", 0, OptionalLong.empty(), List.of());
    }

    private static Hold hold(String holder, Set<Scope> scopes) {
        return new Hold(holder, "test", 0, OptionalLong.empty(), List.of(), scopes);
    }
}
