package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.observe.EventFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code GET /events}. */
@Timeout(60)
class EventStreamTest {
    private TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
    }

    /** A client of the stream. */
    private final class Stream implements AutoCloseable {
        final Socket socket = server.socket();
        final BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        final String statusLine;

        Stream(String target, String header) throws IOException {
            socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n"
                    + header + "\r\n").getBytes(StandardCharsets.US_ASCII));
            statusLine = lines.readLine();
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                assertFalse(line.startsWith("Content-Length") && statusLine.contains("200"), line);
            }
        }

        /** The next field that begins so. */
        String next(String field) throws IOException {
            for (int i = 0; i < 100_000; i++) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the stream has ended");
                }
                if (line.startsWith(field)) {
                    return line.substring(field.length());
                }
            }
            throw new IOException("no " + field);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void openStreams(int count) {
        await().atMost(Duration.ofSeconds(5)).until(() -> server.get("/metrics").body().contains("fermata_http_streams " + count + "\n"));
    }

    @Test
    void sendsTheSameObjectsAsTheEventsOption() throws IOException {
        List<Event> told = new ArrayList<>();
        Consumer<Event> events = server.server.events();
        server.agent.tell(event -> {
            told.add(event);
            events.accept(event);
        });
        try (Stream stream = new Stream("/events", "")) {
            stream.next(": fermata");
            server.agent.playerPresses(Key.SPACE, Key.MOUSE_RIGHT);
            server.agent.plays("Feuerblitz ü \"x\"\n", Lane.NORMAL);
            for (int id = 1; id <= 2; id++) {
                assertEquals(Integer.toString(id), stream.next("id: "));
                assertEquals(EventFormat.JSONL.format(told.get(id - 1)), stream.next("data: "));
            }
        }
    }

    @Test
    void beginsNowUnlessAskedToBeginEarlier() throws IOException {
        for (int i = 1; i <= 10; i++) {
            server.agent.plays("a" + i, Lane.NORMAL);
        }
        try (Stream fresh = new Stream("/events", "");
                Stream since = new Stream("/events?since=7", "");
                Stream resumed = new Stream("/events?since=0", "Last-Event-ID: 8\r\n");
                Stream all = new Stream("/events?since=0", "")) {
            assertEquals("8", since.next("id: "));
            assertEquals("9", resumed.next("id: "));
            assertEquals("1", all.next("id: "));
            fresh.next(": fermata");
            server.agent.plays("later", Lane.NORMAL);
            assertEquals("11", fresh.next("id: "));
        }
    }

    @Test
    void resumesWithoutLossOrRepetition() throws IOException {
        int expected = 1;
        for (int round = 0; round < 20; round++) {
            try (Stream stream = new Stream("/events", round == 0 ? "Last-Event-ID: 0\r\n" : "Last-Event-ID: " + (expected - 1) + "\r\n")) {
                for (int i = 0; i < 5; i++) {
                    server.agent.plays("a", Lane.NORMAL);
                }
                for (int i = 0; i < 3; i++) {
                    assertEquals(Integer.toString(expected++), stream.next("id: "));
                }
            }
        }
    }

    @Test
    void tellsWhatIsNoLongerKept() throws IOException {
        for (int i = 1; i <= 5_000; i++) {
            server.agent.plays("a", Lane.NORMAL);
        }
        try (Stream stream = new Stream("/events?since=10", "")) {
            assertEquals("missed", stream.next("event: "));
            assertEquals("{\"event\":\"missed\",\"count\":894}", stream.next("data: "));
            for (int id = 905; id <= 5_000; id++) {
                assertEquals(Integer.toString(id), stream.next("id: "));
            }
        }
        try (Stream fromAnEarlierRun = new Stream("/events", "Last-Event-ID: 70000\r\n")) {
            assertEquals("905", fromAnEarlierRun.next("id: "));
        }
    }

    @Test
    void refusesTooManyStreamsAndTakesNewOnesWhenOthersEnd() throws Exception {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            streams.add(new Stream("/events", ""));
            assertEquals("HTTP/1.1 200 OK", streams.get(i).statusLine);
        }
        openStreams(32);
        try (Stream refused = new Stream("/events", "")) {
            assertEquals("HTTP/1.1 429 Too Many Requests", refused.statusLine);
        }
        assertEquals(200, server.get("/status").statusCode(), "streams take no one's thread");
        for (Stream stream : streams) {
            stream.close();
        }
        openStreams(0);
        try (Stream again = new Stream("/events", "")) {
            assertEquals("HTTP/1.1 200 OK", again.statusLine);
        }
    }

    @Test
    void aReaderThatStandsStillCostsNoMemoryAndIsToldWhatItMissed() throws Exception {
        try (Stream slow = new Stream("/events", "")) {
            slow.next(": fermata");
            // Far more than the ring and the sockets' buffers take.
            for (int i = 0; i < 200_000; i++) {
                server.agent.plays("an action with a name of some length to fill the buffers sooner", Lane.NORMAL);
            }
            assertEquals(200, server.get("/status").statusCode());
            long missed = 0;
            long seen = 0;
            long last = 0;
            while (last < 200_000) {
                String line = slow.lines.readLine();
                if (line.startsWith("data: {\"event\":\"missed\"")) {
                    missed += Long.parseLong(line.replaceAll("\\D", ""));
                } else if (line.startsWith("id: ")) {
                    last = Long.parseLong(line.substring(4));
                    seen++;
                }
            }
            assertTrue(missed > 0, "it fell behind");
            assertEquals(200_000, seen + missed, "every event was seen or told to be missed");
        }
    }

    @Test
    void showsSignsOfLifeAndNoticesWhenTheClientHasGone() throws IOException {
        server.close();
        Limits quick = new Limits(256, 16_384, 65_536, Duration.ofSeconds(5), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofMillis(100));
        server = new TestServer(settings -> settings.withLimits(quick));
        try (Stream stream = new Stream("/events", "")) {
            stream.next(": still here");
            stream.next(": still here");
            server.agent.plays("a", Lane.NORMAL);
            assertEquals("1", stream.next("id: "));
            openStreams(1);
        }
        openStreams(0);
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String query : List.of("since=x", "since=", "since=-1", "since=99999999999999999999", "from=1", "since=1&x=2")) {
            assertEquals(400, server.get("/events?" + query).statusCode(), query);
        }
        assertEquals(400, server.send(server.request("/events").header("Last-Event-ID", "x").build()).statusCode());
        openStreams(0);
    }
}
