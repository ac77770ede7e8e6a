package dev.fermata.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients that toggle their pauses as fast as they are told to, each on a connection and a thread of its own. */
final class Togglers implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final List<Thread> threads = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean closed;

    /** @param perSecond of all of them together */
    Togglers(int port, int clients, int perSecond) throws IOException {
        long eachNanos = 1_000_000_000L * clients / perSecond;
        for (int i = 0; i < clients; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            sockets.add(socket);
            String body = "{\"action\":\"toggle\",\"client\":\"toggler" + i + "\"}";
            byte[] request = ("POST /pause_control HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII);
            Thread thread = new Thread(() -> toggle(socket, request, eachNanos), "toggler-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Requests that were answered with success so far. */
    long done() {
        return done.get();
    }

    /** Requests that were refused so far. */
    long refused() {
        return refused.get();
    }

    private void toggle(Socket socket, byte[] request, long eachNanos) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            long next = System.nanoTime();
            while (!closed) {
                socket.getOutputStream().write(request);
                (answer(in) ? done : refused).incrementAndGet();
                next = Math.max(next + eachNanos, System.nanoTime() - eachNanos);
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (IOException e) {
            return; // the measure is over
        }
    }

    private static boolean answer(InputStream in) throws IOException {
        boolean ok = line(in).contains(" 200 ");
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        return ok;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join(1_000);
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
