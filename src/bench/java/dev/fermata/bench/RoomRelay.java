package dev.fermata.bench;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The WebSocket server of a relay, byte for byte: it tells what it is told to tell, and fails as relays fail. Where a
 * connection is cut it knows what has been read before ({@link #awaitRead}), so that nothing is lost that counts as told.
 * Its sending methods are for one thread.
 */
final class RoomRelay implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final int TEXT = 1;
    private static final int CONTINUED = 0;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final long PATIENCE_SECONDS = 10;

    private final RelayTexts texts;
    private final int port;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private volatile Client client;
    private volatile int connections;
    private volatile boolean refuses;
    private volatile boolean deaf;
    private long pings;

    /** Somebody who is connected. */
    private static final class Client {
        private final Socket socket;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile long ponged;

        Client(Socket socket) {
            this.socket = socket;
        }

        synchronized void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }
    }

    RoomRelay(RelayTexts texts) throws IOException {
        this.texts = texts;
        server = listening(0);
        port = server.getLocalPort();
        accept(server);
    }

    private static ServerSocket listening(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        return socket;
    }

    /** What it tells in. */
    RelayTexts texts() {
        return texts;
    }

    /** Where it is, with the path. */
    String address() {
        return "ws://127.0.0.1:" + port + texts.path();
    }

    /** Whether it can tell somebody something. */
    boolean isConnected() {
        return client != null && !deaf;
    }

    /** How often somebody has connected. */
    int connections() {
        return connections;
    }

    /** The texts that it was sent. */
    List<String> heard() {
        return heard;
    }

    /** Tells a text. Returns whether it was sent. */
    boolean tell(String text) {
        return write(RelayFrames.frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same in three frames, with a ping between them. */
    boolean tellInPieces(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        int third = all.length / 3;
        return write(RelayFrames.frame(TEXT, Arrays.copyOf(all, third)))
                && write(RelayFrames.frame(FINAL | PING, new byte[0]))
                && write(RelayFrames.frame(CONTINUED, Arrays.copyOfRange(all, third, 2 * third)))
                && write(RelayFrames.frame(FINAL | CONTINUED, Arrays.copyOfRange(all, 2 * third, all.length)));
    }

    private boolean write(byte[] bytes) {
        Client one = client;
        try {
            if (one != null) {
                one.write(bytes);
            }
            return one != null;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Waits until everything that was told has been read. */
    void awaitRead() throws InterruptedException {
        Client one = client;
        long number = ++pings;
        if (one == null || !write(RelayFrames.frame(FINAL | PING, ByteBuffer.allocate(Long.BYTES).putLong(number).array()))) {
            return;
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (one.ponged < number && one.ended.getCount() > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the agent answers no ping");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Ends the connection as TCP ends one: what was sent arrives. */
    void end() throws InterruptedException {
        awaitRead();
        Client one = client;
        if (one != null) {
            try {
                one.socket.shutdownOutput();
            } catch (IOException gone) {
                return;
            }
            awaitEnd(one);
        }
    }

    /** The connection breaks off. */
    void reset() throws InterruptedException {
        awaitRead();
        breakOff();
    }

    /** The connection breaks off in the middle of a message. */
    void resetWithin(String text) throws InterruptedException {
        awaitRead();
        byte[] whole = RelayFrames.frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
        write(Arrays.copyOf(whole, whole.length / 2));
        breakOff();
    }

    private void breakOff() throws InterruptedException {
        Client one = client;
        if (one != null) {
            try {
                one.socket.setSoLinger(true, 0);
                one.socket.close();
            } catch (IOException gone) {
                // So it is.
            }
            awaitEnd(one);
        }
    }

    /** Sends what no WebSocket may send, and waits until the other one has ended it. */
    void sendOdd(int first, byte[] payload) throws InterruptedException {
        awaitRead();
        Client one = client;
        write(RelayFrames.frame(first, payload));
        if (one != null) {
            awaitEnd(one);
        }
    }

    private static void awaitEnd(Client one) throws InterruptedException {
        if (!one.ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the agent keeps a connection that is over");
        }
    }

    /** Whether it answers requests with an error instead of becoming a WebSocket. */
    void refuse(boolean whether) {
        refuses = whether;
    }

    /** Whether it answers no pings. */
    void beDeaf(boolean whether) {
        deaf = whether;
    }

    /** Is gone as a program is that has ended. */
    void goAway() throws IOException, InterruptedException {
        server.close();
        end();
    }

    /** Is there again, at the same port. */
    void comeBack() throws IOException {
        server = listening(port);
        accept(server);
    }

    private void accept(ServerSocket from) {
        thread(() -> {
            try {
                while (true) {
                    Socket socket = from.accept();
                    thread(() -> serve(socket));
                }
            } catch (IOException closed) {
                // It is gone.
            }
        });
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        Client one = new Client(socket);
        try (socket; Closeable end = () -> ended(one)) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            Matcher key = KEY.matcher(head);
            if (refuses || !key.find()) {
                one.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy"
                        .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            one.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + RelayFrames.accepted(key.group(1)) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            connections++;
            client = one;
            while (true) {
                read(in, one);
            }
        } catch (IOException gone) {
            // So it ends.
        }
    }

    private void ended(Client one) {
        if (client == one) {
            client = null;
        }
        one.ended.countDown();
    }

    private void read(DataInputStream in, Client one) throws IOException {
        int kind = in.readUnsignedByte() & 15;
        int length = in.readUnsignedByte() & 127;
        int size = length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong();
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(size);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        if (kind == PING && !deaf) {
            one.write(RelayFrames.frame(FINAL | PONG, payload));
        } else if (kind == PONG && payload.length == Long.BYTES) {
            one.ponged = ByteBuffer.wrap(payload).getLong();
        } else if (kind == TEXT || kind == CONTINUED) {
            heard.add(new String(payload, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Client one = client;
        if (one != null) {
            one.socket.close();
        }
    }
}
