package dev.fermata.control.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * One client of the WebSocket {@code /feed}: each text is a message. What it cannot take it answers with what was
 * expected, and goes on; of the others it says nothing. On the server's thread.
 */
final class FeedFrames extends JsonFrames {
    private final FeedEndpoints endpoints;

    private FeedFrames(FeedEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** What answers with one. Made here, for whoever only may be asked would load Netty to see what it could answer. */
    static Response answering(FeedEndpoints endpoints) {
        return Response.webSocket(new FeedFrames(endpoints));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        endpoints.came();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        endpoints.gone();
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        try {
            if (frame instanceof TextWebSocketFrame) {
                endpoints.take(endpoints.read(ByteBufUtil.getBytes(frame.content())));
            } else if (frame instanceof BinaryWebSocketFrame) {
                throw new Refusal(400, "binary_unasked", "a binary frame", "a text frame with one JSON object");
            }
        } catch (Refusal refusal) {
            refuse(context, refusal);
        }
    }
}
