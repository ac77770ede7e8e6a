package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.event.Event;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page that looks is told of once, and again when it had stopped looking for a minute. */
class PicturesShownTest {
    private final HandClock clock = new HandClock();
    private final List<Event> told = new ArrayList<>();
    private final PicturesShown pictures = new PicturesShown(clock, told::add);

    @Test
    void picturesThatFollowEachOtherAreToldOnce() {
        for (int second = 0; second < 300; second++) {
            pictures.accept("the game");
            clock.pass(Duration.ofSeconds(1));
        }
        assertEquals(1, told.size());
        clock.pass(Duration.ofSeconds(59).minusNanos(1));
        pictures.accept("the game");
        assertEquals(1, told.size());
        clock.pass(Duration.ofSeconds(60));
        pictures.accept("the game");
        assertEquals(2, told.size());
        assertEquals(302, pictures.count());
    }
}
