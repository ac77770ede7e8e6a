package dev.fermata.control.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** One client of a WebSocket whose answers are JSON, a text each. On the server's thread. */
abstract class JsonFrames extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** A client that does not take its answers is not listened to either. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }

    /** Says what was expected, and goes on. */
    static void refuse(ChannelHandlerContext context, Refusal refusal) {
        send(context, json -> {
            json.writeStringField("type", "error");
            Answers.write(json, refusal);
        });
    }

    static void send(ChannelHandlerContext context, Answers.Fields answer) {
        context.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(Answers.object(answer))));
    }
}
