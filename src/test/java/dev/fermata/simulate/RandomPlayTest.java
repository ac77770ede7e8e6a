package dev.fermata.simulate;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/**
 * Random profiles, random scripts, every guarantee after every event. The seed is fixed, so that a red build is
 * the fault of the change that it builds; {@link FreshPlays} looks for what nobody has met yet.
 */
@Tag("long")
class RandomPlayTest extends RandomPlays {
    @Property(tries = 3_000, seed = "1610", edgeCases = EdgeCasesMode.NONE)
    void everyGuaranteeIsKept(@ForAll("plays") RandomPlay play) {
        play.play();
    }

    @Property(tries = 17_000, seed = "1611", edgeCases = EdgeCasesMode.NONE)
    @Tag("soak")
    void everyGuaranteeIsKeptInMorePlays(@ForAll("plays") RandomPlay play) {
        play.play();
    }
}
