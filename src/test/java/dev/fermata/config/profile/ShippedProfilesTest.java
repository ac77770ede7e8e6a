package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The profiles of the repository are right and complete. */
class ShippedProfilesTest {
    private static final ProfileLibrary SHIPPED = new ProfileLibrary(List.of(Path.of("profiles")));

    static Stream<ProfileLibrary.Entry> shipped() {
        return SHIPPED.list().stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void loadsWithoutProblemOrWarning(ProfileLibrary.Entry entry) {
        ProfileResult checked = SHIPPED.check(entry.name());
        long learning = checked.diagnostics().stream().filter(each -> each.problem().endsWith("was not learned"))
                .count();
        assertEquals(checked.diagnostics().size(), learning, checked.render());
        assertEquals(entry.name().endsWith("-sight"), learning > 0, "only those that look have something to learn");
        assertTrue(entry.result().profile().orElseThrow().description().length() > 10, "has a description");
    }

    @Test
    void shipsTheProfilesTheManualNames() {
        assertEquals(List.of("arpg", "arpg-sight", "demo", "potion-guard", "potion-sight", "rotation"),
                shipped().map(ProfileLibrary.Entry::name).toList());
    }

    @Test
    void potionGuardPlaysItsPotionsDuringHolds() {
        Profile profile = SHIPPED.read("potion-guard").profile().orElseThrow();
        assertEquals(List.of("Health potion", "Mana potion"),
                profile.skills().stream().filter(Skill::runsDuringHold).map(Skill::name).toList());
    }
}
