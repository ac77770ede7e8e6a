package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The card of speech on the live page, in headless Chromium. */
class SpeechCardBrowserTest extends LiveCard {
    private final QueueSpeech speech = new QueueSpeech(server.clock, server.server.events());

    SpeechCardBrowserTest() {
        super("speech");
    }

    @AfterEach
    void closeSpeech() {
        speech.close();
    }

    /** As the agent does once somebody has asked for something. */
    private void say(String text, String more) {
        server.speech = speech;
        server.agent.speech = () -> Optional.of(speech.status());
        assertEquals(202, server.post("/say", "{\"text\":\"" + text + "\"" + more + "}").statusCode());
    }

    @Test
    void fromSayToSkip() {
        assertTrue(isHidden(), "nothing has been spoken");
        say("a long text of many words that takes a while", "");
        shows("speech-state", "Speaks");
        assertEquals("espeak-ng, its usual voice, on none: the time is kept in silence", browser.text("speech-by"));
        assertTrue(browser.text("speech-now").startsWith("a long text of many words that takes a while"),
                browser.text("speech-now"));
        String before = browser.text("speech-now");
        await("it moves").until(() -> !browser.text("speech-now").equals(before));

        say("you drive now", ",\"priority\":\"normal\",\"client\":\"deck\"");
        shows("speech-waiting", "you drive nowSkipnormal · api:deck");
        browser.eval("document.querySelector('#speech-now button').click()");
        await().until(() -> browser.text("speech-now").startsWith("you drive now"));
        shows("speech-gone", "a long text of many words that takes a whiledropped: skipped by api:http");
        shows("speech-waiting", "");
        assertEquals("done", await().atMost(Duration.ofSeconds(10)).until(() -> speech.status().ended().get(0).outcome(),
                "done"::equals));
        shows("speech-state", "Says nothing");
        shows("speech-now", "");
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void silenceIsAPauseOfSpeechAloneAndEndsByTheSameButton() {
        say("a long text of many words", "");
        shows("speech-state", "Speaks");
        browser.eval("document.getElementById('speech-silence').click()");
        speech.hold(true);
        shows("speech-state", "Silent: a hold");
        shows("speech-silence", "Speak again");
        assertEquals("true", browser.eval("document.getElementById('speech-silence').getAttribute('aria-pressed')")
                .asText());
        assertEquals(List.of("api:page"), server.agent.holders());
        shows("state", "Running");
        await().until(() -> browser.text("speech-waiting").endsWith("goes on"));

        browser.eval("document.getElementById('speech-silence').click()");
        speech.hold(false);
        shows("speech-silence", "Silence");
        shows("speech-state", "Speaks");
        assertEquals(List.of(), server.agent.holders());
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void nobodyAsksWhileNothingHappens() throws Exception {
        say("a long text of a great many words", "");
        shows("speech-state", "Speaks");
        browser.requests.clear();
        Thread.sleep(1_500);
        assertEquals(0, browser.requests.stream().filter(url -> url.endsWith("/speech")).count());
    }

    @Test
    void fitsAPhone() {
        say("a long text of many words with averyverylongwordthatgoesonandonandonandonforever in it", "");
        shows("speech-state", "Speaks");
        for (int width : new int[] {360, 640, 1000, 1280}) {
            browser.screen(width, 740, false);
            assertEquals(width, browser.eval("document.documentElement.scrollWidth").asInt(), "no scrolling sideways");
        }
        browser.screen(390, 844, false);
        assertTrue(browser.eval("Math.min(...[...document.querySelectorAll('#speech button')].map(each =>"
                + " each.offsetHeight))").asDouble() >= 44);
    }
}
