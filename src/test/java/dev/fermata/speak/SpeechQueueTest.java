package dev.fermata.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.SpeechAnswer.Refusal;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.SpeechState;
import dev.fermata.model.SpeechStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is spoken when, who interrupts whom, and what becomes of the rest. */
class SpeechQueueTest {
    private final Stage stage = new Stage();

    private void told(String... lines) {
        assertEquals(String.join("\n", lines), String.join("\n", stage.log));
    }

    private SpeechState state() {
        return stage.queue.status().state();
    }

    @Test
    void speaksTheMoreImportantFirstAndTheOlderAmongEquals() {
        stage.hold(true);
        stage.say("a 100", 5);
        stage.say("b 100", 0);
        stage.say("c 100", 5);
        stage.say("d 100", 0);
        stage.log.clear();
        stage.hold(false);
        stage.pass(400);
        told("0 started 2", "100 done 2 at 100", "100 started 4", "200 done 4 at 100", "200 started 1",
                "300 done 1 at 100", "300 started 3", "400 done 3 at 100");
        assertEquals(SpeechState.IDLE, state());
    }

    @Test
    void betterByFiveInterruptsAndByFourWaits() {
        stage.say("a 1000", 5);
        stage.pass(100);
        stage.say("b 100", 1);
        assertEquals(SpeechState.PLAYING, state());
        stage.say("c 100", 0);
        assertEquals(SpeechState.INTERRUPTED, state());
        stage.pass(2_000);
        told("0 queued 1", "0 started 1", "100 queued 2", "100 queued 3", "100 interrupted 1 at 100 (item 3)",
                "100 started 3", "200 done 3 at 100", "200 started 2", "300 done 2 at 100", "550 resumed 1 at 100",
                "1450 done 1 at 1000");
    }

    @Test
    void nearTheEndItTakesEight() {
        stage.say("a 1000", 5);
        stage.pass(850);
        stage.say("b 100", 0);
        assertEquals("850 started 2", stage.log.get(stage.log.size() - 1), "at 85 % five are enough");

        Stage later = new Stage();
        later.say("a 1000", 5);
        later.pass(851);
        later.say("b 100", -2);
        assertEquals("851 queued 2", later.log.get(later.log.size() - 1), "behind them seven are not");
        later.say("c 100", -3);
        assertEquals("851 started 3", later.log.get(later.log.size() - 1), "but eight");
    }

    @Test
    void anInterruptedItemIsInterruptedAgainAndAgainAndKeepsItsPlace() {
        stage.say("a 1000", 10);
        stage.say("b 500", 10);
        for (int i = 0; i < 3; i++) {
            stage.pass(100);
            stage.say("alarm" + i + " 50", -10);
            stage.pass(50 + 250);
        }
        stage.pass(700);
        assertEquals(List.of("interrupted 1 at 100 (item 3)", "resumed 1 at 100", "interrupted 1 at 200 (item 4)",
                "resumed 1 at 200", "interrupted 1 at 300 (item 5)", "resumed 1 at 300", "done 1 at 1000", "started 2"),
                stage.log.stream().map(each -> each.replaceFirst("\\d+ ", ""))
                        .filter(each -> each.matches("(interrupted|resumed|done) 1 .*|started 2")).toList());
    }

    @Test
    void anInterrupterMayBeInterrupted() {
        stage.say("a 300", 10);
        stage.pass(100);
        stage.say("b 300", 5);
        stage.pass(100);
        stage.say("c 300", -5);
        stage.pass(2_000);
        assertEquals(List.of("200 started 3", "500 done 3 at 300", "750 resumed 2 at 100", "950 done 2 at 300",
                "1200 resumed 1 at 100", "1400 done 1 at 300"), stage.log.subList(6, stage.log.size() - 0)
                .stream().filter(each -> !each.contains("queued") && !each.contains("interrupted")).toList());
    }

    @Test
    void itsPolicyMayBeToEndWhenInterrupted() {
        stage.say(new SpeechRequest("a 1000", new SpeechPriority(5), false, Duration.ofSeconds(9), "test"));
        stage.pass(300);
        stage.say("b 100", 0);
        stage.pass(1_000);
        told("0 queued 1", "0 started 1", "300 queued 2", "300 interrupted 1 at 300 (item 2)",
                "300 dropped 1 at 300 (interrupted by item 2)", "300 started 2", "400 done 2 at 100");
        assertEquals(SpeechState.IDLE, state());
    }

    @Test
    void aHoldSilencesAtOnceAndItGoesOnWhereItFellSilent() {
        stage.say("a 1000", 5);
        stage.pass(400);
        stage.hold(true);
        assertEquals(SpeechState.INTERRUPTED, state());
        stage.pass(5_000);
        assertEquals(Optional.of("a hold"), stage.queue.status().silent());
        stage.hold(false);
        assertEquals(SpeechState.POST_INTERRUPT, state());
        stage.pass(249);
        assertEquals("400 interrupted 1 at 400 (a hold)", stage.log.get(stage.log.size() - 1));
        stage.pass(1);
        assertEquals("5650 resumed 1 at 400", stage.log.get(stage.log.size() - 1));
        stage.pass(600);
        assertEquals("6250 done 1 at 1000", stage.log.get(stage.log.size() - 1));
    }

