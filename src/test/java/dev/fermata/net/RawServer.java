package dev.fermata.net;

import dev.fermata.model.ServerAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A server on loopback that reads a request and has a test write whatever it wants, byte for byte. */
public final class RawServer implements AutoCloseable {
    private static final int MOST_BODY = 100_000;
    private static final int MOST_AT_ONCE = 32;

    private final ServerSocket port;
    private final Handler handler;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, MOST_AT_ONCE, 1, TimeUnit.SECONDS,
            new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "raw-server");
                thread.setDaemon(true);
                return thread;
            });

    /** Writes an answer. The connection is closed when it returns. */
    public interface Handler {
        void answer(Asked asked, Connection to) throws IOException, InterruptedException;
    }

    /** @param path with the query */
    public record Asked(String method, String path, Map<String, String> headers, String body) {
    }

    /** The client's connection. */
    public record Connection(Socket socket) {
        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** A whole answer. */
        public void answer(int status, String type, byte[] body) throws IOException {
            write("HTTP/1.1 " + status + " Some words\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
                    + "\r\n\r\n");
            write(body);
        }

        /** The head of an answer that comes in parts. */
        public void begin(String type) throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        public void part(byte[] bytes) throws IOException {
            write(Integer.toHexString(bytes.length) + "\r\n");
            write(bytes);
            write("\r\n");
        }

        public void end() throws IOException {
            write("0\r\n\r\n");
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client closes. */
        public void awaitClose() throws IOException {
            socket.setSoTimeout(30_000);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // more than the request is nobody's
            }
        }
    }

    public RawServer(Handler handler) throws IOException {
        this(handler, new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
    }

    /** @param port where it listens; closed with this */
    RawServer(Handler handler, ServerSocket port) {
        this.handler = handler;
        this.port = port;
        threads.execute(this::accept);
    }

    public ServerAddress address() {
        return ServerAddress.of("http://127.0.0.1:" + port.getLocalPort()).orElseThrow();
    }

    /** What was asked, in order; empties by being taken. */
    public BlockingQueue<Asked> asked() {
        return asked;
    }

    private void accept() {
        try {
            while (!port.isClosed()) {
                Socket socket = port.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Asked request = read(new BufferedInputStream(socket.getInputStream()));
            asked.add(request);
            handler.answer(request, new Connection(socket));
        } catch (IOException e) {
            return; // the client has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static Asked read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        if (first.length < 2) {
            throw new IOException("no HTTP");
        }
        Map<String, String> headers = new ConcurrentHashMap<>();
        String header;
        while (!(header = line(in)).isEmpty()) {
            int colon = header.indexOf(':');
            if (colon < 0) {
                throw new IOException("no HTTP");
            }
            headers.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(Math.min(length, MOST_BODY));
        return new Asked(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c;
        while ((c = in.read()) >= 0 && c != '\n' && line.size() < MOST_BODY) {
            if (c != '\r') {
                line.write(c);
            }
        }
        if (c < 0) {
            throw new IOException("closed");
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        port.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
