package dev.fermata.speak.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.speak.engine.VoiceException.Kind;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How voices take each other's place, on virtual time. */
class LadderTest {
    private final HandClock clock = new HandClock();
    private final List<String> asked = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ServerHealth health = new ServerHealth("http://here", told::add);

    /** Fails in turn, then speaks; each takes a second. */
    private final class Scripted implements Engine {
        private final String name;
        private final Deque<Kind> fails;

        Scripted(String name, Kind... fails) {
            this.name = name;
            this.fails = new ArrayDeque<>(Arrays.asList(fails));
        }

        @Override
        public Sound make(String text) throws VoiceException {
            asked.add(name);
            texts.add(text);
            clock.pass(Duration.ofSeconds(1));
            Kind kind = fails.poll();
            if (kind != null) {
                throw new VoiceException(kind, "it is " + kind.id());
            }
            return new Sound(new short[] {1}, 8_000);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String identity() {
            return name;
        }
    }

    private static Kind[] often(Kind kind) {
        Kind[] all = new Kind[99];
        Arrays.fill(all, kind);
        return all;
    }

    private Ladder.Model model(String name, int sets, Kind... fails) {
        Engine one = new Scripted(name, fails);
        Figures figures = new Figures(name, "http://here");
        Engine watched = new WatchedEngine(clock, one, figures, Optional.of(health));
        return new Ladder.Model(name, "http://here", 1, Collections.nCopies(sets, watched), figures);
    }

    private Ladder ladder(int attempts, Duration time, Engine last, Ladder.Model... models) {
        return new Ladder(clock, List.of(models), last, attempts, time);
    }

    private List<String> say(Ladder ladder) throws Exception {
        asked.clear();
        ladder.make("well");
        return List.copyOf(asked);
    }

    @Test
    void afterSoManyAttemptsOrSoLongOnlyTheLastIsAsked() throws Exception {
        Ladder few = ladder(2, Duration.ofMinutes(1), new Scripted("last"), model("a", 3, often(Kind.SILENT)));
        assertEquals(List.of("a", "a", "last"), say(few));
        Ladder brief = ladder(9, Duration.ofMillis(2_500), new Scripted("last"), model("b", 5, often(Kind.SILENT)));
        assertEquals(List.of("b", "b", "b", "last"), say(brief));
    }

    @Test
    void whenNobodyCanEverySortOfReasonIsTold() {
        Ladder ladder = ladder(9, Duration.ofMinutes(1), new Scripted("last", Kind.UNREACHABLE),
                model("a", 2, Kind.SILENT, Kind.SILENT), model("b", 1, Kind.BROKEN));
        assertEquals("no voice could say it: a: it is silent; b: it is broken; last: it is unreachable",
                assertThrows(VoiceException.class, () -> ladder.make("well")).getMessage());
    }

    @Test
    void aSimplerTextIsTriedBeforeTheLastVoice() throws Exception {
        Ladder ladder = ladder(9, Duration.ofMinutes(1), new Scripted("last"), model("a", 1, Kind.REFUSED));
        ladder.make("(well)");
        assertEquals(List.of("a", "a"), asked);
        assertEquals(List.of("(well)", "well"), texts);
    }

    /** Down: asked once, then rests two seconds, four, eight; when it answers again that is told. */
    @Test
    void aServerThatIsDownRestsLongerAndLongerAndComesBack() throws Exception {
        Ladder ladder = ladder(6, Duration.ofSeconds(15), new Scripted("last"),
                model("a", 2, Kind.UNREACHABLE, Kind.UNREACHABLE, Kind.UNREACHABLE));
        assertEquals(List.of("a", "last"), say(ladder));
        assertEquals(List.of("last"), say(ladder));
        assertEquals(List.of("a", "last"), say(ladder), "two seconds are over");
        int skipped = 0;
        while (say(ladder).equals(List.of("last"))) {
            skipped++;
        }
        assertEquals(3, skipped, "it rests four seconds, of which the last voice took one each");
        skipped = 0;
        while (say(ladder).equals(List.of("last"))) {
            skipped++;
        }
        assertEquals(7, skipped);
        assertEquals(List.of("a"), asked);
        assertEquals(2, told.size(), told.toString());
        assertTrue(told.get(1).endsWith("http://here answer again"));
    }

    @Test
    void oneSlowAnswerIsNoReasonToRest() throws Exception {
        Ladder ladder = ladder(6, Duration.ofSeconds(15), new Scripted("last"),
                model("a", 2, Kind.SLOW, Kind.SLOW));
        assertEquals(List.of("a", "last"), say(ladder));
        assertEquals(List.of("a", "last"), say(ladder), "the second in a row is");
        assertEquals(List.of("last"), say(ladder));
    }

    /** A voice that only makes noise is left alone for a while, and its server is not. */
    @Test
    void aVoiceThatAlwaysFailsRestsAndAnotherOfItsServerSpeaks() throws Exception {
        Ladder ladder = ladder(6, Duration.ofMinutes(1), new Scripted("last"), model("a", 1, often(Kind.SILENT)),
                model("b", 1));
        for (int i = 0; i < 4; i++) {
            assertEquals(List.of("a", "b"), say(ladder));
        }
        assertEquals(List.of("b"), say(ladder));
        assertEquals(List.of(), told);
    }

    /** Of two that can take its place the one that did better lately is asked first. */
    @Test
    void whoHasFailedIsAskedLater() throws Exception {
        Ladder ladder = ladder(9, Duration.ofMinutes(1), new Scripted("last"), model("a", 1, often(Kind.SILENT)),
                model("b", 1, Kind.SILENT), model("c", 1));
        assertEquals(List.of("a", "b", "c"), say(ladder));
        assertEquals(List.of("a", "c"), say(ladder));
    }
}
