package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who has the agent end gets an answer, however quickly it ends. */
class QuitAnswerTest {
    /** Longer than the server would take to close. */
    private static final long SLOW_MILLIS = 60;

    @Test
    void theAnswerGoesOutBeforeTheServerEnds() throws Exception {
        try (TestServer server = new TestServer()) {
            CountDownLatch closing = new CountDownLatch(1);
            Thread end = new Thread(() -> {
                closing.countDown();
                server.server.close();
            });
            server.play.atQuit(() -> {
                end.start();
                await(closing);
            });

            HttpResponse<String> answer = server.post("/quit", "{}");

            assertEquals(202, answer.statusCode());
            assertTrue(answer.body().contains("\"quitting\":true"), answer.body());
            end.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(5, TimeUnit.SECONDS));
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
