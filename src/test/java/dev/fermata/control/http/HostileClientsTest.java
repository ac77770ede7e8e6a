package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow, half-open, many and mad clients, and what the others notice of them. */
@Timeout(120)
@Tag("long")
class HostileClientsTest {
    private static final int FUZZED = 10_000;
    private static final int CALLS = 1_000;

    private TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private static Limits impatient() {
        return new Limits(256, 16_384, 65_536, Duration.ofMillis(400), Duration.ofMillis(600),
                Duration.ofMillis(400), Duration.ofSeconds(15));
    }

    /** Sends a request on a kept connection and reads its answer, without a client's own delays. */
    private static final class Caller implements AutoCloseable {
        private final Socket socket;
        private final byte[] request;
        private final byte[] buffer = new byte[16_384];

        Caller(TestServer server, String path, String json) throws IOException {
            socket = server.socket();
            request = ((json.isEmpty() ? "GET " : "POST ") + path + " HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                    .getBytes(StandardCharsets.US_ASCII);
        }

        /** Asks and waits for the answer, which is 200. */
        void call() throws IOException {
            socket.getOutputStream().write(request);
            int length = 0;
            int end = -1;
            while (end < 0 || length < end) {
                int read = socket.getInputStream().read(buffer, length, buffer.length - length);
                if (read < 0) {
                    throw new IOException("closed");
                }
                length += read;
                if (end < 0) {
                    String head = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                    int body = head.indexOf("\r\n\r\n");
                    if (body >= 0) {
                        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
                        end = body + 4 + Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
                        assertTrue(head.startsWith("HTTP/1.1 200 "), head);
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** How fast is measured by {@code scripts/bench http-status}. */
    @Test
    void answersEveryPauseWhile200ClientsCrawlOrStandStill() throws Exception {
        server.close();
        // So patient that all of them are still there at the end.
        Limits patient = new Limits(256, 16_384, 65_536, Duration.ofSeconds(60), Duration.ofSeconds(60),
                Duration.ofSeconds(60), Duration.ofSeconds(15));
        server = new TestServer(settings -> settings.withLimits(patient));
        List<Socket> silent = new ArrayList<>();
        List<Socket> crawling = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread crawler = new Thread(() -> crawl(crawling, done), "crawler");
        try {
            for (int i = 0; i < 100; i++) {
                silent.add(server.socket());
                Socket slow = server.socket();
                slow.getOutputStream().write("POST /pause_control HTTP/1.1\r\nHost: local"
                        .getBytes(StandardCharsets.US_ASCII));
                crawling.add(slow);
            }
            crawler.start();
            assertTrue(connections() >= 200, "200 connections are open");

            try (Caller pause = new Caller(server, "/pause_control", "{\"action\":\"pause\"}");
                    Caller resume = new Caller(server, "/pause_control", "{\"action\":\"resume\"}");
                    Caller status = new Caller(server, "/status", "")) {
                for (int i = 0; i < CALLS; i++) {
                    pause.call();
                    assertEquals(List.of("api:http"), server.agent.holders());
                    status.call();
                    resume.call();
                    assertEquals(List.of(), server.agent.holders());
                }
            }

            assertTrue(connections() >= 200, "200 connections are still open: all of them were answered before");
        } finally {
            done.set(true);
            crawler.join(5_000);
            for (Socket socket : silent) {
                socket.close();
            }
            for (Socket socket : crawling) {
                socket.close();
            }
        }
    }

    private static void crawl(List<Socket> sockets, AtomicBoolean done) {
        while (!done.get()) {
            for (Socket socket : sockets) {
                try {
                    socket.getOutputStream().write('h');
                } catch (IOException e) {
                    // Shed: what this is about.
                }
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private long connections() {
        String metrics = server.get("/metrics").body();
        int at = metrics.indexOf("\nfermata_http_connections ") + "\nfermata_http_connections ".length();
        return Long.parseLong(metrics.substring(at, metrics.indexOf('\n', at)));
    }

    @Test
    void shedsSlowAndHalfOpenClients() throws Exception {
        server.close();
        server = new TestServer(settings -> settings.withLimits(impatient()));
        try (Socket silent = server.socket(); Socket half = server.socket(); Socket crawling = server.socket();
                Socket bodyless = server.socket(); Socket endless = server.socket()) {
            half.getOutputStream().write("GET /status HT".getBytes(StandardCharsets.US_ASCII));
            crawling.getOutputStream().write("GET /status HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            bodyless.getOutputStream().write(("POST /pause_control HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 18\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            endless.getOutputStream().write(("POST /pause_control HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n").getBytes(StandardCharsets.US_ASCII));
            long begun = System.nanoTime();
            for (int i = 0; i < 8; i++) {
                crawling.getOutputStream().write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(40);
            }
            for (Socket slow : List.of(half, crawling, bodyless, endless)) {
                String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
                assertTrue(answer.contains("\"expected\""), answer);
            }
            assertEquals(-1, silent.getInputStream().read(), "who says nothing is not answered");
            assertTrue(System.nanoTime() - begun < 5_000_000_000L);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> connections() <= 3);
    }

    @Test
    void aRequestThatBeginsRightBehindAnotherIsToBeWholeInTimeAsWell() throws IOException {
        server.close();
        Limits patientBetween = new Limits(256, 16_384, 65_536, Duration.ofMillis(300), Duration.ofSeconds(60),
                Duration.ofSeconds(60), Duration.ofSeconds(15));
        server = new TestServer(settings -> settings.withLimits(patientBetween));
        try (Socket half = server.socket()) {
            half.getOutputStream().write(("GET /healthz HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\n\r\nGET /status HTTP/1.1\r\nHost: loc").getBytes(StandardCharsets.US_ASCII));
            String answers = new String(half.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answers.matches("(?s)HTTP/1.1 200 .*HTTP/1.1 408 .*"), answers);
        }
    }

    @Test
    void keepsServingWhenAllConnectionsAreTaken() throws IOException {
        List<Socket> hogs = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                hogs.add(server.socket());
                // A fresh connection is let in, at the cost of whoever waits longest.
                if (i % 50 == 49) {
                    assertTrue(server.raw("GET /healthz HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n")
                            .startsWith("HTTP/1.1 200 "), "after " + i);
                }
            }
            assertTrue(connections() <= 256);
            assertTrue(server.get("/metrics").body().contains("fermata_http_shed_total 1"), "some were shed");
        } finally {
            for (Socket hog : hogs) {
                hog.close();
            }
        }
    }

    @Test
    @Tag("proof")
    void letsNobodyKeepAllConnectionsByNotGoingOrNotReading() throws Exception {
        List<Socket> hogs = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket hog = server.socket();
                hogs.add(hog);
                // Refused, but it stays; or it asks for far more than it reads.
                String request = i % 2 == 0 ? "nonsense\r\n\r\n"
                        : ("GET /page.js HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n\r\n").repeat(200);
                hog.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 50; i++) {
                assertTrue(server.raw("GET /healthz HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n")
                        .startsWith("HTTP/1.1 200 "), "call " + i);
            }
        } finally {
            for (Socket hog : hogs) {
                hog.close();
            }
        }
    }

    @Test
    void shedsWhoeverDoesNotTakeItsAnswers() throws Exception {
        server.close();
        server = new TestServer(settings -> settings.withLimits(impatient()));
        try (Socket greedy = server.socket()) {
            byte[] request = ("GET /page.js HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            Thread asking = new Thread(() -> {
                try {
                    for (int i = 0; i < 100_000; i++) {
                        greedy.getOutputStream().write(request);
                    }
                } catch (IOException e) {
                    // Shed: what this is about.
                }
            }, "greedy");
            asking.start();
            asking.join(20_000);
            assertTrue(!asking.isAlive(), "it was shed although it never read");
        }
        assertEquals(200, server.get("/status").statusCode());
    }

    /** Bodies, heads and bytes that were right once. Seeded: a failure can be repeated. */
    @Test
    @Tag("long")
    @Tag("proof")
    void survives10000MalformedRequests() throws Exception {
        long seed = 20_260_101;
        Random random = new Random(seed);
        int[] classes = new int[6];
        int[] silent = {0};
        long begun = System.nanoTime();
        Fuzzer fuzzer = new Fuzzer(random, server.port());
        for (int i = 0; i < FUZZED; i++) {
            byte[] bytes = fuzzer.next();
            String answer = exchange(bytes);
            if (answer.isEmpty()) {
                silent[0]++;
                continue;
            }
            int status = Integer.parseInt(answer.substring(9, 12));
            classes[status / 100]++;
            assertTrue(status < 500, () -> "seed " + seed + ": " + answer + "\n"
                    + new String(bytes, StandardCharsets.ISO_8859_1));
        }
        System.out.printf("fuzz: %d requests in %.1f s: %d served, %d refused, %d without an answer, 0 failures%n",
                FUZZED, (System.nanoTime() - begun) / 1e9, classes[2], classes[4], silent[0]);
        assertTrue(classes[4] > FUZZED / 2, "most were refused");
        HttpResponse<String> after = server.post("/pause_control", "{\"action\":\"resume\",\"all\":true}");
        assertEquals(200, after.statusCode());
    }

    private String exchange(byte[] bytes) throws IOException {
        try (Socket socket = server.socket()) {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            // An event stream, if one was opened by chance, ends when we do; its head is enough.
            byte[] start = socket.getInputStream().readNBytes(15);
            return new String(start, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
