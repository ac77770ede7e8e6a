package dev.fermata.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the users of other systems that speak complain of. */
class SpeechPainsTest {
    private final Stage stage = new Stage();

    private List<String> begun() {
        return stage.log.stream().map(each -> each.replaceFirst("^\\d+ ", ""))
                .filter(each -> each.startsWith("started") || each.startsWith("resumed"))
                .map(each -> each.replaceAll(" at .*", "")).toList();
    }

    @Test
    void theOrderIsTheSameAfterAnInterruption() {
        stage.say("one 1000", 5);
        stage.say("two 300", 5);
        stage.say("three 300", 5);
        stage.pass(400);
        stage.say("alarm 200", -10);
        stage.pass(100);
        stage.say("four 300", 5);
        stage.pass(5_000);
        assertEquals(List.of("started 1", "started 4", "resumed 1", "started 2", "started 3", "started 5"), begun());
    }

    @Test
    void oneBadAnswerJamsNothing() {
        stage.say("bad 100", -5);
        stage.say("bad2 100 600000", -5);
        stage.say("good 300", 5);
        stage.pass(5_000);
        assertTrue(stage.log.stream().anyMatch(each -> each.contains("failed 1")), stage.log::toString);
        assertTrue(stage.log.stream().anyMatch(each -> each.contains("done 3 at 300")), stage.log::toString);
    }

    /** The voice answers, late, for an item that was skipped meanwhile. */
    @Test
    void aSoundThatComesLateIsNotThatOfTheNext() {
        stage.say("first 5000 800", 5);
        stage.pass(100);
        stage.drop(1);
        stage.say("second 300 100", 5);
        stage.pass(3_000);
        assertEquals(List.of("started 2"), begun());
        assertTrue(stage.log.stream().anyMatch(each -> each.contains("done 2 at 300")), stage.log::toString);
        assertEquals(1, stage.heard.size());
        assertEquals(300, stage.heard.get(0)[1] - stage.heard.get(0)[0]);
    }

    @Test
    void aBacklogOfMinutesIsNotSpokenLater() {
        stage.hold(true);
        for (int i = 0; i < WaitingSpeech.CAPACITY; i++) {
            stage.say("old" + i + " 5000", 5);
        }
        stage.pass(10 * 60_000L);
        stage.hold(false);
        stage.say("new 300", 5);
        long asked = stage.nowMillis();
        stage.pass(1_000);
        assertEquals(List.of("started " + (WaitingSpeech.CAPACITY + 1)), begun());
        assertEquals(asked, stage.heard.get(0)[0]);
        assertEquals((long) WaitingSpeech.CAPACITY, stage.queue.status().counts().get("dropped"));
        assertEquals((long) WaitingSpeech.CAPACITY, stage.queue.status().figures().dropped().get("expired"));
    }
}
