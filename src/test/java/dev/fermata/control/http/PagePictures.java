package dev.fermata.control.http;

import dev.fermata.model.Hold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Paints the pictures of the live page; no test, so only on request: {@code ./mvnw test
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
        }
    }

    private static void paint(Browser browser, Path file) throws Exception {
        browser.eval("new Promise(done => setTimeout(done, 500))");
        Files.write(file, browser.screenshot());
    }
}
