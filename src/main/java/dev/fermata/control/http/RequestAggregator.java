package dev.fermata.control.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/** Netty's aggregator, which has a large body read only when there is room for it. */
final class RequestAggregator extends HttpObjectAggregator {
    private final BodyRoom bodies;
    private boolean large;
    /** Whether the client waits to be told that it may send the body. */
    private boolean expected;

    RequestAggregator(Limits limits, BodyRoom bodies) {
        super(limits.bodyBytes());
        this.bodies = bodies;
    }

    /** Sent by {@link #goOn}. */
    @Override
    protected Object newContinueResponse(HttpMessage start, int mostBytes, ChannelPipeline pipeline) {
        large = isContentLengthInvalid(start, BodyRoom.SMALL_BYTES);
        expected = HttpUtil.is100ContinueExpected(start) && start.decoderResult().isSuccess()
                && !isContentLengthInvalid(start, mostBytes);
        goOn();
        return null;
    }

    @Override
    protected void aggregate(FullHttpMessage whole, HttpContent part) throws Exception {
        super.aggregate(whole, part);
        large |= whole.content().readableBytes() > BodyRoom.SMALL_BYTES;
        if (!(part instanceof LastHttpContent)) {
            goOn();
        }
    }

    /** A length that the client has not told stays untold. */
    @Override
    protected void finishAggregation(FullHttpMessage whole) {
    }

    /** Reads on if there is room for what comes, and tells the client so if it waits for that. */
    void goOn() {
        boolean room = !large || bodies.enter(this);
        if (room && expected) {
            expected = false;
            ctx().writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE,
                    Unpooled.EMPTY_BUFFER));
        }
        ctx().channel().config().setAutoRead(room);
    }

    /** Netty's own answer would say nothing of what is expected. */
    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        context.fireExceptionCaught(new Refusal(413, "body_too_large", "the body is larger than is accepted",
                "at most " + maxContentLength() + " bytes"));
    }

    /** Netty's aggregator would ask for the rest of a message, whether there is room for it or not. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
    }
}
