package dev.fermata.speak.engine;

import dev.fermata.speak.engine.VoiceException.Kind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is tried next for a text whose voice has failed: the voice with other parameters, other voices of its character,
 * then those of other characters, each by weight and history, a simpler text, and at last the voice that needs no
 * server. Pure.
 */
final class Climb {
    /** What is asked last. */
    static final int LAST = -1;

    private Climb() {
    }

    /**
     * A voice.
     *
     * @param server where it is asked for; whoever is on one server fails with it
     * @param parameters how many sets of them it has, its own among them
     * @param history how well it has done lately, from 0 to 1
     */
    record Model(String character, String server, double weight, int parameters, double history) {
        double worth() {
            return weight * history;
        }
    }

    /**
     * A way to say the text.
     *
     * @param model which of the voices, or {@link #LAST}
     * @param parameters which of its sets, 0 for its own
     * @param simpler whether the text is made simpler
     */
    record Rung(int model, int parameters, boolean simpler) {
    }

    /** One that came to nothing. */
    record Tried(Rung rung, Kind why) {
    }

    /**
     * Chooses.
     *
     * @param models the first is the one that is to speak
     * @param tried in their order
     * @param canBeSimpler whether there is a simpler text
     * @param spent whether no server may be asked any more
     * @return empty when nothing is left
     */
    static Optional<Rung> next(List<Model> models, List<Tried> tried, boolean canBeSimpler, boolean spent) {
        Set<Rung> over = new HashSet<>();
        tried.forEach(each -> over.add(each.rung()));
        return ways(models, tried, canBeSimpler, spent).filter(each -> !over.contains(each)).findFirst();
    }

    /** All that may be tried, the best first. */
    private static Stream<Rung> ways(List<Model> models, List<Tried> tried, boolean canBeSimpler,
            boolean spent) {
        Rung last = new Rung(LAST, 0, false);
        if (spent) {
            return Stream.of(last);
        }
        Set<Integer> out = out(models, tried);
        Model first = models.get(0);
        List<Integer> ranked = IntStream.range(1, models.size()).boxed().sorted(Comparator
                .comparing((Integer each) -> !models.get(each).character().equals(first.character()))
                .thenComparing(each -> -models.get(each).worth())).toList();
        List<Integer> usable = Stream.concat(Stream.of(0), ranked.stream())
                .filter(each -> !out.contains(each)).toList();
        Stream<Rung> own = usable.contains(0)
                ? IntStream.range(0, first.parameters()).mapToObj(each -> new Rung(0, each, false))
                : Stream.empty();
        Stream<Rung> others = usable.stream().filter(each -> each != 0)
                .map(each -> new Rung(each, 0, false));
        Stream<Rung> simpler = usable.stream().limit(canBeSimpler ? 1 : 0)
                .map(each -> new Rung(each, 0, true));
        boolean hadSimpler = tried.stream().anyMatch(each -> each.rung().simpler());
        return Stream.of(own, others, hadSimpler ? Stream.<Rung>empty() : simpler,
                Stream.of(last)).flatMap(each -> each);
    }

    /** The voices that need not be tried for this text again. */
    private static Set<Integer> out(List<Model> models, List<Tried> tried) {
        Set<Integer> out = new HashSet<>();
        for (Tried each : tried) {
            int model = each.rung().model();
            if (model == LAST) {
                continue;
            }
            switch (each.why()) {
                case UNREACHABLE, SLOW, BUSY -> IntStream.range(0, models.size())
                        .filter(other -> models.get(other).server().equals(models.get(model).server()))
                        .forEach(out::add);
                case DENIED, RESTING -> out.add(model);
                default -> { }
            }
        }
        return out;
    }
}
