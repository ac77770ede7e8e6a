package dev.fermata.control.client;

import dev.fermata.user.SocketEnd;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A connection to an agent and the requests on it, one after the other (RFC 9112): so much HTTP as its API needs. It
 * is there before anything is sent, so that it can be seen first whose the other end is, which the JDK's own
 * clients do not let anybody see. One thread.
 */
final class Call implements Closeable {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 100;
    /** So many interim answers, such as "100 Continue", are passed over. */
    private static final int MOST_INTERIM = 10;

    private final String host;
    private final Socket socket;
    private final InputStream in;
    private InputStream body = InputStream.nullInputStream();

    private Call(String host, Socket socket) throws IOException {
        this.host = host;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects. @throws IOException when nobody listens there, or nobody answers in time */
    static Call to(Endpoint endpoint, Duration within) throws IOException {
        // No proxy: the agent is on this machine, whatever the system's settings say.
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), (int) within.toMillis());
            socket.setTcpNoDelay(true);
            return new Call(endpoint.toString(), socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The other end. */
    SocketEnd server() {
        return new SocketEnd((InetSocketAddress) socket.getRemoteSocketAddress(),
                (InetSocketAddress) socket.getLocalSocketAddress());
    }

    /**
     * Sends a request and waits for the head of its answer; the answer before must have been read.
     *
     * @param content empty for none
     * @param within how long the agent may be silent
     * @return the status
     */
    int send(String method, String path, Map<String, String> headers, byte[] content, Duration within)
            throws IOException {
        StringBuilder head = new StringBuilder(300);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[first.length + content.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(content, 0, all, first.length, content.length);
        socket.setSoTimeout((int) within.toMillis());
        socket.getOutputStream().write(all);
        for (int i = 0; i < MOST_INTERIM; i++) {
            int status = status(line(in));
            Map<String, String> answered = headers();
            if (status >= 200) {
                body = body(answered);
                return status;
            }
        }
        throw new IOException("no end of interim answers");
    }

    /** Whether the other end has sent something unasked. */
    boolean hasSpoken() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** The body of the last answer, to be read before the next request is sent. */
    InputStream body() {
        return body;
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("its answer is not HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        throw new IOException("its answer has too many headers");
    }

    /** RFC 9112 6.3: in chunks, of a told length, or up to the end of the connection. */
    private InputStream body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return new Chunks(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in;
        }
        if (!length.matches("[0-9]{1,18}")) {
            throw new IOException("the length of its answer is no number");
        }
        return new Piece(in, Long.parseLong(length));
    }

    /** A line of a head, without its end. */
    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        int each;
        while ((each = in.read()) != '\n') {
            if (each < 0 || line.length() == LONGEST_LINE) {
                throw new IOException(each < 0 ? "it closed the connection" : "its answer has too long a line");
            }
            line.append((char) each);
        }
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more in either case.
            return;
        }
    }
}
