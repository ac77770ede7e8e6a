package dev.fermata.control.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.handler.timeout.TimeoutException;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * One client's connection, at the end of Netty's pipeline: takes a request, waits for its answer, writes it, and so
 * on. Lives on the server's thread only. Everything that is kept is bounded: one request with its body, what one
 * read brought of further requests, and one answer or a few pieces of a stream.
 */
final class HttpConnection extends SimpleChannelInboundHandler<Object> {
    /**
     * Waits for a request; for the rest of one; has it answered, reads nothing meanwhile, and sends a stream's pieces
     * as they come; or sends an answer and, after the last, throws away what the client still sends, which would not
     * get that answer otherwise.
     */
    private enum State { IDLE, READING, ANSWERING, SENDING }

    private static final long LINGER_SECONDS = 1;
    private static final String NAME = "connection";

    private final SocketChannel channel;
    private final ChannelPipeline pipeline;
    private final HttpLoop server;
    private final RequestHandler handler;
    private final HttpService service;
    private final BodyRoom bodies;
    private final RequestDecoder decoder;
    private final RequestAggregator aggregator;
    private final IdleStateHandler timer;
    private State state = State.IDLE;
    private long since;
    private Request request = Request.NONE;
    private Feed feed;

    /** Puts the pipeline together. */
    HttpConnection(SocketChannel channel, RequestHandler handler, HttpLoop server, HttpService service,
            BodyRoom bodies) {
        this.channel = channel;
        this.pipeline = channel.pipeline();
        this.handler = handler;
        this.server = server;
        this.service = service;
        this.bodies = bodies;
        this.since = service.clock().nanos();
        Limits limits = service.limits();
        this.decoder = new RequestDecoder(limits, this::timeRequest);
        this.aggregator = new RequestAggregator(limits, bodies);
        // Behind the aggregator it is whole requests that are waited for, not bytes.
        this.timer = new IdleStateHandler(limits.request().toNanos(), 0, limits.idle().toNanos(), TimeUnit.NANOSECONDS);
        // The encoder first: what the decoder itself says, of a WebSocket, goes through what comes before it.
        pipeline.addLast(new WriteTimeoutHandler(limits.write().toNanos(), TimeUnit.NANOSECONDS),
                new HttpResponseEncoder(), decoder, new FlowControlHandler(), aggregator, timer).addLast(NAME, this);
        channel.closeFuture().addListener(gone -> bodies.leave(aggregator));
    }

    /** Whether its client keeps it waiting: for a request, by not taking an answer, or by not going. */
    boolean isWaiting() {
        return state != State.ANSWERING;
    }

    /** Since when it waits, in the clock's nanoseconds. */
    long since() {
        return since;
    }

    void close() {
        channel.close();
    }

    private void become(State next) {
        state = next;
        since = service.clock().nanos();
    }

    private void awaitRequest() {
        become(State.IDLE);
        channel.config().setAutoRead(true);
        timeRequest();
    }

