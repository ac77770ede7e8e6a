package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.event.VoiceNews;
import dev.fermata.model.WhyIgnored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The card of what is heard on the live page, in headless Chromium. */
class ListeningCardBrowserTest extends LiveCard {
    ListeningCardBrowserTest() {
        super("listening");
    }

    private void said(Optional<String> whyNot, Optional<WhyIgnored> ignored) {
        server.agent.listening = () -> Optional.of(FakeAgent.listened(whyNot, ignored, server.clock.nanos()));
        server.server.events().accept(new Event.Voice(server.clock.nanos(), ignored.isEmpty() ? VoiceNews.DONE : VoiceNews.IGNORED,
                "drink potion", 0.876, 250_000_000, ignored));
    }

    @Test
    void fromWhatIsSaidToWhatWasDone() {
        assertTrue(isHidden(), "nothing can be said");
        said(Optional.empty(), Optional.empty());
        shows("listening-state", "Listens for 5 commands");
        await().until(() -> browser.text("listening-last").startsWith("\u201cdrink potion\u201d88 % suredone0."));
        assertEquals("12 done, 3 not", browser.text("listening-counts"));
        assertEquals("a recogniser, on a microphone", browser.text("listening-by"));
        assertTrue(browser.text("log").contains("\u201cdrink potion\u201d done, 0.3 s after it was said"), browser.text("log"));

        said(Optional.empty(), Optional.of(WhyIgnored.HELD));
        await("at once, for something was said").atMost(Duration.ofMillis(900)).until(() ->
                browser.text("listening-last").startsWith("\u201cdrink potion\u201d88 % surenot done: held0."));
        assertTrue(browser.text("log").contains("\u201cdrink potion\u201d not done: held"), browser.text("log"));
        assertEquals(true, browser.eval("document.documentElement.scrollWidth <= innerWidth").asBoolean());

        said(Optional.of("the microphone is gone"), Optional.empty());
        shows("listening-state", "Does not listen: the microphone is gone");
        server.agent.listening = Optional::empty;
        await().atMost(Duration.ofSeconds(10)).until(this::isHidden);
        assertEquals(List.of(), browser.complaints);
    }
}
