package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Screen;
import dev.fermata.platform.simulated.SimulatedScreen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenCheckTest {
    private final SimulatedScreen screen = new SimulatedScreen();

    ScreenCheckTest() {
        screen.show(20, 20, new int[400]);
    }

    private Finding examine() {
        return ScreenCheck.examine(() -> screen, List.of("arpg-sight", "mine")).orElseThrow();
    }

    @Test
    void aScreenThatGivesAPictureIsFine() {
        assertEquals(Verdict.FINE, examine().verdict());
    }

    @Test
    void oneThatGivesNoneSaysWhatIsNotPlayed() {
        screen.stand(Screen.State.FAILED);
        assertEquals(Verdict.DEGRADED, examine().verdict());
        assertTrue(examine().advice().contains("skills of arpg-sight, mine"), examine()::advice);
    }

    @Test
    void oneThatCannotBeOpenedSaysWhy() {
        Finding found = ScreenCheck.examine(() -> {
            throw new DesktopException("a Wayland session shows its screen to nobody");
        }, List.of("mine")).orElseThrow();
        assertEquals(Verdict.DEGRADED, found.verdict());
        assertEquals("a Wayland session shows its screen to nobody", found.detail());
    }

    @Test
    void whereNoProfileLooksNothingIsSaid() {
        assertEquals(Optional.empty(), ScreenCheck.examine(() -> screen, List.of()));
        assertEquals(0, screen.captures());
    }
}
