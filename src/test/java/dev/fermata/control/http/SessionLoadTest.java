package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 200 clients at once, each with fifty chunks a second. How quick it is, {@code scripts/bench session} tells. */
@Tag("proof")
@Timeout(120)
class SessionLoadTest {
    private static final int CLIENTS = 200;
    private static final int CHUNKS = 300;
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final String DATA = Base64.getEncoder().encodeToString(new byte[640]);

    private final TestServer server = new TestServer();

    /** One client: its socket, and what it was told when it is over. */
    private final class Client {
        private final String id;
        private final Socket socket = server.socket();
        private final OutputStream out = socket.getOutputStream();
        private final DataInputStream in = new DataInputStream(socket.getInputStream());

        Client(int number) throws IOException {
            id = "c" + number;
            out.write(("GET /session HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nConnection: Upgrade\r\n"
                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                    + "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            assertTrue(head.toString().startsWith("HTTP/1.1 101"), head::toString);
        }

        /** Masked with zeros, as a client's frames have to be masked. */
        void send(String text) throws IOException {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream frame = new ByteArrayOutputStream(body.length + 8);
            frame.write(0x81);
            if (body.length < 126) {
                frame.write(0x80 | body.length);
            } else {
                frame.write(0x80 | 126);
                frame.write(body.length >> 8);
                frame.write(body.length);
            }
            frame.write(new byte[4], 0, 4);
            frame.write(body, 0, body.length);
            out.write(frame.toByteArray());
        }

        void chunk(int number) throws IOException {
            send("{\"type\":\"audio_chunk\",\"session_id\":\"" + id + "\",\"ts_ms\":" + number * 20 + ",\"duration_ms\":20,"
                    + "\"is_final\":" + (number % 25 == 24) + ",\"data\":\"" + DATA + "\"}");
        }

        List<String> end() throws IOException {
            send("{\"type\":\"session_end\",\"session_id\":\"" + id + "\"}");
            List<String> told = new ArrayList<>();
            while (told.isEmpty() || !told.get(told.size() - 1).contains("session_ended")) {
                in.readUnsignedByte();
                int length = in.readUnsignedByte();
                byte[] text = new byte[length == 126 ? in.readUnsignedShort() : length];
                in.readFully(text);
                told.add(new String(text, StandardCharsets.UTF_8).strip());
            }
            socket.close();
            return told;
        }
    }

    @Test
    void nothingIsLostOrTwice() throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client(i));
        }
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<Future<?>> sent = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            List<Client> own = clients.subList(part * CLIENTS / 4, (part + 1) * CLIENTS / 4);
            sent.add(senders.submit(() -> play(own)));
        }
        for (Future<?> each : sent) {
            each.get();
        }
        senders.shutdown();
        for (Client client : clients) {
            List<String> told = client.end();
            assertEquals("{\"type\":\"session_ended\",\"session_id\":\"" + client.id + "\",\"chunks\":" + CHUNKS
                    + ",\"segments\":" + CHUNKS / 25 + "}", told.get(told.size() - 1));
            for (int i = 0; i < CHUNKS / 25; i++) {
                assertTrue(told.get(i).endsWith("\"bytes\":16000,\"first_chunk\":" + (i * 25 + 1) + ",\"last_chunk\":"
                        + (i * 25 + 25) + "}"), told.get(i));
            }
        }
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private static Void play(List<Client> clients) throws IOException {
        long begun = System.nanoTime();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            for (Client client : clients) {
                client.chunk(chunk);
            }
            long due = begun + (chunk + 1) * APART_NANOS;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
        return null;
    }
}
