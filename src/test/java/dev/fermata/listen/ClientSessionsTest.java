package dev.fermata.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sessions outlive their clients, and there are only so many. */
class ClientSessionsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MICROS = 1_000_000;

    private final ClientSessions sessions = new ClientSessions(SegmentLimits.DEFAULTS);
    private final List<String> first = new ArrayList<>();
    private final List<String> second = new ArrayList<>();
    private final ClientSession.Listener one = (session, cut) -> first.add(session.id() + cut.number()
            + cut.reason());
    private final ClientSession.Listener other = (session, cut) -> second.add(session.id() + cut.number()
            + cut.reason());

    private ClientSession of(String id, ClientSession.Listener client, long seconds) {
        return sessions.of(id, client, seconds * SECOND).orElseThrow();
    }

    @Test
    void whatNothingComesToEndsAndWhoIsGoneHearsOfItLater() {
        ClientSession session = of("a", one, 0);
        session.chunk(0, MICROS, 1, false, 0);
        sessions.gone(one);
        assertEquals(5 * SECOND, session.deadline());
        assertEquals(ClientSessions.KEPT.toNanos(), sessions.step(5 * SECOND));
        assertEquals(List.of(), first);
        ClientSession same = of("a", other, 6);
        assertEquals(1, same.chunks());
        assertEquals(1, same.after(0).size());
        assertEquals(List.of(), same.after(1));
        same.chunk(7 * MICROS, MICROS, 1, true, 7 * SECOND);
        assertEquals(List.of("a2IS_FINAL"), second);
        assertEquals(2, same.after(1).get(0).firstChunk());
    }

    @Test
    void whoHasTakenOverASessionKeepsItWhenTheOtherGoes() {
        of("a", one, 0);
        ClientSession session = of("a", other, 0);
        sessions.gone(one);
        session.chunk(0, MICROS, 1, true, 0);
        assertEquals(List.of("a1IS_FINAL"), second);
    }

    @Test
    void thereAreOnlySoManyAndThoseThatNobodyUsesAreForgotten() {
        for (int i = 0; i < ClientSessions.MOST; i++) {
            of("s" + i, one, i);
        }
        assertTrue(sessions.of("more", one, 600 * SECOND).isEmpty());
        of("s0", one, 600);
        assertEquals((600 + 2) * SECOND, sessions.step((600 + 1) * SECOND));
        assertTrue(sessions.of("more", one, 601 * SECOND).isPresent());
        assertEquals(Clock.NEVER, new ClientSessions(SegmentLimits.DEFAULTS).step(0));
    }

    @Test
    void theEndTellsWhatThereIsAndTheNameIsFree() {
        ClientSession session = of("a", one, 0);
        session.chunk(0, MICROS, 1, false, 0);
        sessions.end(session);
        assertEquals(List.of("a1IS_FINAL"), first);
        assertEquals(0, of("a", one, 0).chunks());
    }

    @Test
    void aSessionThatIsForgottenIsToldWhatItHad() {
        ClientSession session = of("a", one, 0);
        session.playbackStarted("g", 0, 3_600 * MICROS, 0);
        session.chunk(0, MICROS, 1, false, 0);
        sessions.step(ClientSessions.KEPT.toNanos());
        assertEquals(List.of("a1IS_FINAL"), first);
    }

    @Test
    void onlyTheLastSegmentsAreKept() {
        ClientSession session = of("a", one, 0);
        for (int i = 0; i < ClientSession.KEPT + 5; i++) {
            session.chunk(i * MICROS, MICROS, 1, true, 0);
        }
        assertEquals(ClientSession.KEPT, session.after(0).size());
        assertEquals(6, session.after(0).get(0).number());
    }
}
