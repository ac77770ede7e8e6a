package dev.fermata.stream.llm;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.ModelFigures;
import dev.fermata.stream.llm.ModelException.Kind;
import dev.fermata.time.Rest;
import dev.fermata.time.Waits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Whether one model may be asked, and how it has done. Thread-safe. */
final class ModelDesk {
    private static final long MS = 1_000_000;

    private final WritingModel model;
    private final Consumer<String> tell;
    @GuardedBy("this")
    private final Allowance allowance;
    /** Nobody is there: no other text will find it otherwise. */
    @GuardedBy("this")
    private final Rest away = new Rest(0, Duration.ofSeconds(2), Duration.ofMinutes(1));
    /** One may be the text's fault. */
    @GuardedBy("this")
    private final Rest slow = new Rest(1, Duration.ofSeconds(5), Duration.ofMinutes(2));
    /** So many failures in a row may be chance, or the texts'. */
    @GuardedBy("this")
    private final Rest failing = new Rest(ModelLadder.ROUNDS - 1, Duration.ofSeconds(5), Duration.ofMinutes(2));
    /** Somebody has to change something first. */
    @GuardedBy("this")
    private final Rest denied = new Rest(0, Duration.ofMinutes(1), Duration.ofMinutes(30));
    @GuardedBy("this")
    private final Map<String, Long> failed = new TreeMap<>();
    @GuardedBy("this")
    private final Waits firsts = new Waits();
    @GuardedBy("this")
    private long asked;
    @GuardedBy("this")
    private long answered;
    @GuardedBy("this")
    private long stopped;
    @GuardedBy("this")
    private long limited;
    @GuardedBy("this")
    private long promptTokens;
    @GuardedBy("this")
    private long tokens;
    @GuardedBy("this")
    private boolean down;

    /** @param tell told once that it rests, and once that it answers again, for people */
    ModelDesk(WritingModel model, Consumer<String> tell) {
        this.model = model;
        this.tell = tell;
        this.allowance = new Allowance(model.perMinute(), model.atOnce(), model.tokensPerDay());
    }

    String name() {
        return model.name();
    }

    /**
     * Begins to ask it.
     *
     * @param promptTokens that it will read, about
     * @return what is set aside for it, to be given back by one of the other three
     * @throws ModelException when it may not be asked
     */
    synchronized long begin(long now, long promptTokens) throws ModelException {
        long rest = left(now);
        if (rest > 0) {
            throw new ModelException(Kind.UNREACHABLE, "it has failed, and is asked again in " + rest / MS + " ms");
        }
        long aside = promptTokens + model.maxTokens();
        Optional<String> whyNot = allowance.begin(now, aside);
        if (whyNot.isPresent()) {
            limited++;
            throw new ModelException(Kind.LIMIT, whyNot.get());
        }
        rests().forEach(each -> each.mayAsk(now));
        asked++;
        return aside;
    }

    @GuardedBy("this")
    private List<Rest> rests() {
        return List.of(away, slow, failing, denied);
    }

    /** Whether it is not asked for a while. */
    synchronized boolean rests(long now) {
        return left(now) > 0;
    }

    @GuardedBy("this")
    private long left(long now) {
        return rests().stream().mapToLong(each -> each.left(now)).max().orElseThrow();
    }

    /** The first of the text has come. */
    synchronized void first(long tookNanos) {
        firsts.add(tookNanos);
    }

    /** It has written all, or as much as was wanted. */
    void answered(long now, long aside, LanguageModel.Written written) {
        boolean again;
        synchronized (this) {
            end(now, aside, written.promptTokens(), written.tokens());
            answered++;
            rests().forEach(Rest::succeeded);
            again = down;
            down = false;
        }
        if (again) {
            tell.accept("the language model " + name() + " answers again");
        }
    }

    /** It has not. @param read what it has read till then, about @param written what it has written */
    void failed(long now, long aside, long read, long written, ModelException why) {
        boolean first;
        synchronized (this) {
            end(now, aside, read, written);
            failed.merge(why.kind().id(), 1L, Long::sum);
            Rest rest = switch (why.kind()) {
                case UNREACHABLE -> away;
                case SLOW -> slow;
                case DENIED -> denied;
                case BUSY, FAILED, REFUSED, LIMIT -> failing;
            };
            rests().stream().filter(each -> each != rest).forEach(each -> each.forgotten(now));
            rest.failed(now);
            first = !down && left(now) > 0;
            down |= first;
        }
        if (first) {
            tell.accept("the language model " + name() + " does not answer, and others or templates do until it does: "
                    + why.getMessage());
        }
    }

    /** Nobody waits for it any more. */
    synchronized void stopped(long now, long aside, long read, long written) {
        end(now, aside, read, written);
        stopped++;
        rests().forEach(each -> each.forgotten(now));
    }

    @GuardedBy("this")
    private void end(long now, long aside, long read, long written) {
        allowance.end(now, aside, read + written);
        promptTokens += read;
        tokens += written;
    }

    synchronized ModelFigures figures(long now) {
        return new ModelFigures(name(), model.address().toString(), asked, answered, failed, stopped, limited,
                promptTokens, tokens, allowance.ofDay(now), allowance.open(), firsts.quantile(0.5),
                firsts.quantile(0.99), firsts.longest(), left(now));
    }
}
