package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.control.RecordingControl;
import dev.fermata.model.Key;
import dev.fermata.time.Clock;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentRecordingTest {
    private static final long MS = 1_000_000;

    private final HandClock clock = new HandClock();
    private final List<String> told = new ArrayList<>();
    private final AgentRecording recording = new AgentRecording(new RecordingControl.Request(Set.of(Key.Q, Key.W), false,
            Duration.ofSeconds(5), "api:test"), clock, ended -> told.add(ended.ended()), () -> told.add("forgotten"));
    private final long start = clock.nanos();

    @Test
    void newsAreToldOnceWithTheTimesAtWhichItWas() {
        recording.heard(Key.Q, at(20), 15 * MS);
        recording.stroke(Key.Q, true, at(20));
        recording.heard(Key.Q, at(90), 0);
        recording.stroke(Key.Q, false, at(90));
        assertEquals(List.of("5000 down q", "90000 up q"), recording.news().lines());
        assertEquals(List.of(), recording.news().lines());
        assertEquals(2, recording.status().strokes());
    }

    @Test
    void whatWasFoundLaterHasTheTimeAtWhichItWasFound() {
        recording.heard(Key.Q, at(20), 15 * MS);
        recording.stroke(Key.Q, true, at(50));
        assertEquals(List.of("50000 down q"), recording.news().lines());
    }

    @Test
    void whatIsDownAlreadyIsNoneOfIt() {
        recording.downAlready(Set.of(Key.Q));
        recording.stroke(Key.Q, true, at(10));
        recording.stroke(Key.Q, false, at(20));
        recording.stroke(Key.Q, true, at(30));
        assertEquals(List.of("30000 down q"), recording.news().lines());
    }

    @Test
    void theAgentsPlayingIsToldWithoutItsKeys() {
        recording.sent(Key.Q, true, at(10));
        recording.sent(Key.W, true, at(11));
        recording.sent(Key.Q, false, at(12));
        recording.sent(Key.W, false, at(13));
        assertEquals(List.of("10000 plays", "13000 rests"), recording.news().lines());
        assertEquals(0, recording.status().strokes());
    }

    @Test
    void itEndsWhenItsClientIsGoneAndIsForgottenAMinuteLater() {
        recording.stroke(Key.Q, true, at(10));
        assertEquals(at(5_000), recording.step(at(4_999)));
        assertEquals(List.of(), told);
        assertEquals(at(65_000), recording.step(at(5_000)));
        assertEquals(List.of("its client has gone away"), told);
        recording.stroke(Key.Q, false, at(5_001));
        assertEquals(at(65_000), recording.step(at(64_999)));
        assertEquals(Clock.NEVER, recording.step(at(65_000)));
        assertEquals(List.of("its client has gone away", "forgotten"), told);
        assertEquals(List.of(), recording.news().lines());
    }

    @Test
    void aClientThatAsksKeepsItGoing() {
        clock.atMillis(4_000);
        recording.news();
        assertEquals(at(9_000), recording.step(at(5_000)));
        assertTrue(recording.ended().isEmpty());
    }

    @Test
    void itDoesNotOutgrowItsBounds() {
        for (int i = 0; i < AgentRecording.MOST_LINES + 10; i++) {
            recording.stroke(Key.Q, i % 2 == 0, at(i));
        }
        recording.step(at(1));
        assertEquals(List.of("its client did not take what was recorded"), told);
        RecordingControl.News news = recording.news();
        assertEquals(AgentRecording.MOST_LINES, news.lines().size());
        assertEquals(Optional.of("its client did not take what was recorded"), news.ended());
    }

    @Test
    void thePointerIsWhereItWasBeforeAStroke() {
        assertTrue(recording.pointer(3, 4, 0));
        assertFalse(recording.pointer(5, 6, 0));
        clock.atMillis(8);
        recording.pointer(7, 8, 0);
        recording.stroke(Key.Q, true, at(2));
        recording.step(at(9));
        assertEquals(List.of("1 move 3 4", "2 move 5 6", "2000 down q", "8000 move 7 8"), recording.news().lines());
    }

    private long at(long millis) {
        return start + millis * MS;
    }
}
