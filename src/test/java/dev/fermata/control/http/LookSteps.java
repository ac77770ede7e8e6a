package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What somebody does on the Look page, by mouse and keyboard. */
public final class LookSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String PICTURE = "document.getElementById('canvas').dataset.picture ?? ''";

    private final Browser browser;

    /** @param browser with the page open */
    public LookSteps(Browser browser) {
        this.browser = browser;
    }

    /** Has a picture taken, and waits until it is shown. */
    public void shoot() {
        String before = browser.eval(PICTURE).asText();
        click("shoot");
        await("another picture").atMost(PATIENCE).until(() -> !browser.eval(PICTURE).asText().equals(before));
    }

    /** Drags a rectangle over the picture, in its pixels: x, y, width, height. */
    public void draw(int[] place) {
        drag(place[0], place[1], place[0] + place[2], place[1] + place[3]);
    }

    /** Drags from one pixel of the picture to another. */
    public void drag(int fromX, int fromY, int toX, int toY) {
        var box = browser.eval("(() => { document.getElementById('frame').scrollIntoView({ block: 'nearest' });"
                + " const box = document.getElementById('layer').getBoundingClientRect();"
                + " const all = document.getElementById('canvas');"
                + " return [box.x, box.y, box.width / all.width, box.height / all.height]; })()");
        double x = box.get(0).asDouble();
        double y = box.get(1).asDouble();
        double across = box.get(2).asDouble();
        double down = box.get(3).asDouble();
        browser.drag(x + fromX * across, y + fromY * down, x + toX * across, y + toY * down);
    }

    /** Gives the new sensor a name. */
    public void name(String name) {
        browser.click("#name");
        browser.type(name);
        shows("#reading", "Here");
    }

    /** Says what the picture shows there. */
    public void learn(String look) {
        click("learn-" + look);
        shows("#reading", "Saw ");
    }

    /** Clicks on what can be clicked, or soon can. */
    public void click(String id) {
        await(id + " can be clicked").atMost(PATIENCE).until(() -> browser.eval("document.getElementById('" + id
                + "')?.getAttribute('aria-disabled') ?? ''").asText().equals("false"));
        browser.click("#" + id);
    }

    /** Waits until something is shown. */
    public void shows(String selector, String text) {
        await(selector + " shows " + text).atMost(PATIENCE).until(() -> browser.eval("document.querySelector('"
                + selector + "')?.textContent ?? ''").asText(), shown -> shown.contains(text));
    }
}