    @Test
    void aGracefulHoldLetsFinishWhatHasBegunAndNothingBegin() {
        stage.say("a 300", 5);
        stage.say("b 300", 5);
        stage.pass(100);
        stage.holdGracefully(500);
        stage.say("c 300", -10);
        stage.pass(1_000);
        told("0 queued 1", "0 started 1", "0 queued 2", "100 queued 3", "300 done 1 at 300");

        Stage longer = new Stage();
        longer.say("a 3000", 5);
        longer.pass(100);
        longer.holdGracefully(500);
        longer.pass(1_000);
        assertEquals("600 interrupted 1 at 600 (a hold)", longer.log.get(longer.log.size() - 1));
    }

    @Test
    void whatIsNotReadyDecidesWhenItIs() {
        stage.say("a 1000", 5);
        stage.pass(100);
        stage.say("b 100 300", -5);
        assertEquals(SpeechState.INTERRUPT_DECISION, state());
        stage.pass(299);
        assertEquals(SpeechState.INTERRUPT_DECISION, state());
        stage.pass(1);
        assertEquals("400 started 2", stage.log.get(stage.log.size() - 1));
        assertEquals(SpeechState.INTERRUPTED, state());
    }

    @Test
    void aSlowVoiceKeepsTheNextWaitingForAWhileOnly() {
        stage.say("slow 100 5000", 0);
        stage.say("b 100", 5);
        stage.pass(1_499);
        assertEquals(2, stage.log.size());
        stage.pass(1);
        assertEquals("1500 started 2", stage.log.get(2));
        stage.pass(4_000);
        assertEquals("5100 done 1 at 100", stage.log.get(stage.log.size() - 1));
    }

    @Test
    void aVoiceThatFailsEndsItsItemAndNoOther() {
        stage.say("bad 100", 0);
        stage.say("b 100", 5);
        stage.pass(100);
        told("0 queued 1", "0 failed 1 (bad voice)", "0 queued 2", "0 started 2", "100 done 2 at 100");
    }

    @Test
    void whatHasWaitedTooLongIsNotSaid() {
        stage.say("a 1000", 5);
        stage.say(new SpeechRequest("b 100", new SpeechPriority(5), true, Duration.ofMillis(999), "test"));
        stage.pass(998);
        assertEquals(3, stage.log.size());
        stage.pass(2);
        assertEquals(List.of("999 dropped 2 (expired)", "1000 done 1 at 1000"), stage.log.subList(3, 5));
    }

    @Test
    void anInterruptedItemExpiresFromItsInterruptionOn() {
        stage.say(new SpeechRequest("a 1000", new SpeechPriority(5), true, Duration.ofMillis(600), "test"));
        stage.pass(500);
        stage.hold(true);
        stage.pass(599);
        assertEquals("500 interrupted 1 at 500 (a hold)", stage.log.get(stage.log.size() - 1));
        stage.pass(1);
        assertEquals("1100 dropped 1 at 500 (expired)", stage.log.get(stage.log.size() - 1));
    }

    @Test
    void aRepeatIsSaidOnceAndIsAsUrgentAsTheMoreUrgent() {
        stage.hold(true);
        stage.say("a 100", 5);
        stage.say("b 100", 5);
        SpeechAnswer repeat = stage.say("b 100", -5);
        assertEquals(new SpeechAnswer(2, true, Optional.empty()), repeat);
        assertEquals(List.of(2L, 1L), stage.queue.status().waiting().stream().map(SpeechStatus.Item::id).toList());
        assertEquals(1, stage.queue.status().waiting().get(0).repeats());
        assertEquals(1, stage.queue.status().counts().get("merged"));
    }

    @Test
    void whatIsSpokenAlreadyTakesNoRepeatIn() {
        stage.say("a 100", 5);
        stage.pass(50);
        assertEquals(new SpeechAnswer(2, false, Optional.empty()), stage.say("a 100", 5));
    }

    @Test
    void aFullQueueRefusesButMakesRoomForTheMoreImportant() {
        stage.hold(true);
        for (int i = 0; i < WaitingSpeech.CAPACITY; i++) {
            stage.say("x" + i + " 100", 5);
        }
        assertEquals(Optional.of(Refusal.FULL), stage.say("y 100", 5).refusal());
        assertEquals(Optional.empty(), stage.say("z 100", 4).refusal());
        assertTrue(stage.log.contains("0 dropped 100 (made room for a more important one)"));
        assertEquals(WaitingSpeech.CAPACITY, stage.queue.status().waiting().size());
        assertEquals(Map.of("full", 1L), stage.queue.status().refused());
    }

    @Test
    void refusesWhatCannotBeSaid() {
        assertEquals(Optional.of(Refusal.EMPTY), stage.say(" ... ", 5).refusal());
        assertEquals(Optional.of(Refusal.TOO_LONG), stage.say("x".repeat(1_001), 5).refusal());
        stage.stop();
        assertEquals(Optional.of(Refusal.NOT_RUNNING), stage.say("a 100", 5).refusal());
        told("0 refused 0 (empty)", "0 refused 0 (too_long)", "0 refused 0 (not_running)");
    }

    @Test
    void aStopGivesEverythingUp() {
        stage.say("a 1000", 5);
        stage.say("b 100", 5);
        stage.pass(10);
        stage.stop();
        stage.pass(2_000);
        assertEquals(List.of("10 dropped 2 (stopped)", "10 dropped 1 at 10 (stopped)"),
                stage.log.subList(3, stage.log.size()));
    }

    @Test
    void whatIsSpokenCanBeSkipped() {
        stage.say("a 1000", 5);
        stage.say("b 100", 5);
        stage.pass(10);
        stage.drop(1);
        told("0 queued 1", "0 started 1", "0 queued 2", "10 dropped 1 at 10 (skipped)", "10 started 2");
    }
}
