package dev.fermata.control.http;

import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Paints the pictures of the live page, the studio and the overlay; no test, so only on request: {@code ./mvnw test
 * -Dtest=PagePictures} leaves them in target/pictures.
 */
class PagePictures {
    @Test
    void paint() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/pictures"));
        try (TestServer server = new TestServer(); Browser browser = Browser.start()) {
            browser.screen(1280, 860, false);
            browser.open(server.url("/"));
            server.agent.playLikeAGame(Duration.ofSeconds(58));
            Awaitility.await().until(() -> browser.text("holds").contains(Hold.PRIORITY_KEYS));
            paint(browser, folder.resolve("page.png"));
            browser.screen(1280, 860, true);
            paint(browser, folder.resolve("page-dark.png"));
            browser.screen(390, 844, true);
            paint(browser, folder.resolve("page-phone.png"));
            browser.screen(390, 2400, false);
            paint(browser, folder.resolve("page-phone-whole.png"));
            server.agent.playerReleases();
            paintStudio(server, browser, folder);
            paintOverlays(server, browser, folder);
        }
    }

    /** With a profile of the user's, one of its skills opened, and a hold in the next minute. */
    private static void paintStudio(TestServer server, Browser browser, Path folder) throws Exception {
        String shipped = Files.readString(Path.of("profiles/arpg.toml"));
        for (String name : List.of("arpg", "rotation", "potion-guard")) {
            Files.copy(Path.of("profiles", name + ".toml"), server.folder.resolve("shipped").resolve(name + ".toml"));
        }
        Path own = Files.createDirectories(server.folder.resolve("own"));
        Files.writeString(own.resolve("druid.toml"), shipped.replace("ARPG rotation", "My druid").replaceAll(
                "# Copy this file.*\n", ""));
        Files.writeString(own.resolve("paladin.toml"), Files.readString(Path.of("profiles/rotation.toml")).replace(
                "Simple rotation", "Paladin"));
        browser.screen(1440, 1000, false);
        browser.open(server.url("/studio#profile=druid"));
        Awaitility.await().until(() ->
                browser.eval("document.querySelectorAll('.counts tbody tr').length").asInt() == 5);
        browser.eval("document.getElementById('skill-1').click()");
        browser.eval("document.getElementById('hold-add').click()");
        browser.eval("document.querySelector('.folder code').textContent = '~/.config/fermata/profiles'");
        browser.eval("scrollTo(0, 0); document.activeElement.blur()");
        paint(browser, folder.resolve("studio.png"));
        browser.screen(1440, 1000, true);
        paint(browser, folder.resolve("studio-dark.png"));
        browser.screen(390, 3900, false);
        paint(browser, folder.resolve("studio-phone.png"));
    }

    @Test
    void paintSpeech() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/pictures"));
        try (TestServer server = new TestServer(); Browser browser = Browser.start();
                QueueSpeech speech = new QueueSpeech(server.clock, server.server.events())) {
            server.speech = speech;
            server.agent.speech = () -> java.util.Optional.of(speech.status());
            browser.screen(1280, 1100, false);
            browser.open(server.url("/"));
            server.post("/say", "{\"text\":\"hello and welcome back\", \"expires_ms\":1000}");
            server.post("/say", "{\"text\":\"Thank you for the roses, dear Ann, that is very kind of you\","
                    + "\"priority\":\"gift\",\"client\":\"stream\"}");
            server.post("/say", "{\"text\":\"you drive\",\"client\":\"deck\"}");
            server.post("/say", "{\"text\":\"the boss comes back in a minute or so\",\"priority\":\"script\"}");
            Awaitility.await().until(() -> browser.text("speech-gone").contains("expired")
                    || browser.text("speech-waiting").contains("goes on"));
            paint(browser, folder.resolve("speech.png"));
            browser.screen(1280, 1100, true);
            paint(browser, folder.resolve("speech-dark.png"));
            browser.screen(390, 2600, true);
            paint(browser, folder.resolve("speech-phone.png"));
            browser.screen(800, 1500, false);
            paint(browser, folder.resolve("speech-middle.png"));
        }
    }

    @Test
    void paintStream() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/pictures"));
        try (TestServer server = new TestServer(); Browser browser = Browser.start()) {
            StreamScene scene = new StreamScene(server);
            browser.screen(1280, 1250, false);
            browser.open(server.url("/"));
            Awaitility.await().until(() -> browser.text("link-text"), "Live"::equals);
            scene.play();
            Awaitility.await().until(() -> browser.text("stream-list").contains("Thanks"));
            paint(browser, folder.resolve("stream.png"));
            browser.screen(1280, 1250, true);
            paint(browser, folder.resolve("stream-dark.png"));
            browser.screen(390, 2400, true);
            paint(browser, folder.resolve("stream-phone.png"));
        }
    }

    /** With the bar of life learned and saved. */
    @Test
    void paintLook() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/pictures"));
        try (TestServer server = new TestServer(); Browser browser = Browser.start()) {
            Path own = Files.createDirectories(server.folder.resolve("own"));
            Files.writeString(own.resolve("druid.toml"), Files.readString(Path.of("profiles/arpg.toml")));
            paintLook(server, browser, folder);
        }
    }

    private static void paintLook(TestServer server, Browser browser, Path folder) throws Exception {
        browser.screen(1440, 900, false);
        browser.open(server.url("/look#profile=druid"));
        Awaitility.await().until(() -> browser.text("sensors").contains("New sensor"));
        paint(browser, folder.resolve("look-first.png"));
        LookSteps look = new LookSteps(browser);
        GameScene.show(server.screen, 100, true);
        look.shoot();
        look.draw(GameScene.LIFE);
        look.name("hp");
        look.learn("full");
        GameScene.show(server.screen, 0, false);
        look.shoot();
        look.learn("empty");
        GameScene.show(server.screen, 63, true);
        look.shoot();
        look.click("save");
        look.shows("#sensors", "hp");
        browser.eval("document.getElementById('told').className = ''; document.activeElement.blur(); scrollTo(0, 0)");
        paint(browser, folder.resolve("look.png"));
        browser.screen(1440, 900, true);
        paint(browser, folder.resolve("look-dark.png"));
        browser.screen(390, 2200, false);
        paint(browser, folder.resolve("look-phone.png"));
    }

    /** Two of them, over a night and over a day as a game might show them. */
    private static void paintOverlays(TestServer server, Browser browser, Path folder) throws Exception {
        browser.screen(360, 220, false);
        browser.seeThrough();
        browser.open(server.url("/overlay"));
        Awaitility.await().until(() -> browser.text("state"), "running"::equals);
        BufferedImage running = overlay(browser);
        server.agent.playerPresses(Key.SPACE);
        Awaitility.await().until(() -> browser.text("state"), "held by space"::equals);
        BufferedImage held = overlay(browser);
        BufferedImage both = new BufferedImage(720, 220, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = both.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(0x1b2a4a), 0, 220, new Color(0x4b3b2a)));
        graphics.fillRect(0, 0, 360, 220);
        graphics.setPaint(new GradientPaint(360, 0, new Color(0xbfe3f5), 360, 220, new Color(0x6fae5b)));
        graphics.fillRect(360, 0, 360, 220);
        graphics.drawImage(running, 0, 0, null);
        graphics.drawImage(held, 360, 0, null);
        graphics.dispose();
        ImageIO.write(both, "png", folder.resolve("overlay.png").toFile());
    }

    private static BufferedImage overlay(Browser browser) throws Exception {
        browser.eval("new Promise(done => setTimeout(done, 700))");
        return ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
    }

    private static void paint(Browser browser, Path file) throws Exception {
        browser.eval("new Promise(done => setTimeout(done, 500))");
        Files.write(file, browser.screenshot());
    }
}
