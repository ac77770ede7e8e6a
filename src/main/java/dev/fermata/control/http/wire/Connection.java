package dev.fermata.control.http.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One client's connection: reads a request, waits for its answer, writes it, and so on. Lives on the
 * server's thread only. Everything it keeps is bounded: the parser's buffer and body, and one answer
 * or one piece of a stream.
 */
final class Connection {
    private enum State {
        /** Waits for a request or the rest of one. */
        READING,
        /** A request is being answered; nothing is read meanwhile. */
        HANDLING,
        /** The answer is being sent. */
        WRITING,
        /** A stream: pieces are sent as they come. */
        STREAMING,
        /** The last answer is sent; what the client still sends is thrown away, or it would not get it. */
        LINGERING,
        CLOSED
    }

    private static final long LINGER_NANOS = 1_000_000_000L;
    private static final int LINGER_BYTES = 4 * 1024 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final LoopServer server;
    private final Limits limits;
    private final RequestParser parser;
    private final Deque<ByteBuffer> out = new ArrayDeque<>();
    private State state = State.READING;
    private boolean closeAfterWrite;
    private boolean headOnly;
    private Feed feed;
    private long since;
    private long deadline;
    private int thrownAway;

    Connection(SocketChannel channel, SelectionKey key, LoopServer server, Limits limits, long now) {
        this.channel = channel;
        this.key = key;
        this.server = server;
        this.limits = limits;
        this.parser = new RequestParser(limits);
        waitFrom(now);
    }

    /** When {@link #overdue} wants to be called. */
    long deadline() {
        return deadline;
    }

    /**
     * Since when this connection has been waiting for its client: for a request, for the client to take
     * its answer, or for it to go. It may be shed for that.
     */
    Optional<Long> waitingSince() {
        boolean waits = state == State.READING || state == State.WRITING || state == State.LINGERING;
        return waits ? Optional.of(since) : Optional.empty();
    }

    /** The client sent something, or took something, or has gone. */
    void ready(long now) throws IOException {
        if (key.isReadable()) {
            read(now);
        }
        if (state != State.CLOSED && key.isValid() && key.isWritable()) {
            write(now);
        }
    }

    /** The deadline has passed. */
    void overdue(long now) throws IOException {
        switch (state) {
            case READING -> {
                if (parser.isInside()) {
                    refuse(new Refusal(408, "request_too_slow", "the request was not complete in time",
                            "a whole request within " + limits.request().toMillis() + " ms"), now);
                } else {
                    close();
                }
            }
            case STREAMING -> {
                if (out.isEmpty()) {
                    out.add(ByteBuffer.wrap(feed.beat()));
                    write(now);
                } else {
                    close();
                }
            }
            case HANDLING -> deadline = Long.MAX_VALUE;
            default -> close();
        }
    }

    /** The handler's answer; ignored when the connection has gone meanwhile. */
    void answer(Response response, long now) throws IOException {
        if (state != State.HANDLING) {
            response.stream().ifPresent(Feed::closed);
            return;
        }
        send(response, now);
    }

    /** There may be more for the stream. */
    void pump(long now) throws IOException {
        if (state == State.STREAMING && out.isEmpty()) {
            write(now);
        }
    }

    void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        out.clear();
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone either way; the client sees an end of the connection.
        }
        if (feed != null) {
            feed.closed();
        }
        server.forget(this);
    }

    private void read(long now) throws IOException {
        if (state == State.STREAMING || state == State.LINGERING) {
            throwAway();
            return;
        }
        boolean fresh = !parser.isInside();
        int read = channel.read(parser.buffer());
        if (read < 0) {
            close();
            return;
        }
        if (fresh && read > 0) {
            since = now;
            deadline = now + limits.request().toNanos();
            server.due(deadline);
        }
        parse(now);
    }

    private void parse(long now) throws IOException {
        try {
            Optional<Request> request = parser.poll();
            if (request.isPresent()) {
                state = State.HANDLING;
                deadline = Long.MAX_VALUE;
                closeAfterWrite = !request.get().keepAlive();
                headOnly = request.get().isHead();
                key.interestOps(0);
                server.handle(request.get(), this);
            } else if (parser.takeContinueWanted()) {
                // So short that it fits into the socket's empty buffer; a client that does not get it
                // sends its body after a while all the same.
                channel.write(ByteBuffer.wrap(ResponseHead.goOn()));
            }
        } catch (Refusal refusal) {
            refuse(refusal, now);
        }
    }

    private void refuse(Refusal refusal, long now) throws IOException {
        state = State.HANDLING;
        closeAfterWrite = true;
        headOnly = false;
        send(server.refusal(refusal), now);
    }

    private void send(Response response, long now) throws IOException {
        feed = response.stream().orElse(null);
        boolean streams = feed != null && !headOnly;
        closeAfterWrite |= feed != null;
        out.add(ByteBuffer.wrap(ResponseHead.of(response, closeAfterWrite)));
        if (!headOnly && response.body().length > 0) {
            out.add(ByteBuffer.wrap(response.body()));
        }
        if (feed != null && headOnly) {
            feed.closed();
            feed = null;
        }
        state = streams ? State.STREAMING : State.WRITING;
        write(now);
    }

    private void write(long now) throws IOException {
        boolean progress = false;
        while (true) {
            if (out.isEmpty() && state == State.STREAMING) {
                byte[] next = feed.next();
                if (next.length > 0) {
                    out.add(ByteBuffer.wrap(next));
                }
            }
            if (out.isEmpty()) {
                written(now);
                return;
            }
            ByteBuffer[] pieces = out.toArray(new ByteBuffer[0]);
            progress |= channel.write(pieces) > 0;
            while (!out.isEmpty() && !out.peek().hasRemaining()) {
                out.remove();
            }
            if (!out.isEmpty()) {
                key.interestOps(state == State.STREAMING ? SelectionKey.OP_WRITE | SelectionKey.OP_READ
                        : SelectionKey.OP_WRITE);
                if (progress || deadline == Long.MAX_VALUE) {
                    since = now;
                    deadline = now + limits.write().toNanos();
                    server.due(deadline);
                }
                return;
            }
        }
    }

    private void written(long now) throws IOException {
        if (state == State.STREAMING) {
            key.interestOps(SelectionKey.OP_READ);
            deadline = now + limits.beat().toNanos();
            server.due(deadline);
        } else if (closeAfterWrite) {
            linger(now);
        } else {
            state = State.READING;
            key.interestOps(SelectionKey.OP_READ);
            waitFrom(now);
            // The client may have sent its next request already, behind the last one.
            if (parser.isInside()) {
                deadline = now + limits.request().toNanos();
                parse(now);
            }
        }
    }

    private void waitFrom(long now) {
        since = now;
        deadline = now + limits.idle().toNanos();
        server.due(deadline);
    }

    /** RFC 9112 9.6: closing while the client still sends would make its system throw our answer away. */
    private void linger(long now) throws IOException {
        state = State.LINGERING;
        since = now;
        channel.shutdownOutput();
        key.interestOps(SelectionKey.OP_READ);
        deadline = now + LINGER_NANOS;
        server.due(deadline);
        throwAway();
    }

    private void throwAway() throws IOException {
        ByteBuffer buffer = parser.buffer();
        buffer.clear();
        int read = channel.read(buffer);
        thrownAway += Math.max(0, read);
        if (read < 0 || thrownAway > LINGER_BYTES) {
            close();
        }
    }
}
