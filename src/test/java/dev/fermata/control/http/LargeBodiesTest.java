package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.control.TooMuchException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients with much to say, and clients that want too much. */
@Tag("long")
@Timeout(60)
class LargeBodiesTest {
    private static final int PLACES = 4;
    private static final int LARGE = 60_000;
    /** The threads for graceful pauses, and those that may wait for one. */
    private static final int MOST_WAITING = 16 + 48;

    private static final Limits PATIENT = new Limits(256, 16_384, 65_536, Duration.ofSeconds(30),
            Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(15));

    private TestServer server = new TestServer(settings -> settings.withLimits(PATIENT));
    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private Socket client() throws IOException {
        Socket socket = server.socket();
        socket.setSoTimeout(30_000);
        open.add(socket);
        return socket;
    }

    private static String body() {
        return "{\"action\":\"pause\"" + " ".repeat(LARGE - 18) + "}";
    }

    private String head(String more) {
        return "POST /pause_control HTTP/1.1\r\nHost: localhost:" + server.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + LARGE + "\r\n" + more + "\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Asks for leave to send a large body. */
    private Socket asks() throws IOException {
        Socket socket = client();
        send(socket, head("Expect: 100-continue\r\n"));
        return socket;
    }

    @Test
    void aFewSendAtATimeAndTheOthersWaitTheirTurnWhileSmallOnesPass() throws Exception {
        List<Socket> inside = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            inside.add(asks());
        }
        for (Socket each : inside) {
            assertEquals("HTTP/1.1 100 Continue", line(each));
            line(each);
        }
        // Which of the two the server sees first is not ours to say.
        List<Socket> waiting = new ArrayList<>(List.of(asks(), asks()));
        assertEquals(200, server.post("/pause_control", "{\"action\":\"pause\",\"client\":\"small\"}").statusCode());
        assertEquals(List.of(), allowed(waiting));
        send(inside.get(2), body());
        assertEquals("HTTP/1.1 200 OK", line(inside.get(2)));
        await().until(() -> allowed(waiting).size() == 1);
        Socket first = allowed(waiting).get(0);
        waiting.remove(first);
        inside.get(0).close();
        await().until(() -> allowed(waiting).size() == 1);
        assertEquals("HTTP/1.1 100 Continue", line(first));
        line(first);
        send(first, body());
        assertEquals("HTTP/1.1 200 OK", line(first));
    }

    /** Those that have been answered. */
    private static List<Socket> allowed(List<Socket> sockets) throws IOException {
        List<Socket> allowed = new ArrayList<>();
        for (Socket socket : sockets) {
            if (socket.getInputStream().available() > 0) {
                allowed.add(socket);
            }
        }
        return allowed;
    }

