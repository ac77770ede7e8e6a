package dev.fermata.control.http.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads requests out of the bytes of one connection as they come (RFC 9112). Strict: what two
 * programs could read in two ways is refused. Holds at most one buffer and one body. Not
 * thread-safe.
 */
final class RequestParser {
    private static final int BUFFER = 8 * 1024;
    /** A line must leave room in the buffer, or its end could never be seen. */
    private static final int MAX_LINE = BUFFER - 64;
    private static final int MAX_LINES_BEFORE = 4;
    private static final int MAX_CHUNK_LINE = 256;

    private enum Phase { REQUEST_LINE, HEADERS, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILERS }

    private final Limits limits;
    /** Filled by the connection; always in the state to be filled. */
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private Phase phase = Phase.REQUEST_LINE;
    private int scanned;
    private int headBytes;
    private int emptyLines;
    private RequestHead head = new RequestHead();
    private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private long bodyLeft;
    private boolean continueWanted;

    RequestParser(Limits limits) {
        this.limits = limits;
    }

    /** Where the connection puts what it reads; has room after every {@link #poll}. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Whether a request has begun and not ended. */
    boolean isInside() {
        return phase != Phase.REQUEST_LINE || buffer.position() > 0;
    }

    /** Whether the client waits for a "100 Continue" before it sends the body; answers true once. */
    boolean takeContinueWanted() {
        boolean wanted = continueWanted && buffer.position() == 0;
        continueWanted = false;
        return wanted;
    }

    /** The next complete request, if its last byte is here. After a refusal nothing more can be read. */
    Optional<Request> poll() throws Refusal {
        buffer.flip();
        try {
            while (true) {
                boolean more = switch (phase) {
                    case REQUEST_LINE -> requestLine();
                    case HEADERS -> headerLine();
                    case BODY, CHUNK -> bodyBytes();
                    case CHUNK_SIZE -> chunkSize();
                    case CHUNK_END -> chunkEnd();
                    case TRAILERS -> trailerLine();
                };
                if (phase == Phase.BODY && bodyLeft == 0) {
                    return Optional.of(complete());
                }
                if (!more) {
                    return Optional.empty();
                }
            }
        } finally {
            buffer.compact();
        }
    }

    private Request complete() {
        Request request = head.toRequest(body.toByteArray());
        phase = Phase.REQUEST_LINE;
        head = new RequestHead();
        body = new ByteArrayOutputStream(0);
        headBytes = 0;
        emptyLines = 0;
        continueWanted = false;
        return request;
    }

    private boolean requestLine() throws Refusal {
        String line = line(MAX_LINE, new Refusal(414, "target_too_long", "the request line is too long",
                "at most " + MAX_LINE + " bytes"));
        if (line == null) {
            return false;
        }
        if (line.isEmpty()) {
            // RFC 9112 2.2: some clients send an empty line after a body.
            if (++emptyLines > MAX_LINES_BEFORE) {
                throw RequestHead.malformed("nothing but empty lines", "a request line such as GET /status HTTP/1.1");
            }
            return true;
        }
        head.requestLine(line);
        phase = Phase.HEADERS;
        return true;
    }

    private boolean headerLine() throws Refusal {
        String line = line(MAX_LINE, headTooLarge());
        if (line == null) {
            return false;
        }
        if (!line.isEmpty()) {
            head.header(line);
            return true;
        }
        head.complete();
        if (head.isChunked()) {
            phase = Phase.CHUNK_SIZE;
            continueWanted = head.expectsContinue();
        } else {
            bodyLeft = head.contentLength();
            requireBodyFits(bodyLeft);
            phase = Phase.BODY;
            continueWanted = bodyLeft > 0 && head.expectsContinue();
        }
        return true;
    }

    /** Takes what is here of the body or chunk. Answers whether the phase is over. */
    private boolean bodyBytes() {
        int length = (int) Math.min(bodyLeft, buffer.remaining());
        body.write(buffer.array(), buffer.position(), length);
        buffer.position(buffer.position() + length);
        bodyLeft -= length;
        if (bodyLeft > 0) {
            return false;
        }
        if (phase == Phase.CHUNK) {
            phase = Phase.CHUNK_END;
        }
        return true;
    }

    private boolean chunkSize() throws Refusal {
        String line = line(MAX_CHUNK_LINE, badChunk("a chunk's size line is too long"));
        if (line == null) {
            return false;
        }
        // RFC 9112 7.1.1: extensions nobody knows are passed over.
        String size = line.split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
            throw badChunk("a chunk's size is not a hexadecimal number");
        }
        bodyLeft = Long.parseLong(size, 16);
        requireBodyFits(body.size() + bodyLeft);
        phase = bodyLeft == 0 ? Phase.TRAILERS : Phase.CHUNK;
        return true;
    }

    private boolean chunkEnd() throws Refusal {
        String line = line(MAX_CHUNK_LINE, badChunk("a chunk is longer than it says"));
        if (line == null) {
            return false;
        }
        if (!line.isEmpty()) {
            throw badChunk("a chunk is longer than it says");
        }
        phase = Phase.CHUNK_SIZE;
        return true;
    }

    private boolean trailerLine() throws Refusal {
        String line = line(MAX_LINE, headTooLarge());
        if (line == null) {
            return false;
        }
        if (line.isEmpty()) {
            phase = Phase.BODY;
        }
        return true;
    }

    private void requireBodyFits(long length) throws Refusal {
        if (length > limits.bodyBytes()) {
            throw new Refusal(413, "body_too_large", "the body is larger than is accepted",
                    "at most " + limits.bodyBytes() + " bytes");
        }
    }

    /** The next line without its CR LF, or null when its end is not here yet. */
    private String line(int longest, Refusal tooLong) throws Refusal {
        byte[] bytes = buffer.array();
        int start = buffer.position();
        for (int i = Math.max(start, start + scanned); i < buffer.limit(); i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            if (i == start || bytes[i - 1] != '\r') {
                throw RequestHead.malformed("a line ends with LF alone", "lines that end with CR LF");
            }
            int length = i + 1 - start;
            count(length, longest, tooLong);
            scanned = 0;
            buffer.position(i + 1);
            return new String(bytes, start, length - 2, StandardCharsets.ISO_8859_1);
        }
        scanned = buffer.limit() - start;
        if (scanned > longest) {
            throw tooLong;
        }
        return null;
    }

    private void count(int length, int longest, Refusal tooLong) throws Refusal {
        if (length > longest) {
            throw tooLong;
        }
        // A chunk has at least one byte of the bounded body, so its lines need no bound of their own.
        headBytes += phase == Phase.CHUNK_SIZE || phase == Phase.CHUNK_END ? 0 : length;
        if (headBytes > limits.headBytes()) {
            throw headTooLarge();
        }
    }

    private Refusal headTooLarge() {
        return new Refusal(431, "head_too_large", "the request's headers are too large",
                "at most " + limits.headBytes() + " bytes in at most " + RequestHead.MAX_HEADERS + " headers");
    }

    private static Refusal badChunk(String problem) {
        return RequestHead.malformed(problem, "a body in chunks as RFC 9112 describes, or a Content-Length");
    }
}
