package dev.fermata.net;

import dev.fermata.model.ServerAddress;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One WebSocket: the last handler of its connection. */
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> implements WebSocketClient.Connection {
    private final ServerAddress address;
    private final Optional<String> greeting;
    private final WebSocketLimits limits;
    private final WebSocketClient.Listener listener;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean wanted = true;
    /** Null before there is a connection. */
    private volatile Channel channel;
    private volatile boolean open;

    WebSocketHandler(ServerAddress address, Optional<String> greeting, WebSocketLimits limits,
            WebSocketClient.Listener listener) {
        this.address = address;
        this.greeting = greeting;
        this.limits = limits;
        this.listener = listener;
    }

    ServerAddress address() {
        return address;
    }

    WebSocketLimits limits() {
        return limits;
    }

    boolean isOver() {
        return over.get() || !wanted;
    }

    /** What makes the connection a WebSocket, answers pings, and refuses what is too long. */
    ChannelHandler protocol() {
        String path = address.path().isEmpty() ? "/" : address.path();
        return new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create((address.secure() ? "wss://" : "ws://") + address.hostAndPort() + path))
                .version(WebSocketVersion.V13).allowExtensions(false).maxFramePayloadLength(limits.bytes())
                .handshakeTimeoutMillis(limits.connect().toMillis()).dropPongFrames(false)
                .generateOriginHeader(false).build());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
        if (!wanted) {
            context.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            greeting.ifPresent(text -> context.writeAndFlush(new TextWebSocketFrame(text)));
            open = true;
            if (!over.get()) {
                listener.opened();
            }
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            end(context, "no WebSocket at " + address.hostAndPort() + " within " + limits.connect().toMillis() + " ms");
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (over.get()) {
            return;
        }
        if (frame instanceof TextWebSocketFrame text) {
            listener.text(text.text());
        } else if (!(frame instanceof CloseWebSocketFrame)) {
            listener.alive();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failed(open ? "the connection was closed" : "no WebSocket at " + address.hostAndPort()
                + ": the connection was closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean tooLong = cause instanceof TooLongFrameException
                || cause instanceof CorruptedWebSocketFrameException && reason(cause).contains("length");
        end(context, tooLong ? "a message is longer than " + limits.bytes() + " bytes"
                : (open ? "" : "no WebSocket at " + address.hostAndPort() + ": ") + reason(cause));
    }

    private void end(ChannelHandlerContext context, String why) {
        failed(why);
        context.close();
    }

    void cannotConnect(Throwable cause) {
        failed("no connection to " + address.hostAndPort() + ": " + (cause instanceof ConnectTimeoutException
                ? "none within " + limits.connect().toMillis() + " ms" : reason(cause)));
    }

    /** It is over; told once. */
    void failed(String why) {
        if (over.compareAndSet(false, true)) {
            listener.closed(why);
        }
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    @Override
    public void ping() {
        Channel to = channel;
        if (to != null && open) {
            to.writeAndFlush(new PingWebSocketFrame());
        }
    }

    @Override
    public void close() {
        wanted = false;
        over.set(true);
        Channel to = channel;
        if (to != null) {
            to.close();
        }
    }
}