    @Test
    void allOfThemAreServedInTheEnd() throws Exception {
        List<Socket> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Socket socket = client();
            // Whether the body comes at once or in pieces, and whether its length is told.
            send(socket, i % 2 == 0 ? head("")
                    : head("").replaceFirst("Content-Length: \\d+", "Transfer-Encoding: chunked")
                    + Integer.toHexString(LARGE) + "\r\n");
            send(socket, body().substring(0, 6_000));
            all.add(socket);
        }
        assertEquals(200, server.post("/pause_control", "{\"action\":\"resume\",\"client\":\"small\"}").statusCode());
        for (int i = 0; i < all.size(); i++) {
            Socket socket = all.get(i);
            String end = i % 2 == 0 ? "" : "\r\n0\r\n\r\n";
            Thread sender = new Thread(() -> {
                try {
                    send(socket, body().substring(6_000) + end);
                } catch (IOException e) {
                    // the answer tells
                }
            });
            sender.setDaemon(true);
            sender.start();
        }
        for (Socket socket : all) {
            assertEquals("HTTP/1.1 200 OK", line(socket));
        }
    }

    @Test
    void whoWaitsTooLongForATurnIsToldSo() throws Exception {
        server.close();
        server = new TestServer(settings -> settings.withLimits(new Limits(256, 16_384, 65_536,
                Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(15))));
        List<Socket> crawling = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            crawling.add(asks());
            assertEquals("HTTP/1.1 100 Continue", line(crawling.get(i)));
            line(crawling.get(i));
        }
        Socket waits = asks();
        assertEquals("HTTP/1.1 408 Request Timeout", line(crawling.get(0)));
        String answer = line(waits);
        assertTrue(answer.equals("HTTP/1.1 429 Too Many Requests") || answer.equals("HTTP/1.1 100 Continue"), answer);
        Socket next = asks();
        assertEquals("HTTP/1.1 100 Continue", line(next), "their places are free again");
    }

    @Test
    void whoSendsItsBodyWithoutWaitingForATurnIsToldSoAsWell() throws Exception {
        server.close();
        server = new TestServer(settings -> settings.withLimits(new Limits(256, 16_384, 65_536,
                Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(15))));
        server.agent.waitFor(Duration.ofSeconds(30));
        List<Socket> answered = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            answered.add(gracefully("big" + i, 5_000));
        }
        await().until(() -> server.agent.holders().size() == PLACES);
        assertEquals("HTTP/1.1 429 Too Many Requests", line(gracefully("big", 5_000)));
        server.agent.endSequence();
        for (Socket socket : answered) {
            assertEquals("HTTP/1.1 200 OK", line(socket));
        }
    }

    private Socket gracefully() throws IOException {
        return gracefully("storm", 0);
    }

    /** Asks for a graceful pause, which waits; in a body with that many blanks. */
    private Socket gracefully(String client, int blanks) throws IOException {
        String body = "{\"action\":\"pause\",\"mode\":\"graceful\",\"client\":\"" + client + "\"" + " ".repeat(blanks) + "}";
        Socket socket = client();
        send(socket, "POST /pause_control HTTP/1.1\r\nHost: localhost:" + server.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        return socket;
    }

    private void immediatePausesAreAnswered() throws IOException {
        for (int i = 0; i < 20; i++) {
            String answer = server.raw("POST /pause_control HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 18\r\n\r\n{\"action\":\"pause\"}");
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
    }

    @Test
    void idleOnesLargeOnesAndGracefulOnesTogetherLeaveRoomForTheOthers() throws Exception {
        int each = PATIENT.connections() / 3 - 5;
        for (int i = 0; i < each; i++) {
            client();
            send(client(), head("") + body().substring(0, LARGE / 2));
            gracefully();
        }
        immediatePausesAreAnswered();
        server.agent.endSequence();
    }

    @Test
    void aStormOfGracefulPausesLeavesRoomForTheOthers() throws Exception {
        List<Socket> storm = new ArrayList<>();
        for (int i = 0; i < PATIENT.connections(); i++) {
            storm.add(gracefully());
        }
        // Those that wait, and those that find too many waiting.
        await().until(() -> allowed(storm).size() >= storm.size() - MOST_WAITING);
        immediatePausesAreAnswered();
        server.agent.endSequence();
        int refused = 0;
        for (Socket each : storm) {
            refused += line(each).equals("HTTP/1.1 429 Too Many Requests") ? 1 : 0;
        }
        assertEquals(storm.size() - MOST_WAITING, refused);
    }

    @Test
    void whatTheAgentFindsTooMuchIsA429() {
        server.agent.breakDown(new TooMuchException(TooMuchException.What.HOLDS, "too many"));
        HttpResponse<String> holds = server.post("/pause_control", "{\"action\":\"pause\"}");
        assertEquals(429, holds.statusCode());
        assertTrue(holds.body().contains("\"error\":\"too_many_holds\""), holds.body());
        server.agent.breakDown(new TooMuchException(TooMuchException.What.CHANGES, "too often"));
        HttpResponse<String> changes = server.post("/pause_control", "{\"action\":\"pause\"}");
        assertEquals(429, changes.statusCode());
        assertTrue(changes.body().contains("\"error\":\"too_many_changes\""), changes.body());
        assertEquals("1", changes.headers().firstValue("retry-after").orElseThrow());
        assertFalse(server.agent.holders().contains("api:http"));
    }
}
