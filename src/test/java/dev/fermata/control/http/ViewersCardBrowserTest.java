package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.control.Status;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.ViewerNews;
import dev.fermata.model.ViewersStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The card of what viewers play on the live page, in headless Chromium. */
class ViewersCardBrowserTest extends LiveCard {
    ViewersCardBrowserTest() {
        super("viewers");
    }

    private void may(ViewersStatus viewers) {
        server.agent.companions = new Status.Companions(Optional.of(FakeStream.STATUS), Optional.empty(), Optional.empty(),
                Optional.of(viewers));
        server.server.events().accept(new StreamEvent.Viewer(server.clock.nanos(), ViewerNews.REFUSED, 1, "Jump", "Ann",
                "held"));
    }

    @Test
    void itIsThereWhileViewersMayPlayAndSaysWhatTheyHaveHad() {
        assertTrue(isHidden(), "the settings let nobody play");
        server.stream = new FakeStream();
        may(FakeStream.VIEWERS);
        shows("viewers-state", "7 of 500 used, 10 a minute at most; 5 played, 1 dropped, 2 refused");
        shows("viewers-last", "Jump for Ann: held");
        assertEquals(true, browser.eval("document.documentElement.scrollWidth <= innerWidth").asBoolean());

        may(new ViewersStatus(0, 0, 0, 0, 0, 0, 0, Map.of(), Optional.empty()));
        shows("viewers-state", "The profile lists nothing for them");
        shows("viewers-last", "");
        server.agent.companions = Status.Companions.NONE;
        await().atMost(Duration.ofSeconds(10)).until(this::isHidden);
        assertEquals(List.of(), browser.complaints);
    }
}
