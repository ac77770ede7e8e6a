package dev.fermata.bench;

import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
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

/** How long it takes until a client of {@code /session} is told that a segment has ended, alone and among 200 others. */
final class SessionMeasure implements Measure {
    private static final int CLIENTS = 200;
    private static final int SENDERS = 4;
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** Of the measured client, so that it meets the others' chunks at all times. */
    private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(7);
    private static final String DATA = Base64.getEncoder().encodeToString(new byte[640]);

    /** One client, the least that it can be. */
    private static final class Client implements AutoCloseable {
        private final String id;
        private final Socket socket;
        private final DataInputStream in;
        private int chunks;

        Client(int port, String id) throws IOException {
            this.id = id;
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            socket.getOutputStream().write(("GET /session HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            if (!head.toString().contains(" 101 ")) {
                throw new IOException("refused: " + head);
            }
        }

        void chunk(boolean isFinal) throws IOException {
            send("{\"type\":\"audio_chunk\",\"session_id\":\"" + id + "\",\"ts_ms\":" + chunks * 20 + ",\"duration_ms\":20,"
                    + "\"is_final\":" + isFinal + ",\"data\":\"" + DATA + "\"}");
            chunks++;
        }

        private void send(String text) throws IOException {
            byte[] body = text.getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream frame = new ByteArrayOutputStream(body.length + 8);
            frame.write(0x81);
            if (body.length < 126) {
                frame.write(0x80 | body.length);
            } else {
                frame.write(0x80 | 126);
                frame.write(body.length >> 8);
                frame.write(body.length);
            }
            // The mask, which leaves everything as it is.
            frame.write(new byte[4], 0, 4);
            frame.write(body, 0, body.length);
            socket.getOutputStream().write(frame.toByteArray());
        }

        String next() throws IOException {
            in.readUnsignedByte();
            int length = in.readUnsignedByte();
            byte[] text = new byte[length == 126 ? in.readUnsignedShort() : length];
            in.readFully(text);
            return new String(text, StandardCharsets.US_ASCII);
        }

        /** How many of its chunks did not arrive. */
        long lost() throws IOException {
            send("{\"type\":\"session_end\",\"session_id\":\"" + id + "\"}");
            String told = next();
            while (!told.contains("session_ended")) {
                told = next();
            }
            return chunks - Long.parseLong(told.replaceAll("(?s).*\"chunks\":(\\d+).*", "$1"));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Override
    public String name() {
        return "session";
    }

    @Override
    public String about() {
        return "how soon a client of /session hears that a segment has ended, alone and among " + CLIENTS;
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        int seconds = effort.pick(3, 15);
        List<Client> clients = new ArrayList<>();
        try (VirtualDesktop desktop = new VirtualDesktop();
                RunningAgent agent = new RunningAgent(effort.command(), desktop.display(), event -> { },
                        "-p", "arpg", "--start", "stopped")) {
            int port = agent.awaitPort();
            Client asker = new Client(port, "asker");
            clients.add(asker);
            ask(asker, seconds);
            double[] alone = ask(asker, seconds);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Client(port, "c" + i));
            }
            askAmong(clients.subList(1, clients.size()), asker, seconds);
            double[] among = askAmong(clients.subList(1, clients.size()), asker, seconds);
            long lost = 0;
            for (Client client : clients) {
                lost += client.lost();
            }
            String others = CLIENTS + " clients with 50 chunks a second each";
            return List.of(
                    new Row(name(), "decision among " + others + ", p50", "ms", Figures.percentile(50, among),
                            "the same client alone", Figures.percentile(50, alone), Target.NONE),
                    new Row(name(), "decision among " + others + ", p99", "ms", Figures.percentile(99, among),
                            "the same client alone", Figures.percentile(99, alone), new Target.AtMost(5)),
                    Row.alone(name(), "chunks lost", "", lost, new Target.AtMost(0)));
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    private static double[] askAmong(List<Client> others, Client asker, int seconds) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (int part = 0; part < SENDERS; part++) {
                List<Client> own = others.subList(part * others.size() / SENDERS, (part + 1) * others.size() / SENDERS);
                sending.add(senders.submit(() -> play(own, seconds)));
            }
            double[] millis = ask(asker, seconds);
            for (Future<?> each : sending) {
                each.get();
            }
            return millis;
        } finally {
            senders.shutdownNow();
        }
    }

    /** Each of a part of the clients sends fifty chunks a second, spread over the time. */
    private static Void play(List<Client> clients, int seconds) throws IOException {
        long begun = System.nanoTime();
        for (int round = 0; round < seconds * 50; round++) {
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).chunk(round % 50 == 49);
                waitUntil(begun + round * APART_NANOS + (i + 1) * APART_NANOS / clients.size());
            }
        }
        return null;
    }

    /** How long each answer took, in milliseconds. */
    private static double[] ask(Client asker, int seconds) throws IOException {
        double[] millis = new double[(int) (TimeUnit.SECONDS.toNanos(seconds) / ASK_NANOS)];
        long begun = System.nanoTime();
        for (int i = 0; i < millis.length; i++) {
            waitUntil(begun + i * ASK_NANOS);
            long start = System.nanoTime();
            asker.chunk(true);
            asker.next();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return millis;
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
