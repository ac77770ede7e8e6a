package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.control.Status;
import dev.fermata.event.FeedNews;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.StreamNews;
import dev.fermata.model.FeedStatus;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The card of the live stream on the live page, in headless Chromium. */
class StreamCardBrowserTest extends LiveCard {
    /** What would be run if any of it were taken for HTML, and what turns letters around. */
    private static final String HOSTILE = "<img src=x onerror=\"document.title='pwned'\">\u202eAnn";

    private final FakeStream stream = new FakeStream();

    StreamCardBrowserTest() {
        super("stream");
    }

    private void answering(StreamStatus status) {
        stream.status = status;
        server.stream = stream;
        server.agent.companions = new Status.Companions(Optional.of(status), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    private static StreamStatus status(Optional<String> silent, String state, long refused) {
        return FakeStream.STATUS.with(silent, List.of(new FeedStatus("douyin", state,
                state.equals("open") ? "" : "refused", 5, 1, 1, 2)), refused, List.of());
    }

    private void came(long number, StreamKind kind, String user, String text, String gift, long count) {
        server.server.events().accept(new StreamEvent.Came(server.clock.nanos(), number,
                new StreamMessage("", kind, "douyin", new Viewer("", user, 0, false), text, gift, count, 0)));
    }

    private void became(long number, StreamNews news, StreamKind kind, String text, long into, Optional<StreamDrop> why) {
        server.server.events().accept(new StreamEvent.Became(server.clock.nanos(), news, number, kind, text,
                news == StreamNews.ANSWERED ? "qwen3" : "", into, why, ""));
    }

    private String list() {
        return browser.text("stream-list");
    }

    @Test
    void feedsFiguresAndTheLastMessagesAreShownWhereViewersAreAnswered() {
        assertTrue(isHidden(), "nobody is answered");
        answering(status(Optional.empty(), "open", 0));
        shows("stream-state", "Viewers are answered");
        shows("stream-feeds", "douyinopen1 message");
        assertEquals("7 came, 3 answered, 1 with another, 1 waiting, 2 of the script", browser.text("stream-counts"));
        assertEquals("2 not answered: rate 2", browser.text("stream-dropped"));

        came(1, StreamKind.CHAT, "Ann", "hello", "", 1);
        came(2, StreamKind.GIFT, "Bob", "", "rose", 3);
        came(3, StreamKind.ENTER, "Cid", "", "", 1);
        came(4, StreamKind.CHAT, "Dan", "hi", "", 1);
        await().until(() -> list().contains("Dan"));
        assertEquals("chatDanhiwaitscomes inCidwaitsgiftBob3 rosewaitschatAnnhellowaits", list());
        became(1, StreamNews.ANSWERED, StreamKind.CHAT, "Hello, Ann", 0, Optional.empty());
        became(3, StreamNews.DROPPED, StreamKind.ENTER, "", 0, Optional.of(StreamDrop.OLD));
        became(4, StreamNews.MERGED, StreamKind.CHAT, "", 1, Optional.empty());
        await().until(() -> list().endsWith("answered by qwen3: Hello, Ann"));
        assertEquals("chatDanhianswered with anothercomes inCidnot answered: too oldgiftBob3 rosewaits"
                + "chatAnnhelloanswered by qwen3: Hello, Ann", list());
        assertFalse(browser.text("log").contains("Dan"), "too many to be read along");
        browser.eval("document.getElementById('log-keys').click()");
        assertEquals("with keys and viewers", browser.text("log-more"));
        came(5, StreamKind.CHAT, "Eve", "ho", "", 1);
        await().until(() -> browser.text("log").contains("viewer 5 · chat · Eve · ho"));

        answering(status(Optional.of("speech.engine is off"), "waiting", 12));
        server.server.events().accept(new StreamEvent.FeedChanged(server.clock.nanos(), FeedNews.LOST, "douyin",
                "refused"));
        shows("stream-state", "Nothing is answered: speech.engine is off");
        shows("stream-feeds", "douyinnot connectedrefused1 message");
        shows("stream-dropped", "2 not answered: rate 2; 12 not looked at, more came than could be");
        assertTrue(browser.text("log").contains("feed douyin lost: refused"), browser.text("log"));
        server.agent.companions = Status.Companions.NONE;
        await().atMost(Duration.ofSeconds(10)).until(this::isHidden);
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void whatViewersAreCalledAndWriteIsTextAndNothingElse() {
        answering(FakeStream.STATUS.with(Optional.empty(), List.of(new FeedStatus(HOSTILE, "open", HOSTILE, 0, 1, 0, 1)),
                0, List.of()));
        shows("stream-state", "Viewers are answered");
        browser.eval("document.getElementById('log-keys').click()");
        came(1, StreamKind.CHAT, HOSTILE, HOSTILE, "", 1);
        came(2, StreamKind.GIFT, HOSTILE, "", HOSTILE, 2);
        became(1, StreamNews.ANSWERED, StreamKind.CHAT, HOSTILE, 0, Optional.empty());
        server.server.events().accept(new StreamEvent.FeedChanged(server.clock.nanos(), FeedNews.LOST, HOSTILE, HOSTILE));
        await().until(() -> list().contains("answered by qwen3: " + HOSTILE));
        await().until(() -> browser.text("stream-feeds").contains(HOSTILE));
        assertTrue(list().contains("2 " + HOSTILE), list());
        await().until(() -> browser.text("log").contains("feed " + HOSTILE + " lost"));
        assertEquals(0, browser.eval("document.querySelectorAll('img').length").asInt());
        assertFalse(browser.eval("document.title").asText().contains("pwned"));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void aBurstIsShownAFewTimesASecondAndNoMoreOfItIsKept() {
        answering(status(Optional.empty(), "open", 0));
        shows("stream-state", "Viewers are answered");
        browser.eval("window.drawn = 0; new MutationObserver(() => window.drawn++).observe("
                + "document.getElementById('stream-list'), { childList: true })");
        for (int i = 1; i <= 1_500; i++) {
            came(i, StreamKind.CHAT, "v" + i, "hello", "", 1);
        }
        await().until(() -> list().startsWith("chatv1500"));
        assertEquals(8, browser.eval("document.querySelectorAll('#stream-list li').length").asInt());
        assertTrue(browser.eval("window.drawn").asInt() < 40, () -> browser.eval("window.drawn").asText());
    }

    @Test
    void fitsAPhone() {
        answering(status(Optional.empty(), "open", 3));
        shows("stream-state", "Viewers are answered");
        came(1, StreamKind.CHAT, "averyverylongname".repeat(6), "averyverylongword".repeat(9), "", 1);
        await().until(() -> list().contains("averyverylongword"));
        for (int width : new int[] {360, 640, 1000, 1280}) {
            browser.screen(width, 740, false);
            assertEquals(width, browser.eval("document.documentElement.scrollWidth").asInt(), "no scrolling sideways");
        }
    }
}
