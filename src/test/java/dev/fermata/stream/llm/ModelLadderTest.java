package dev.fermata.stream.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.stream.ModelKind;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.ModelFigures;
import dev.fermata.model.ServerAddress;
import dev.fermata.stream.llm.ModelException.Kind;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Which model writes, what is allowed of each, and what happens when one does not. On virtual time. */
class ModelLadderTest {
    private static final long MS = 1_000_000;
    private static final long S = 1_000 * MS;
    private static final Prompt PROMPT = new Prompt("", List.of(), "hello there");

    private final WaitedClock clock = new WaitedClock();
    private final List<String> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final Map<String, Deque<Act>> acts = new HashMap<>();

    /** Whoever waits on it has time pass. */
    private static final class WaitedClock implements Clock {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public Instant wallTime(long nanos) {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            now = Math.max(now, deadlineNanos);
        }

        void pass(long nanos) {
            now += nanos;
        }
    }

    /** What a model does when it is asked: takes its time, writes, and ends so. */
    private record Act(long nanos, List<String> text, Optional<Kind> failure, boolean whole) {
        static Act says(String... text) {
            return new Act(10 * MS, List.of(text), Optional.empty(), true);
        }

        static Act fails(Kind kind, String... text) {
            return new Act(10 * MS, List.of(text), Optional.of(kind), false);
        }

        long tokens() {
            return text.stream().mapToLong(Tokens::of).sum();
        }
    }

    private final class FakeServed implements ServedModel {
        private final String name;

        FakeServed(String name) {
            this.name = name;
        }

        @Override
        public LanguageModel.Written write(Prompt prompt, Predicate<String> part)
                throws ModelException, InterruptedException {
            asked.add(name);
            Act act = Optional.ofNullable(acts.getOrDefault(name, new ArrayDeque<>()).poll()).orElse(Act.says(name));
            clock.pass(act.nanos());
            for (String each : act.text()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!part.test(each)) {
                    return new LanguageModel.Written(5, act.tokens(), false);
                }
            }
            if (act.failure().isPresent()) {
                throw new ModelException(act.failure().get(), "it " + act.failure().get().id());
            }
            return new LanguageModel.Written(5, act.tokens(), act.whole());
        }

        @Override
        public void prepare() {
            asked.add("prepare " + name);
        }

