package dev.fermata.net;

import dev.fermata.model.ServerAddress;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A relay's WebSocket server on loopback, byte for byte, that does what a test tells it. It answers pings, and keeps what
 * texts it is sent: a relay that obeys texts would do what they say.
 */
public final class FakeRelay implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final int TEXT = 1;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final ServerSocket port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Client> clients = new LinkedBlockingQueue<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String refusal = "";
    private volatile boolean deaf;

    /** A client that is connected. */
    public record Client(Socket socket) {
        /** Sends a text. */
        public void text(String text) throws IOException {
            frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        /** Sends a ping. */
        public void ping() throws IOException {
            frame(0x80 | PING, new byte[0]);
        }

        /** Sends a frame as it stands. */
        public synchronized void frame(int first, byte[] payload) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(first);
            if (payload.length < 126) {
                bytes.write(payload.length);
            } else if (payload.length < 65_536) {
                bytes.write(126);
                bytes.write(payload.length >> 8);
                bytes.write(payload.length);
            } else {
                bytes.write(127);
                for (int shift = 56; shift >= 0; shift -= 8) {
                    bytes.write((int) ((long) payload.length >> shift));
                }
            }
            bytes.writeBytes(payload);
            raw(bytes.toByteArray());
        }

        /** Sends bytes as they are. */
        public synchronized void raw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Ends the connection without a word. */
        public void drop() throws IOException {
            socket.close();
        }
    }

    /** One that listens at once. */
    public FakeRelay() {
        try {
            port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        thread(this::accept);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "fake-relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is. */
    public ServerAddress address() {
        return ServerAddress.of("http://127.0.0.1:" + port.getLocalPort()).orElseThrow();
    }

    /** From now on it answers with that instead of becoming a WebSocket. */
    public void refuseWith(String answer) {
        refusal = answer;
    }

    /** From now on it answers no pings. */
    public void fallDeaf() {
        deaf = true;
    }

    /** The next client that connects. */
    public Client client() throws InterruptedException {
        Client client = clients.poll(20, TimeUnit.SECONDS);
        if (client == null) {
            throw new AssertionError("nobody has connected");
        }
        return client;
    }

    /** What texts it was sent. */
    public List<String> texts() {
        return texts;
    }

    /** The heads of what it was asked. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = port.accept();
                open.add(socket);
                thread(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            requests.add(head.toString());
            Client client = new Client(socket);
            if (!refusal.isEmpty()) {
                client.raw(refusal.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            Matcher key = KEY.matcher(head);
            if (!key.find()) {
                return;
            }
            client.raw(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accepted(key.group(1)) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            clients.add(client);
            while (true) {
                read(in, client);
            }
        } catch (IOException ended) {
            // So it ends.
        }
    }

    private void read(DataInputStream in, Client client) throws IOException {
        int kind = in.readUnsignedByte() & 15;
        int length = in.readUnsignedByte() & 127;
        int size = length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong();
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(size);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        if (kind == PING && !deaf) {
            client.frame(0x80 | PONG, payload);
        } else if (kind == TEXT || kind == 0) {
            texts.add(new String(payload, StandardCharsets.UTF_8));
        }
    }

    private static String accepted(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(
                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
