package dev.fermata.control.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Netty's aggregator, which passes on each whole request as a {@link Request} and what makes none as a
 * {@link Refusal}, and reads a large body only when there is room for it.
 */
final class RequestAggregator extends HttpObjectAggregator {
    private final Limits limits;
    private final BooleanSupplier room;
    /** Of the request that is being put together; null between two. */
    private RequestHead head;
    private long bodyBytes;
    private Object continueResponse;

    /** @param room asks for room for a large body; returns whether it is had */
    RequestAggregator(Limits limits, BooleanSupplier room) {
        super(limits.bodyBytes());
        this.limits = limits;
        this.room = room;
    }

    @Override
    protected void decode(ChannelHandlerContext context, HttpObject part, List<Object> out) throws Exception {
        try {
            if (part.decoderResult().isFailure()) {
                throw RequestHead.unreadable(part.decoderResult().cause(), limits);
            }
            if (part instanceof HttpRequest request) {
                head = new RequestHead(request);
                bodyBytes = 0;
            }
            if (part instanceof HttpContent content) {
                bodyBytes += content.content().readableBytes();
            }
            if (Math.max(bodyBytes, head.contentLength()) > limits.bodyBytes()) {
                throw new Refusal(413, "body_too_large", "the body is larger than is accepted",
                        "at most " + limits.bodyBytes() + " bytes");
            }
            super.decode(context, part, out);
            if (!out.isEmpty()) {
                FullHttpRequest whole = (FullHttpRequest) out.remove(0);
                out.add(head.toRequest(ByteBufUtil.getBytes(whole.content())));
                whole.release();
                head = null;
            }
        } catch (Refusal refusal) {
            releaseCurrentMessage();
            head = null;
            out.add(refusal);
        }
    }

    /** What Netty makes whole by itself is no request but the news that there was none. */
    @Override
    protected boolean isAggregated(HttpObject part) {
        return false;
    }

    /** Sent by {@link #mayGoOn}, when there is room. */
    @Override
    protected Object newContinueResponse(HttpMessage start, int mostBytes, ChannelPipeline pipeline) {
        continueResponse = super.newContinueResponse(start, mostBytes, pipeline);
        return null;
    }

    /** The connection reads on, not Netty's aggregator. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
    }

    /** Whether there is room for the rest of a request; its client is told so if it waits for that. */
    boolean mayGoOn() {
        if (head != null && isLarge() && !room.getAsBoolean()) {
            return false;
        }
        if (head != null && continueResponse != null) {
            ctx().writeAndFlush(continueResponse);
            continueResponse = null;
        }
        return true;
    }

    private boolean isLarge() {
        return Math.max(bodyBytes, head.contentLength()) > BodyRoom.SMALL_BYTES;
    }
}