        @Override
        public String probe() {
            return "here";
        }
    }

    private static WritingModel model(String name) {
        return limited(name, 0, 4, 0, 300);
    }

    private static WritingModel limited(String name, int perMinute, int atOnce, long tokensPerDay, int longest) {
        return new WritingModel(name, ModelKind.OLLAMA, ServerAddress.of("http://127.0.0.1:1").orElseThrow(), name,
                Optional.empty(), perMinute, atOnce, 20, longest, tokensPerDay, Duration.ofSeconds(1),
                Duration.ofSeconds(1), Duration.ofSeconds(1), Optional.empty());
    }

    private ModelLadder ladder(WritingModel... models) {
        return new ModelLadder(clock, List.of(models), each -> new FakeServed(each.name()), told::add, new Random(1));
    }

    private void acts(String name, Act... all) {
        acts.put(name, new ArrayDeque<>(List.of(all)));
    }

    private LanguageModel.Written write(LanguageModel model) throws ModelException, InterruptedException {
        parts.clear();
        return model.write(PROMPT, parts::add);
    }

    private ModelException failure(LanguageModel model) {
        return assertThrows(ModelException.class, () -> write(model));
    }

    @Test
    void theFirstThatCanWrites() throws Exception {
        ModelLadder ladder = ladder(model("a"), model("b"), model("c"));
        assertEquals(List.of("a", "b", "c"), ladder.figures().stream().map(ModelFigures::name).toList());
        acts("a", Act.fails(Kind.UNREACHABLE));
        acts("b", Act.fails(Kind.SLOW));
        acts("c", Act.says("one ", "two"));
        LanguageModel.Written written = write(ladder);
        assertEquals(List.of("a", "b", "c"), asked);
        assertEquals(List.of("one ", "two"), parts);
        assertEquals(new LanguageModel.Written(5, 2, true), written);
        ModelFigures figures = ladder.figures().get(2);
        assertEquals("c 1 1 {} 5 2 10000000", figures.name() + " " + figures.asked() + " " + figures.answered() + " "
                + figures.failed() + " " + figures.promptTokens() + " " + figures.tokens() + " "
                + figures.firstMaxNanos());
        assertEquals(Map.of("slow", 1L), ladder.figures().get(1).failed());
    }

    @Test
    void whatHasWrittenIsNotWrittenAnewByAnother() {
        ModelLadder ladder = ladder(model("a"), model("b"));
        acts("a", Act.fails(Kind.FAILED, "I was about to"));
        ModelException failure = failure(ladder);
        assertEquals("FAILED a did not come to an end: it failed", failure.kind() + " " + failure.getMessage());
        assertEquals(List.of("I was about to"), parts);
        assertEquals(List.of("a"), asked);
    }

    /** Half a sentence was not handed on, so nobody has to hear that another begins anew. */
    @Test
    void whatBreaksInItsFirstSentenceIsNotHeard() throws Exception {
        ModelLadder ladder = ladder(model("a"), model("b"));
        acts("a", Act.fails(Kind.SLOW, "I was", " about to"));
        acts("b", Act.says("Hello! How", " are you?"));
        assertTrue(write(sentences(ladder)).whole());
        assertEquals(List.of("Hello!", "How are you?"), parts);
        acts("a", Act.fails(Kind.SLOW, "Hello! I was", " about to"));
        assertEquals(Kind.SLOW, failure(sentences(ladder)).kind());
        assertEquals(List.of("Hello!"), parts);
    }

    @Test
    void whatIsBusyIsAskedAgainAfterTheOthersAndAfterAWhile() throws Exception {
        ModelLadder ladder = ladder(model("a"), model("b"));
        acts("a", Act.fails(Kind.BUSY), Act.fails(Kind.BUSY), Act.says("at last"));
        acts("b", Act.fails(Kind.FAILED), Act.fails(Kind.DENIED));
        write(ladder);
        assertEquals(List.of("a", "b", "a", "b", "a"), asked);
        // Half a second, then a second, half of each left to chance.
        assertTrue(clock.nanos() >= 750 * MS + 50 * MS && clock.nanos() <= 1_500 * MS + 50 * MS, () -> "" + clock.now);
        asked.clear();
        acts("a", Act.fails(Kind.BUSY), Act.fails(Kind.BUSY), Act.fails(Kind.BUSY));
        ModelException failure = failure(ladder(model("a")));
        assertEquals("BUSY a: it busy", failure.kind() + " " + failure.getMessage());
        assertEquals(List.of("a", "a", "a"), asked, "a bounded number of times");
    }

    @Test
    void whatWillNotBeChangedByAskingIsAskedOnce() {
        for (Kind kind : List.of(Kind.DENIED, Kind.REFUSED, Kind.UNREACHABLE, Kind.SLOW)) {
            asked.clear();
            acts("a", Act.fails(kind));
            assertEquals(kind, failure(ladder(model("a"))).kind());
            assertEquals(List.of("a"), asked);
        }
    }

    @Test
    void whatIsAwayRestsAndIsAskedAgainByOneFirst() throws Exception {
        ModelLadder ladder = ladder(model("a"), model("b"));
        acts("a", Act.fails(Kind.UNREACHABLE));
        write(ladder);
        assertEquals(List.of("the language model a does not answer, and others or templates do until it does: it"
                + " unreachable"), told);
        asked.clear();
        write(ladder);
        assertEquals(List.of("b"), asked);
        clock.pass(ladder.figures().get(0).restNanos() - 1);
        write(ladder);
        assertEquals(List.of("b", "b"), asked);
        clock.pass(1);
        write(ladder);
        assertEquals(List.of("b", "b", "a"), asked);
        assertEquals("the language model a answers again", told.get(1));
        acts("a", Act.fails(Kind.DENIED));
        write(ladder);
        assertEquals(60 * S, ladder.figures().get(0).restNanos() + 10 * MS, "somebody has to change something first");
    }

    @Test
    void aPromptThatIsNotTakenIsNotHeldAgainstTheModel() throws Exception {
        ModelLadder ladder = ladder(model("a"), model("b"));
        acts("a", Act.fails(Kind.REFUSED), Act.fails(Kind.REFUSED));
        write(ladder);
        write(ladder);
        write(ladder);
        assertEquals(List.of("a", "b", "a", "b", "a"), asked);
        assertEquals(List.of(), told);
    }

    @Test
    void whatIsUsedUpIsPassedOverAndInTheEndATemplateHasToDo() throws Exception {
        ModelLadder ladder = ladder(limited("a", 1, 4, 0, 300), limited("b", 0, 4, 60, 300));
        write(ladder);
        write(ladder);
        assertEquals(List.of("a", "b"), asked);
        write(ladder);
        ModelException failure = null;
        for (int i = 0; i < 20 && failure == null; i++) {
            try {
                write(ladder);
            } catch (ModelException e) {
                failure = e;
            }
        }
        assertEquals(Kind.LIMIT, failure.kind());
        assertTrue(failure.getMessage().startsWith("a: it was asked 1 times in the last minute (per_minute); b: of its 60"
                + " tokens a day "), failure.getMessage());
        assertTrue(ladder.figures().get(1).tokensOfDay() <= 60);
        assertTrue(ladder.figures().get(0).limited() >= 2);
    }

    @Test
    void anAnswerThatIsLongEnoughIsStopped() throws Exception {
        ModelLadder ladder = ladder(limited("a", 0, 4, 0, 30));
        acts("a", Act.says("This is a sentence. ", "This is another one. ", "This is not heard. ", "Nor this. "));
        LanguageModel.Written written = write(sentences(ladder));
        assertEquals(List.of("This is a sentence."), parts);
        assertEquals(false, written.whole());
        // A server that does not heed how many tokens it was asked for.
        acts("a", Act.says("x".repeat(100), "y".repeat(100), "z"));
        assertEquals(false, write(ladder).whole());
        assertEquals(160, String.join("", parts).length());
    }

    @Test
    void whatNobodyWaitsForIsOver() throws Exception {
        ModelLadder ladder = ladder(limited("a", 0, 1, 0, 300));
        acts("a", Act.says("one"));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> write(ladder));
        write(ladder);
        acts("a", Act.says("one"));
        assertThrows(IllegalStateException.class, () -> ladder.write(PROMPT, part -> {
            throw new IllegalStateException("the taker's own");
        }));
        write(ladder);
        assertEquals("4 2 2 0", ladder.figures().get(0).asked() + " " + ladder.figures().get(0).answered() + " "
                + ladder.figures().get(0).stopped() + " " + ladder.figures().get(0).writing());
    }

    @Test
    void whatCannotBeReadAloudIsNoAnswer() throws Exception {
        ModelLadder ladder = ladder(model("a"), model("b"));
        acts("a", Act.says("*smiles* \uD83D\uDE00"));
        acts("b", Act.says("Hello!"));
        write(sentences(ladder));
        assertEquals(List.of("Hello!"), parts);
    }

    /** Whatever the models do: one answer is of one model, no limit is passed, and nobody is asked in vain. */
    @Test
    void randomModels() throws Exception {
        Random random = new Random(25);
        Kind[] kinds = {Kind.BUSY, Kind.FAILED, Kind.UNREACHABLE, Kind.SLOW, Kind.DENIED, Kind.REFUSED};
        for (int game = 0; game < 200; game++) {
            WritingModel[] models = new WritingModel[1 + random.nextInt(4)];
            Map<String, List<Long>> times = new HashMap<>();
            for (int i = 0; i < models.length; i++) {
                models[i] = limited("m" + i, random.nextInt(4) * 2, 1, random.nextInt(3) * 500L, 300);
                times.put("m" + i, new ArrayList<>());
            }
            ModelLadder ladder = ladder(models);
            for (int i = 0; i < 60; i++) {
                clock.pass(random.nextInt(20) * S);
                Map<String, Deque<Act>> expected = new HashMap<>();
                for (WritingModel each : models) {
                    Deque<Act> all = new ArrayDeque<>();
                    for (int k = 0; k < ModelLadder.ROUNDS; k++) {
                        String text = each.name() + " says " + k;
                        all.add(random.nextBoolean() ? new Act(MS, List.of(text, "!"), Optional.empty(), true)
                                : new Act(MS, random.nextInt(4) == 0 ? List.of(text) : List.of(),
                                        Optional.of(kinds[random.nextInt(kinds.length)]), false));
                    }
                    acts.put(each.name(), all);
                    expected.put(each.name(), new ArrayDeque<>(all));
                }
                List<ModelFigures> before = ladder.figures();
                asked.clear();
                boolean fine = true;
                try {
                    write(ladder);
                } catch (ModelException e) {
                    fine = false;
                    assertTrue(asked.isEmpty() || e.kind() != Kind.LIMIT);
                }
                check(before, expected, times, fine);
            }
            for (ModelFigures each : ladder.figures()) {
                assertEquals(each.asked(), each.answered() + each.failed().values().stream().mapToLong(n -> n).sum());
                assertEquals(0, each.writing());
            }
            for (int i = 0; i < models.length; i++) {
                assertTrue(models[i].tokensPerDay() == 0
                        || ladder.figures().get(i).tokensOfDay() <= models[i].tokensPerDay());
                List<Long> all = times.get(models[i].name());
                int most = models[i].perMinute();
                for (int k = most; most > 0 && k < all.size(); k++) {
                    assertTrue(all.get(k) - all.get(k - most) >= 60 * S - 10 * S, "about a minute lies between");
                }
            }
        }
    }

    private void check(List<ModelFigures> before, Map<String, Deque<Act>> expected, Map<String, List<Long>> times,
            boolean fine) {
        Set<String> over = new HashSet<>();
        Optional<Act> last = Optional.empty();
        for (String name : asked) {
            assertTrue(last.map(act -> act.text().isEmpty()).orElse(true), "nobody is asked when something was taken");
            assertTrue(!over.contains(name), "what will not be changed by asking is asked once");
            ModelFigures figures = before.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
            assertEquals(0, figures.restNanos() > 10 * S ? 1 : 0, "what rests is not asked");
            times.get(name).add(clock.nanos());
            Act act = expected.get(name).poll();
            last = Optional.of(act);
            act.failure().filter(kind -> kind != Kind.BUSY && kind != Kind.FAILED).ifPresent(kind -> over.add(name));
        }
        assertEquals(fine, last.isPresent() && last.get().failure().isEmpty());
        assertEquals(last.map(Act::text).orElse(List.of()), parts);
    }

    private static LanguageModel sentences(ModelLadder ladder) {
        return new LanguageModel() {
            @Override
            public Written write(Prompt prompt, Consumer<String> part) throws ModelException, InterruptedException {
                return ladder.sentences(prompt, (model, sentence) -> {
                    assertTrue(ladder.figures().stream().anyMatch(each -> each.name().equals(model)), model);
                    part.accept(sentence);
                });
            }
        };
    }
}
