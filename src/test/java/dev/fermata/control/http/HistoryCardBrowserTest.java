package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.control.Status;
import dev.fermata.model.HistoryStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The card of the last hour on the live page, in headless Chromium. */
class HistoryCardBrowserTest extends LiveCard {
    HistoryCardBrowserTest() {
        super("history");
    }

    private void kept(Optional<String> trouble) {
        server.agent.companions = new Status.Companions(Optional.empty(), Optional.of(
                new HistoryStatus("/home/me/history.db", 1_234_567, 812, 3, 1, trouble)), Optional.empty(), Optional.empty());
    }

    @Test
    void theLastHourIsShownWhereItIsKept() {
        assertTrue(isHidden(), "nothing is kept");
        server.history = new FakeHistory(server.clock);
        kept(Optional.empty());
        shows("history-counts", "41 actions, 3 replies, 1 failure");
        assertEquals(60, browser.eval("document.querySelectorAll('#history-graph rect').length").asInt());
        assertEquals("812 kept since the start; 3 could not be kept, 1.2 MB", browser.text("history-note"));
        String list = browser.text("history-list");
        assertTrue(list.contains("thank you <b>Ann</b>") && list.indexOf("no sound device") < list.indexOf("thank"), list);
        assertEquals(true, browser.eval("document.documentElement.scrollWidth <= innerWidth").asBoolean());

        kept(Optional.of("the disk is full"));
        shows("history-note", "Nothing is kept: the disk is full");
        server.agent.companions = Status.Companions.NONE;
        await().atMost(Duration.ofSeconds(10)).until(this::isHidden);
        assertEquals(List.of(), browser.complaints);
    }
}
