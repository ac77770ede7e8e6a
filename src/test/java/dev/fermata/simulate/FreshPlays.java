package dev.fermata.simulate;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The same as {@link RandomPlayTest} on new seeds, and ten times as much: {@code scripts/random-play} runs it, no
 * build does. A counterexample is printed as a scenario; make it a file of its own before mending the core.
 */
class FreshPlays extends RandomPlays {
    @Property(tries = 200_000, edgeCases = EdgeCasesMode.NONE)
    void everyGuaranteeIsKept(@ForAll("plays") RandomPlay play) {
        play.play();
    }
}
