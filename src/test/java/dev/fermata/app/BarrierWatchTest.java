package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarrierWatchTest {
    private static final long SECOND = 1_000_000_000L;
    private final List<String> told = new ArrayList<>();
    private Optional<String> barrier = Optional.empty();
    private final BarrierWatch watch = new BarrierWatch(() -> barrier, told::add);

    @Test
    void aProgramThatKeepsTheFocusIsToldOfOnce() {
        barrier = Optional.of("runs with more rights than Fermata");
        assertEquals(5 + SECOND, watch.step(5));
        assertEquals(List.of(), told, "it may have it for a moment only");
        assertEquals(Clock.NEVER, watch.step(5 + SECOND));
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("the program that has the focus runs with more rights than Fermata: "),
                told.get(0));
        assertEquals(Clock.NEVER, watch.step(5 + 2 * SECOND));
        assertEquals(1, told.size());
    }

    @Test
    void oneThatHasItForAMomentIsNot() {
        for (int i = 0; i < 6; i++) {
            barrier = i % 2 == 0 ? Optional.of("runs with more rights") : Optional.empty();
            assertEquals((i + 1) * SECOND, watch.step(i * SECOND));
        }
        assertEquals(List.of(), told);
    }
}
