package dev.fermata.platform.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.model.Key;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordingInjectorTest {
    private final RecordingInjector injector = new RecordingInjector();

    @Test
    void remembersWhatWouldHaveBeenSent() {
        injector.press(Key.LEFT_SHIFT);
        injector.press(Key.W);
        injector.release(Key.W);
        assertEquals("[d:left_shift, d:w, u:w]", injector.sent().toString());
        assertEquals(Set.of(Key.LEFT_SHIFT), injector.down());
    }

    @Test
    void forgetsTheOldest() {
        for (int i = 0; i <= RecordingInjector.MOST; i++) {
            injector.press(Key.Q);
        }
        assertEquals(RecordingInjector.MOST, injector.sent().size());
    }
}
