package dev.fermata.stream.llm;

import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.ModelFigures;
import dev.fermata.stream.llm.ModelException.Kind;
import dev.fermata.time.Backoff;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Several models as one: the first writes that may be asked and can, in their order. What is busy or has failed is asked
 * once more after the others, and after a while. Of a model that fails in the middle what was taken stays: nobody begins
 * anew then, and the answer ends with a failure. Thread-safe; every answer is written on the thread that asks for it.
 */
public final class ModelLadder implements LanguageModel {
    /** How often one is asked for one answer at most. */
    static final int ROUNDS = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    /** A token has hardly more; a server may not heed what it was asked for. */
    private static final int LETTERS_A_TOKEN = 8;

    private final Clock clock;
    private final List<Rung> rungs;
    private final RandomGenerator random;

    /** A model with how much is allowed of it. */
    private record Rung(WritingModel settings, ServedModel model, ModelDesk desk) {
    }

    /**
     * Asks nobody before it is asked.
     *
     * @param settings of the models, the first to be asked first; at least one
     * @param models gives what asks each
     * @param tell told, for people, of models that do not answer, and of those that do again; on the threads that ask
     * @param random for the waits
     */
    public ModelLadder(Clock clock, List<WritingModel> settings, Function<WritingModel, ServedModel> models,
            Consumer<String> tell, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.rungs = settings.stream().map(each -> new Rung(each, models.apply(each), new ModelDesk(each, tell)))
                .toList();
    }

    /** In parts as they come. @throws ModelException {@code LIMIT} when all have done what is allowed of them */
    @Override
    public Written write(Prompt prompt, Consumer<String> part) throws ModelException, InterruptedException {
        return climb(prompt, settings -> new Taken.Plain(settings.maxTokens() * LETTERS_A_TOKEN, part));
    }

    /**
     * The same in whole sentences as they are spoken, within the same limits.
     *
     * @param sentence takes the name of the model that writes, and a sentence, on the calling thread
     */
    public Written sentences(Prompt prompt, BiConsumer<String, String> sentence)
            throws ModelException, InterruptedException {
        return climb(prompt, settings -> new Taken.Sentences(settings.longest(), text ->
                sentence.accept(settings.name(), text)));
    }

    /** How each has done, in their order. */
    public List<ModelFigures> figures() {
        long now = clock.nanos();
        return rungs.stream().map(each -> each.desk().figures(now)).toList();
    }

    private Written climb(Prompt prompt, Function<WritingModel, Taken> takers)
            throws ModelException, InterruptedException {
        Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
        Failures failures = new Failures();
        List<Rung> left = rungs;
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            if (round > 0) {
                waitFor(backoff.failed());
            }
            List<Rung> again = new ArrayList<>();
            for (Rung rung : left) {
                Taken taken = takers.apply(rung.settings());
                try {
                    return ask(rung, prompt, taken);
                } catch (ModelException e) {
                    if (taken.any()) {
                        throw new ModelException(e.kind(), rung.settings().name() + " did not come to an end: "
                                + e.getMessage());
                    }
                    failures.add(rung.settings().name(), e);
                    if (RetryTable.again(e.kind()) && !rung.desk().rests(clock.nanos())) {
                        again.add(rung);
                    }
                }
            }
            left = again;
        }
        throw failures.asOne();
    }

    private Written ask(Rung rung, Prompt prompt, Taken taken) throws ModelException, InterruptedException {
        long promptTokens = Tokens.of(prompt);
        long begun = clock.nanos();
        long aside = rung.desk().begin(begun, promptTokens);
        boolean over = false;
        try {
            Written written = rung.model().write(prompt, text -> {
                if (taken.isFirst()) {
                    rung.desk().first(clock.nanos() - begun);
                }
                return taken.take(text);
            });
            over = true;
            rung.desk().answered(clock.nanos(), aside, written);
            taken.end(written.whole());
            return taken.isFull() ? new Written(written.promptTokens(), written.tokens(), false) : written;
        } catch (ModelException e) {
            if (!over) {
                over = true;
                // What was not even heard was not read.
                rung.desk().failed(clock.nanos(), aside, taken.isFirst() && e.kind() != Kind.SLOW ? 0
                        : promptTokens, taken.tokens(), e);
            }
            throw e;
        } finally {
            if (!over) {
                rung.desk().stopped(clock.nanos(), aside, promptTokens, taken.tokens());
            }
        }
    }

    private void waitFor(long nanos) throws InterruptedException {
        long until = clock.nanos() + nanos;
        while (clock.nanos() < until) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            clock.parkUntil(until);
        }
    }
}
