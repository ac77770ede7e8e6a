package dev.fermata.control.http.wire;

import dev.fermata.user.Owner;
import dev.fermata.user.SocketEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client's connection, behind Netty's decoder: gathers a request, waits for its answer, writes
 * it, and so on. Lives on the server's thread only. Everything it keeps is bounded: one request with
 * its body, what one read brought of further requests, and one answer or one piece of a stream.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
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

    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final int LINGER_BYTES = 4 * 1024 * 1024;

    private final SocketChannel channel;
    private final RequestDecoder decoder;
    private final HttpLoop server;
    private final Limits limits;
    private final RequestGatherer gatherer;
    /** What was read behind the request that is being answered. */
    private final Queue<HttpObject> ahead = new ArrayDeque<>();
    private final Outgoing outgoing = new Outgoing();
    private State state = State.READING;
    private boolean timingRequest;
    private boolean closeAfterWrite;
    private boolean headOnly;
    private boolean writing;
    private Feed feed;
    /** Whose the client is; asked for when it has sent its first request. */
    private Optional<Owner> caller = Optional.empty();
    private Optional<Future<?>> timer = Optional.empty();
    private int thrownAway;

    HttpConnection(SocketChannel channel, RequestDecoder decoder, HttpLoop server) {
        this.channel = channel;
        this.decoder = decoder;
        this.server = server;
        this.limits = server.limits();
        this.gatherer = new RequestGatherer(limits);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        waitForRequest();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // What the decoder still finds when the client has gone is not answered.
        if (!channel.isActive()) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpObject part && (state == State.HANDLING || state == State.WRITING)) {
            ahead.add(part);
        } else if (message instanceof HttpObject part && state == State.READING) {
            take(part);
        } else {
            throwAway(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (state == State.READING && decoder.isInside() && !timingRequest) {
            timeRequest();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        state = State.CLOSED;
        timer.ifPresent(running -> running.cancel(false));
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
        endFeed();
        server.forget(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException && state == State.READING) {
            refuse(RequestGatherer.unreadable(cause, limits));
        } else if (cause instanceof IOException || cause instanceof DecoderException) {
            close();
        } else {
            fail(cause);
        }
    }

    /** There may be more for the stream. */
    void pump() {
        try {
            while (state == State.STREAMING && !writing && channel.isWritable()) {
                byte[] next = feed.next();
                if (next.length == 0) {
                    within(limits.beat());
                    return;
                }
                writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(next)));
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    void close() {
        channel.close();
    }

    private void fail(Throwable failure) {
        server.failed(failure);
        close();
    }

    private void waitForRequest() {
        state = State.READING;
        timingRequest = false;
        server.waits(this);
        within(limits.idle());
    }

    private void timeRequest() {
        timingRequest = true;
        server.waits(this);
        within(limits.request());
    }

    private void take(HttpObject part) {
        try {
            Optional<Request> request = gatherer.add(part);
            if (request.isPresent()) {
                handle(request.get());
            } else if (gatherer.isLarge() && !server.bodies().enter(this)) {
                channel.config().setAutoRead(false);
            } else {
                continueIfWanted();
            }
        } catch (Refusal refusal) {
            refuse(refusal);
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    /** There is room for the large body now. */
    void goOn() {
        if (state == State.READING) {
            continueIfWanted();
            channel.config().setAutoRead(true);
        }
    }

    private void continueIfWanted() {
        if (gatherer.takeContinueWanted()) {
            channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void handle(Request request) {
        busy(State.HANDLING);
        closeAfterWrite = !request.keepAlive();
        headOnly = request.isHead();
        if (caller.isPresent()) {
            handOver(request.from(caller.get()));
        } else {
            SocketEnd ours = new SocketEnd(channel.localAddress(), channel.remoteAddress());
            server.callers().find(ours, found -> server.later(() -> known(found, request)));
        }
    }

    private void known(Owner found, Request request) {
        // Who is nobody now may be seen the next time.
        caller = Optional.of(found).filter(owner -> owner != Owner.NOBODY);
        if (state == State.HANDLING && channel.isActive()) {
            handOver(request.from(found));
        }
    }

    private void handOver(Request request) {
        AtomicBoolean answered = new AtomicBoolean();
        server.handler().handle(request, response -> {
            if (!answered.compareAndSet(false, true)) {
                throw new IllegalStateException("a request is answered once");
            }
            if (!server.later(() -> answer(response))) {
                response.stream().ifPresent(Feed::closed);
            }
        });
    }

    /** Neither reads nor is watched until {@code within} says how long something may take. */
    private void busy(State now) {
        state = now;
        server.waitsNoMore(this);
        timer.ifPresent(running -> running.cancel(false));
        channel.config().setAutoRead(false);
    }

    /** The handler's answer; ignored when the connection has gone meanwhile. */
    private void answer(Response response) {
        if (state != State.HANDLING) {
            response.stream().ifPresent(Feed::closed);
            return;
        }
        try {
            send(response);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void refuse(Refusal refusal) {
        busy(State.HANDLING);
        closeAfterWrite = true;
        headOnly = false;
        send(server.handler().refuse(refusal));
    }

    private void send(Response response) {
        server.bodies().leave(this);
        response.stream().ifPresent(stream -> feed = stream);
        closeAfterWrite |= feed != null;
        if (headOnly) {
            endFeed();
        }
        channel.write(ResponseHead.of(response, closeAfterWrite, server.clock()));
        if (feed == null) {
            state = State.WRITING;
            server.waits(this);
            byte[] body = headOnly ? new byte[0] : response.body();
            writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
        } else {
            state = State.STREAMING;
            readOnlyToThrowAway();
            channel.flush();
            pump();
        }
    }

    private void writeAndFlush(HttpObject part) {
        writing = true;
        within(limits.write());
        channel.writeAndFlush(part, channel.newProgressivePromise().addListener(outgoing));
    }

    /** Hears how the client takes what it gets. */
    private final class Outgoing implements ChannelProgressiveFutureListener {
        @Override
        public void operationProgressed(ChannelProgressiveFuture future, long progress, long total) {
            if (writing) {
                within(limits.write());
            }
            if (state == State.WRITING) {
                server.waits(HttpConnection.this);
            }
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture future) {
            writing = false;
            if (!future.isSuccess()) {
                close();
                return;
            }
            try {
                written();
            } catch (RuntimeException e) {
                fail(e);
            }
        }
    }

    private void written() {
        if (state == State.STREAMING) {
            within(limits.beat());
            server.later(this::pump);
        } else if (state == State.WRITING && closeAfterWrite) {
            linger();
        } else if (state == State.WRITING) {
            next();
        }
    }

    /** The client may have sent its next request already, behind the last one. */
    private void next() {
        waitForRequest();
        while (state == State.READING && !ahead.isEmpty()) {
            take(ahead.remove());
        }
        if (state == State.READING) {
            if (decoder.isInside()) {
                timeRequest();
            }
            channel.config().setAutoRead(!server.bodies().isWaiting(this));
        }
    }

    /** RFC 9112 9.6: closing while the client still sends would make its system throw our answer away. */
    private void linger() {
        state = State.LINGERING;
        server.waits(this);
        channel.shutdownOutput();
        within(LINGER);
        readOnlyToThrowAway();
    }

    private void readOnlyToThrowAway() {
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
        if (channel.pipeline().get(RequestDecoder.class) != null) {
            channel.pipeline().remove(decoder);
        }
        channel.config().setAutoRead(true);
    }

    private void throwAway(Object message) {
        thrownAway += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (thrownAway > LINGER_BYTES) {
            close();
        }
    }

    private void endFeed() {
        if (feed != null) {
            Feed ended = feed;
            feed = null;
            ended.closed();
        }
    }

    private void within(Duration duration) {
        timer.ifPresent(running -> running.cancel(false));
        timer = Optional.of(channel.eventLoop().schedule(this::overdue, duration.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void overdue() {
        try {
            if (state == State.READING && server.bodies().isWaiting(this)) {
                refuse(new Refusal(429, "busy", "too many large requests at once", "the same a little later")
                        .withHeader("Retry-After", "1"));
            } else if (state == State.READING && timingRequest) {
                refuse(new Refusal(408, "request_too_slow", "the request was not complete in time",
                        "a whole request within " + limits.request().toMillis() + " ms"));
            } else if (state == State.STREAMING && !writing) {
                writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(feed.beat())));
            } else if (state != State.HANDLING) {
                close();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }
}
