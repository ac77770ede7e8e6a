package dev.fermata.speak.engine;

import dev.fermata.speak.engine.Climb.Rung;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries voice after voice until one has said the text; {@link Climb} says which is next. At the end of attempts or time
 * the voice that needs no server says it. Each voice keeps its own limits, so a text takes as long as is said here and
 * one attempt more at most.
 */
public final class Ladder implements Engine {
    private final Clock clock;
    private final List<Model> models;
    private final Engine last;
    private final int attempts;
    private final Duration time;

    /**
     * A voice.
     *
     * @param character whom it sounds like
     * @param server where it is asked for; whoever is on one server fails with it
     * @param weight how much it is preferred
     * @param engines one for each set of parameters, its own first
     * @param figures how it has done
     */
    public record Model(String character, String server, double weight, List<Engine> engines, Figures figures) {
        private Climb.Model now() {
            return new Climb.Model(character, server, weight, engines.size(), figures.history());
        }
    }

    /**
     * @param models at least one; the first is to speak
     * @param last what speaks when none of them can
     * @param attempts how often they are asked for one text at most
     * @param time how long after the first attempt another is begun
     */
    public Ladder(Clock clock, List<Model> models, Engine last, int attempts, Duration time) {
        this.clock = clock;
        this.models = List.copyOf(models);
        this.last = last;
        this.attempts = attempts;
        this.time = time;
    }

    @Override
    public Sound make(String text) throws VoiceException, InterruptedException {
        String simple = SimplerText.of(text);
        boolean canBeSimpler = !simple.isEmpty() && !simple.equals(text);
        List<Climb.Model> now = models.stream().map(Model::now).toList();
        List<Climb.Tried> tried = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        long end = clock.nanos() + time.toNanos();
        while (true) {
            boolean spent = clock.nanos() >= end || tried.stream()
                    .filter(each -> each.why() != VoiceException.Kind.RESTING).count() >= attempts;
            Optional<Rung> next = Climb.next(now, tried, canBeSimpler, spent);
            if (next.isEmpty()) {
                throw new VoiceException("no voice could say it: " + String.join("; ", reasons));
            }
            Engine engine = engine(next.get());
            try {
                return engine.make(next.get().simpler() ? simple : text);
            } catch (VoiceException e) {
                tried.add(new Climb.Tried(next.get(), e.kind()));
                add(reasons, engine.name() + ": " + e.getMessage());
            } catch (RuntimeException e) {
                tried.add(new Climb.Tried(next.get(), VoiceException.Kind.FAILED));
                add(reasons, engine.name() + " failed: " + e);
            }
        }
    }

    /** The same reason of several attempts is told once. */
    private static void add(List<String> reasons, String reason) {
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    private Engine engine(Rung rung) {
        return rung.model() == Climb.LAST ? last : models.get(rung.model()).engines().get(rung.parameters());
    }

    @Override
    public String name() {
        return models.get(0).engines().get(0).name();
    }

    @Override
    public String identity() {
        return Stream.concat(models.stream().flatMap(each -> each.engines().stream()), Stream.of(last))
                .map(Engine::identity).collect(Collectors.joining(", "));
    }
}
