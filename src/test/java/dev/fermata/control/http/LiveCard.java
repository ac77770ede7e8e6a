package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** What tests of a card of the live page have in common: the page, open in headless Chromium. */
@Tag("browser")
@Tag("long")
@Timeout(90)
@Tag("proof")
abstract class LiveCard {
    final TestServer server = new TestServer();
    private final String card;
    Browser browser;

    /** @param card the identifier of its element */
    LiveCard(String card) {
        this.card = card;
    }

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

    void shows(String id, String text) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20))
                .until(() -> browser.text(id), text::equals);
    }

    boolean isHidden() {
        return browser.eval("document.getElementById('" + card + "').hidden").asBoolean();
    }
}
