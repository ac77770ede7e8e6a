package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.control.Status;
import dev.fermata.model.HistoryStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The card of the last hour on the live page, in headless Chromium. */
@Tag("browser")
@Tag("long")
@Timeout(90)
@Tag("proof")
class HistoryCardBrowserTest {
    private final TestServer server = new TestServer();
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        browser = Browser.start();
        browser.screen(1280, 860, false);
        browser.open(server.url("/"));
        shows("link-text", "Live");
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private void shows(String id, String text) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20))
                .until(() -> browser.text(id), text::equals);
    }

    private boolean isHidden() {
        return browser.eval("document.getElementById('history').hidden").asBoolean();
    }

    private void kept(Optional<String> trouble) {
        server.agent.companions = new Status.Companions(Optional.empty(), Optional.of(
                new HistoryStatus("/home/me/history.db", 1_234_567, 812, 3, 1, trouble)), Optional.empty());
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
