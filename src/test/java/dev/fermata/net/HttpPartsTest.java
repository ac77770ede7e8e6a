package dev.fermata.net;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are taken as they come. */
@Timeout(60)
class HttpPartsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final int MOST = 64 << 20;

    private final HttpClient client = new HttpClient("test-http");
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private RawServer server;

    @AfterEach
    void close() throws IOException {
        client.close();
        if (server != null) {
            server.close();
        }
    }

    private HttpParts parts(Duration patience, Predicate<byte[]> taker) {
        return new HttpParts() {
            @Override
            public boolean take(byte[] part) {
                taken.writeBytes(part);
                return taker.test(part);
            }

            @Override
            public Duration patience() {
                return patience;
            }
        };
    }

    private HttpAnswer ask(HttpLimits limits, HttpParts parts, RawServer.Handler handler) throws Exception {
        server = new RawServer(handler);
        return client.ask(HttpRequest.get(server.address(), "/", Map.of()), limits, parts);
    }

    private static HttpLimits limits(Duration firstByte, Duration total) {
        return new HttpLimits(LONG, firstByte, LONG, total, MOST);
    }

    private HttpException failure(HttpLimits limits, Duration patience, RawServer.Handler handler) {
        return assertThrows(HttpException.class, () -> ask(limits, parts(patience, part -> true), handler));
    }

    private static void begin(RawServer.Connection to, String text) throws IOException {
        to.begin("text/plain");
        to.part(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachPartIsTakenOnTheAskingThreadBeforeTheNextIsWritten() throws Exception {
        Thread asking = Thread.currentThread();
        CountDownLatch first = new CountDownLatch(1);
        HttpAnswer answer = ask(limits(LONG, LONG), parts(LONG, part -> {
            assertSame(asking, Thread.currentThread());
            first.countDown();
            return true;
        }), (asked, to) -> {
            begin(to, "first, ");
            assertTrue(first.await(20, TimeUnit.SECONDS), "taken though the answer is not whole");
            to.part("second".getBytes(StandardCharsets.UTF_8));
            to.end();
        });
        assertEquals("first, second", taken.toString(StandardCharsets.UTF_8));
        assertEquals("200 0", answer.status() + " " + answer.body().length);
    }

    @Test
    void whatIsNotWhatWasAskedForComesWhole() throws Exception {
        byte[] complaint = "too many".getBytes(StandardCharsets.UTF_8);
        HttpAnswer answer = ask(limits(LONG, LONG), parts(LONG, part -> true), (asked, to) ->
                to.answer(429, "text/plain", complaint));
        assertEquals(429, answer.status());
        assertArrayEquals(complaint, answer.body());
        assertEquals(0, taken.size());
    }

    @Test
    void whoWantsNoMoreHasTheConnectionClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        assertEquals(200, ask(limits(LONG, LONG), parts(LONG, part -> false), (asked, to) -> {
            begin(to, "enough");
            to.awaitClose();
            closed.countDown();
        }).status());
        assertTrue(closed.await(20, TimeUnit.SECONDS), "the server sees the end");
    }

    @Test
    void whatStopsOrEndsEarlyFailsAfterWhatCame() {
        HttpException none = failure(limits(SHORT, LONG), LONG, (asked, to) -> {
            to.begin("text/plain");
            to.awaitClose();
        });
        assertEquals("SLOW nothing of an answer came within 60 ms", none.kind() + " " + none.getMessage());
        HttpException stalled = failure(limits(LONG, LONG), SHORT, (asked, to) -> {
            begin(to, "a");
            to.awaitClose();
        });
        assertEquals("SLOW the answer stopped, for 60 ms", stalled.kind() + " " + stalled.getMessage());
        HttpException endless = failure(limits(LONG, SHORT), LONG, (asked, to) -> {
            to.begin("text/plain");
            while (true) {
                to.part(new byte[1]);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        });
        assertEquals("SLOW the answer was not whole within 60 ms", endless.kind() + " " + endless.getMessage());
        taken.reset();
        HttpException cut = failure(limits(LONG, LONG), LONG, (asked, to) -> begin(to, "abc"));
        assertEquals("BROKEN the answer was cut off after 3 bytes: the connection was closed",
                cut.kind() + " " + cut.getMessage());
        assertEquals("abc", taken.toString(StandardCharsets.UTF_8));
        HttpException large = failure(new HttpLimits(LONG, LONG, LONG, LONG, 10), LONG, (asked, to) -> {
            begin(to, "abc");
            to.part(new byte[8]);
        });
        assertEquals("BROKEN the answer is larger than 10 bytes", large.kind() + " " + large.getMessage());
    }

    /** What is slow to take has the server wait; the limit on silence does not count meanwhile. */
    @Test
    void aServerThatIsFasterThanItsTakerWaits() throws Exception {
        int all = 48 << 20;
        AtomicLong written = new AtomicLong();
        AtomicBoolean slow = new AtomicBoolean();
        AtomicLong before = new AtomicLong();
        AtomicLong got = new AtomicLong();
        server = new RawServer((asked, to) -> {
            to.begin("text/plain");
            byte[] part = new byte[16 << 10];
            while (written.get() < all) {
                to.part(part);
                written.addAndGet(part.length);
            }
            to.end();
        });
        client.ask(HttpRequest.get(server.address(), "/", Map.of()), limits(LONG, LONG), new HttpParts() {
            @Override
            public boolean take(byte[] part) {
                if (slow.compareAndSet(false, true)) {
                    await().until(() -> {
                        long last = before.getAndSet(written.get());
                        return last > 0 && last == written.get();
                    });
                }
                got.addAndGet(part.length);
                return true;
            }

            @Override
            public Duration patience() {
                return SHORT.multipliedBy(50);
            }
        });
        assertTrue(before.get() < all / 2, () -> before + " bytes were sent to nobody");
        assertEquals(all, got.get());
    }

    @Test
    void whoIsInterruptedClosesTheConnection() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread asking = new Thread(() -> {
            try {
                ask(limits(LONG, LONG), parts(LONG, part -> {
                    began.countDown();
                    return true;
                }), (request, to) -> {
                    begin(to, "a");
                    to.awaitClose();
                    closed.countDown();
                });
            } catch (InterruptedException e) {
                interrupted.set(true);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        asking.start();
        assertTrue(began.await(20, TimeUnit.SECONDS));
        asking.interrupt();
        asking.join();
        assertTrue(interrupted.get());
        assertTrue(closed.await(20, TimeUnit.SECONDS), "the server sees the end");
    }
}
