package dev.fermata.control.http;

import dev.fermata.user.Owner;
import dev.fermata.user.SocketEnd;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.handler.timeout.TimeoutException;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One client's connection, at the end of Netty's pipeline: takes a request, waits for its answer, writes it, and so
 * on. Lives on the server's thread only. Everything that is kept is bounded: one request with its body, what one
 * read brought of further requests, and one answer or a few pieces of a stream.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    /**
     * Waits for a request or the rest of one; has it answered and reads nothing meanwhile; sends the answer; sends a
     * stream's pieces as they come; or has sent its last answer and throws away what the client still sends, which
     * would not get that answer otherwise.
     */
    private enum State { READING, ANSWERING, WRITING, STREAMING, ENDING }

    private static final long LINGER_SECONDS = 1;
    private static final String IDLE = "idle";
    private static final String REQUEST = "request";

    private final SocketChannel channel;
    private final HttpLoop server;
    private final HttpService service;
    private final Limits limits;
    private final SocketEnd ours;
    private final RequestDecoder decoder;
    private final RequestAggregator requests;
    private State state = State.READING;
    private boolean reading;
    private boolean last;
    private boolean headOnly;
    private Feed feed;
    /** Whose the client is; asked for when it has sent its first request. */
    private Optional<Owner> caller = Optional.empty();

    /** Puts the pipeline together. */
    HttpConnection(SocketChannel channel, HttpLoop server) {
        this.channel = channel;
        this.server = server;
        this.service = server.service();
        this.limits = service.limits();
        this.ours = new SocketEnd(channel.localAddress(), channel.remoteAddress());
        this.decoder = new RequestDecoder(limits);
        this.requests = new RequestAggregator(limits, () -> server.bodies().enter(this));
        channel.pipeline().addLast(IDLE, new IdleStateHandler(0, 0, limits.idle().toNanos(), TimeUnit.NANOSECONDS))
                .addLast(new WriteTimeoutHandler(limits.write().toNanos(), TimeUnit.NANOSECONDS),
                        decoder, new HttpResponseEncoder(), requests, new FlowControlHandler(), this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        awaitRequest();
    }

    private void awaitRequest() {
        state = State.READING;
        server.waits(this);
        read();
        goOn();
        timeRequest();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        goOn();
        timeRequest();
    }

    /** Reads on, if there is room for what comes. */
    void goOn() {
        if (state == State.READING && requests.mayGoOn()) {
            read();
        }
    }

    /** For each read that is asked for Netty's flow control lets one request through. */
    private void read() {
        if (!reading) {
            reading = true;
            channel.read();
        }
    }

    /** Behind the aggregator it is whole requests that are waited for, not bytes. */
    private void timeRequest() {
        if (state != State.READING || !decoder.isInside() || isTimed()) {
            return;
        }
        server.waits(this);
        channel.pipeline().addBefore(channel.pipeline().context(this).name(), REQUEST,
                new ReadTimeoutHandler(limits.request().toNanos(), TimeUnit.NANOSECONDS) {
                    @Override
                    protected void readTimedOut(ChannelHandlerContext context) {
                        refuse(server.bodies().isWaiting(HttpConnection.this)
                                ? new Refusal(429, "busy", "too many large requests at once",
                                        "the same a little later").withHeader("Retry-After", "1")
                                : new Refusal(408, "request_too_slow", "the request was not complete in time",
                                        "a whole request within " + limits.request().toMillis() + " ms"));
                    }
                });
    }

    private boolean isTimed() {
        return channel.pipeline().get(REQUEST) != null;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = false;
        // What is still found behind the last request, or when the client has gone, is not answered.
        if (state != State.READING || !channel.isActive()) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof Refusal refusal) {
            refuse(refusal);
        } else if (message instanceof Request request) {
            busy(!request.keepAlive(), request.isHead());
            caller.ifPresentOrElse(known -> handOver(request.from(known)), () -> service.handler().findCaller(ours,
                    found -> server.later(() -> known(found, request))));
        }
    }

    private void known(Owner found, Request request) {
        // Who is nobody now may be seen the next time.
        caller = Optional.of(found).filter(owner -> owner != Owner.NOBODY);
        if (channel.isActive()) {
            handOver(request.from(found));
        }
    }

    private void handOver(Request request) {
        service.handler().handle(request, response -> {
            if (!server.later(() -> answer(response))) {
                response.stream().ifPresent(Feed::closed);
            }
        });
    }

    private void busy(boolean lastRequest, boolean onlyHead) {
        state = State.ANSWERING;
        last = lastRequest;
        headOnly = onlyHead;
        server.waitsNoMore(this);
        if (isTimed()) {
            channel.pipeline().remove(REQUEST);
        }
    }

    private void refuse(Refusal refusal) {
        busy(true, false);
        answer(service.handler().refuse(refusal));
    }

    /** Ignored when the connection has gone meanwhile. */
    private void answer(Response response) {
        server.bodies().leave(this);
        if (headOnly || !channel.isActive()) {
            response.stream().ifPresent(Feed::closed);
        } else {
            feed = response.stream().orElse(null);
        }
        last |= response.stream().isPresent();
        if (!channel.isActive()) {
            return;
        }
        try {
            if (feed == null) {
                state = State.WRITING;
                server.waits(this);
                channel.writeAndFlush(ResponseMessage.of(response, headOnly, last, service.clock()))
                        .addListener(done -> written(done.isSuccess()));
            } else {
                state = State.STREAMING;
                channel.pipeline().replace(IDLE, IDLE,
                        new IdleStateHandler(0, limits.beat().toNanos(), 0, TimeUnit.NANOSECONDS));
                throwAwayWhatComes();
                channel.write(ResponseMessage.of(response, headOnly, last, service.clock()));
                pump();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void written(boolean successfully) {
        if (!successfully) {
            channel.close();
        } else if (last) {
            linger();
        } else {
            awaitRequest();
        }
    }

    /** RFC 9112 9.6: closing while the client still sends would make its system throw our answer away. */
    private void linger() {
        state = State.ENDING;
        server.waits(this);
        channel.shutdownOutput();
        throwAwayWhatComes();
        channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void throwAwayWhatComes() {
        decoder.end();
        channel.config().setAutoRead(true);
    }

    /** There may be more for the stream. */
    void pump() {
        try {
            while (feed != null && channel.isWritable()) {
                byte[] next = feed.next();
                if (next.length == 0) {
                    break;
                }
                channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(next)));
            }
            channel.flush();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (feed != null) {
            // Not now: Netty is in the middle of a write.
            server.later(this::pump);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (feed != null && event instanceof IdleStateEvent && channel.isWritable()) {
            channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(feed.beat())));
        } else if (state == State.READING && event instanceof IdleStateEvent && !isTimed()) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        server.forget(this);
        if (feed != null) {
            feed.closed();
            feed = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException && state == State.READING && channel.isActive()) {
            refuse(RequestHead.unreadable(cause, limits));
        } else if (cause instanceof IOException || cause instanceof CodecException
                || cause instanceof TimeoutException) {
            channel.close();
        } else {
            fail(cause);
        }
    }

    private void fail(Throwable failure) {
        service.onFailure().accept(failure);
        channel.close();
    }

    void close() {
        channel.close();
    }

    SocketEnd ours() {
        return ours;
    }
}