    /** A request that has begun is to be whole in time. */
    private void timeRequest() {
        if (state == State.IDLE && (decoder.isInside() || bodies.isWaiting(aggregator))) {
            become(State.READING);
            timer.resetReadTimeout();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) throws Refusal {
        // What is still found behind the last request, or when the client has gone, is not answered.
        if (state.compareTo(State.ANSWERING) >= 0 || !(message instanceof FullHttpRequest whole)) {
            return;
        }
        take(RequestHead.read(whole, service.limits()));
        handler.handle(request, response -> later(() -> answer(response)));
    }

    private void take(Request taken) {
        become(State.ANSWERING);
        request = taken;
        channel.config().setAutoRead(false);
    }

    private void later(Runnable step) {
        server.later(step, pipeline::fireExceptionCaught);
    }

    private void refuse(Refusal refusal) {
        take(Request.NONE);
        answer(handler.refuse(refusal));
    }

    /** Does nothing when the connection has gone meanwhile. */
    private void answer(Response response) {
        bodies.leave(aggregator);
        response.stream().ifPresent(stream -> channel.closeFuture().addListener(gone -> stream.closed()));
        if (!channel.isActive()) {
            return;
        }
        if (response.frames().isPresent()) {
            upgrade(response.frames().get());
            return;
        }
        boolean last = !request.keepAlive() || response.stream().isPresent();
        channel.write(head(response, last));
        if (request.isHead() || response.stream().isEmpty()) {
            send(request.isHead() ? new byte[0] : response.body(), last);
        } else {
            throwAwayWhatComes();
            pipeline.addFirst(new IdleStateHandler(0, service.limits().beat().toNanos(), 0, TimeUnit.NANOSECONDS));
            feed = response.stream().get();
            pump();
        }
    }

    private HttpResponse head(Response response, boolean last) {
        HttpResponse head =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        response.headers().forEach(head.headers()::set);
        if (response.stream().isEmpty() && response.status() != 304) {
            head.headers().set("Content-Length", response.body().length);
        }
        if (last) {
            head.headers().set("Connection", "close");
        }
        return head;
    }

    private void send(byte[] body, boolean last) {
        become(State.SENDING);
        channel.writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body))).addListener(done -> {
            if (!done.isSuccess()) {
                channel.close();
            } else if (last) {
                linger();
            } else {
                awaitRequest();
            }
        });
    }

    /** After the handshake, which is Netty's, there are no more requests. */
    private void upgrade(ChannelHandler frames) {
        if (!request.header("sec-websocket-version").orElse("").equals("13")) {
            refuse(RequestHead.malformed("this is no WebSocket", "Upgrade: websocket, Sec-WebSocket-Version: 13"));
            return;
        }
        FullHttpRequest asked = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, request.path());
        request.headers().forEach(asked.headers()::set);
        int most = service.limits().messageBytes();
        pipeline.addBefore(NAME, null, new WebSocketServerProtocolHandler(request.path(), null, false, most))
                .addBefore(NAME, null, new WebSocketFrameAggregator(most)).addBefore(NAME, null, frames);
        pipeline.context(timer).fireChannelRead(asked);
        pipeline.remove(timer);
        channel.config().setAutoRead(true);
    }

    /** RFC 9112 9.6: closing while the client still sends would make its system throw our answer away. */
    private void linger() {
        channel.shutdownOutput();
        throwAwayWhatComes();
        channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void throwAwayWhatComes() {
        pipeline.remove(aggregator);
        pipeline.remove(timer);
        channel.config().setAutoRead(true);
    }

    /** There may be more for the stream. Not now: Netty may be in the middle of a write. */
    void hasNews() {
        if (feed != null) {
            later(this::pump);
        }
    }

    private void pump() {
        while (feed != null && channel.isWritable()) {
            byte[] next = feed.next();
            if (next.length == 0) {
                break;
            }
            channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(next)));
        }
        channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        hasNews();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        IdleState idle = event instanceof IdleStateEvent found ? found.state() : null;
        if (idle == IdleState.ALL_IDLE && state == State.IDLE) {
            channel.close();
        } else if (idle == IdleState.READER_IDLE && state == State.READING) {
            refuse(bodies.isWaiting(aggregator)
                    ? new Refusal(429, "busy", "too many large requests at once", "the same a little later")
                            .withHeader("Retry-After", "1")
                    : new Refusal(408, "request_too_slow", "the request was not complete in time",
                            "a whole request within " + service.limits().request().toMillis() + " ms"));
        } else if (idle == IdleState.WRITER_IDLE && channel.isWritable()) {
            channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(feed.beat())));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Refusal refusal) {
            refuse(refusal);
            return;
        }
        if (!(cause instanceof IOException || cause instanceof CodecException || cause instanceof TimeoutException)) {
            service.onFailure().accept(cause);
        }
        channel.close();
    }
}
