package dev.fermata.speak.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.speak.engine.Climb.Model;
import dev.fermata.speak.engine.Climb.Rung;
import dev.fermata.speak.engine.Climb.Tried;
import dev.fermata.speak.engine.VoiceException.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order in which voices are tried. */
class ClimbTest {
    /** The first has three sets of parameters; 1 and 3 sound like it, 2 and 4 do not; 3 and 4 are on another server. */
    private static final List<Model> MODELS = List.of(new Model("alice", "here", 1, 3, 1),
            new Model("alice", "here", 1, 2, 0.5), new Model("bob", "here", 3, 1, 1),
            new Model("alice", "there", 1, 1, 0.9), new Model("carol", "there", 5, 1, 0.9));

    private static String name(Rung rung) {
        return rung.model() == Climb.LAST ? "last" : rung.model() + (rung.parameters() == 0 ? "" : "." + rung.parameters())
                + (rung.simpler() ? "s" : "");
    }

    private static Rung rung(String name) {
        if (name.equals("last")) {
            return new Rung(Climb.LAST, 0, false);
        }
        return new Rung(name.charAt(0) - '0', name.contains(".") ? name.charAt(2) - '0' : 0, name.endsWith("s"));
    }

    /** Climbs to the end, where each fails for the kind that is written behind it. */
    private static String climb(String kinds, boolean canBeSimpler) {
        List<Tried> tried = new ArrayList<>();
        Kind kind = Kind.SILENT;
        List<String> each = List.of(kinds.split(" "));
        Optional<Rung> next;
        while ((next = Climb.next(MODELS, tried, canBeSimpler, false)).isPresent()) {
            int at = tried.size();
            kind = at < each.size() ? Kind.valueOf(each.get(at)) : kind;
            tried.add(new Tried(next.get(), kind));
        }
        return tried.stream().map(one -> name(one.rung())).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // other parameters, others of its character by weight and history, then other characters, a simpler text, the last
        "SILENT, true, 0 0.1 0.2 3 1 4 2 0s last", "BROKEN, true, 0 0.1 0.2 3 1 4 2 0s last",
        "REFUSED, false, 0 0.1 0.2 3 1 4 2 last",
        // a server that is away takes its voices with it
        "UNREACHABLE SILENT, true, 0 3 4 3s last", "UNREACHABLE UNREACHABLE, true, 0 3 last",
        "SLOW SILENT, false, 0 3 4 last", "BUSY SILENT, false, 0 3 4 last",
        "SILENT SLOW SILENT, true, 0 0.1 3 4 3s last",
        // who does not know what it is asked for need not be asked otherwise
        "DENIED SILENT, true, 0 3 1 4 2 3s last", "RESTING SILENT, false, 0 3 1 4 2 last",
        "SILENT SILENT SILENT UNREACHABLE SILENT, true, 0 0.1 0.2 3 1 2 0s last"})
    void isThatOfTheTable(String kinds, boolean canBeSimpler, String order) {
        assertEquals(order, climb(kinds, canBeSimpler));
    }

    @ParameterizedTest
    @CsvSource({"0, last", "0 0.1, last", "0 last, ''"})
    void whenNothingMayBeAskedAnyMoreOnlyTheLastIsLeft(String tried, String next) {
        List<Tried> all = List.of(tried.split(" ")).stream().map(each -> new Tried(rung(each), Kind.SILENT)).toList();
        assertEquals(next, Climb.next(MODELS, all, true, true).map(ClimbTest::name).orElse(""));
    }

    @Provide
    Arbitrary<List<Model>> models() {
        return Combinators.combine(Arbitraries.of("alice", "bob"), Arbitraries.of("here", "there", "elsewhere"),
                Arbitraries.doubles().between(0.01, 100), Arbitraries.integers().between(1, 4),
                Arbitraries.doubles().between(0.05, 1)).as(Model::new).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Kind>> kinds() {
        return Arbitraries.of(Kind.class).list().ofSize(40);
    }

    /** However they fail: an end is reached, at the last voice, by no way twice, and nobody that is away is asked again. */
    @Property(tries = 300)
    void endsAtTheLastVoice(@ForAll("models") List<Model> models, @ForAll("kinds") List<Kind> kinds,
            @ForAll boolean canBeSimpler) {
        List<Tried> tried = new ArrayList<>();
        Optional<Rung> next;
        HashSet<String> away = new HashSet<>();
        while ((next = Climb.next(models, tried, canBeSimpler, false)).isPresent()) {
            Rung rung = next.get();
            Kind kind = kinds.get(tried.size());
            if (rung.model() != Climb.LAST) {
                assertTrue(!away.contains(models.get(rung.model()).server()));
                if (kind == Kind.UNREACHABLE || kind == Kind.SLOW || kind == Kind.BUSY) {
                    away.add(models.get(rung.model()).server());
                }
            }
            tried.add(new Tried(rung, kind));
        }
        assertEquals(tried.size(), new HashSet<>(tried.stream().map(Tried::rung).toList()).size());
        assertEquals(Climb.LAST, tried.get(tried.size() - 1).rung().model());
        assertEquals(0, tried.get(0).rung().model());
    }
}
