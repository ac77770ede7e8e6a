package dev.fermata.net;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.ServerAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * Listens to WebSockets of other servers. What may be sent is fixed when one is opened: one text at its beginning, if
 * any, and pings; there is no way to send anything else. Nothing is compressed, followed, tried again, kept or logged.
 * Netty is loaded with the first one; its one thread, whose name the maker says, ends when this is closed. Thread-safe.
 */
public final class WebSocketClient implements AutoCloseable {
    private static final int HEAD_LINE = 4 * 1024;
    private static final int HEAD_BYTES = 16 * 1024;
    private static final int PART_BYTES = 16 * 1024;

    private final String name;
    private final Supplier<SslContextBuilder> trust;
    private final HostNames names;
    @GuardedBy("this")
    private ClientLoop loop;
    @GuardedBy("this")
    private SslContext secure;
    @GuardedBy("this")
    private boolean closed;

    /** Hears what comes. On the client's thread, in order; must be quick. */
    public interface Listener {
        /** It is a WebSocket from now on. */
        void opened();

        /** A message of text. */
        void text(String text);

        /** Something else has come: the answer to a ping, a message that is no text. */
        void alive();

        /** It is over, or there was none to be had; nothing follows. @param why for people */
        void closed(String why);
    }

    /** One that was opened. Thread-safe; after its end all of it does nothing. */
    public interface Connection {
        /** Asks for a sign of life. */
        void ping();

        /** Ends it. Nothing is told of it any more but what is being told already. */
        void close();
    }

    /** Loads and begins nothing before one is opened. @param name of its thread; that for host names gets a suffix */
    public WebSocketClient(String name) {
        this(name, SslContextBuilder::forClient);
    }

    /** @param trust gives what is used for wss, which trusts whom the Java trusts if left as it is */
    WebSocketClient(String name, Supplier<SslContextBuilder> trust) {
        this.name = name;
        this.trust = trust;
        this.names = new HostNames(name + "-names");
    }

    /**
     * Begins to open one; returns at once.
     *
     * @param address with the path
     * @param greeting what is sent as soon as it is open
     */
    public Connection open(ServerAddress address, Optional<String> greeting, WebSocketLimits limits,
            Listener listener) {
        WebSocketHandler handler = new WebSocketHandler(address, greeting, limits, listener);
        names.find(address.host(), found -> connect(handler, found, 0), handler::failed);
        return handler;
    }

    private void connect(WebSocketHandler handler, List<InetAddress> addresses, int index) {
        ClientLoop used;
        SslContext tls;
        try {
            used = enter();
            tls = handler.address().secure() ? secure() : null;
        } catch (IllegalStateException | SSLException e) {
            handler.failed(String.valueOf(e.getMessage()));
            return;
        }
        int connectMillis = (int) handler.limits().connect().toMillis();
        ChannelFuture connecting = new Bootstrap().group(used.loop()).channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        used.keep(channel);
                        fill(channel, handler, tls);
                    }
                }).connect(new InetSocketAddress(addresses.get(index), handler.address().port()));
        connecting.addListener(done -> {
            if (!done.isSuccess() && index + 1 < addresses.size() && !handler.isOver()) {
                connect(handler, addresses, index + 1);
            } else if (!done.isSuccess()) {
                handler.cannotConnect(done.cause());
            }
        });
    }

    private static void fill(Channel channel, WebSocketHandler handler, SslContext tls) {
        if (tls != null) {
            SslHandler ssl = tls.newHandler(channel.alloc(), handler.address().host(), handler.address().port());
            ssl.setHandshakeTimeoutMillis(handler.limits().connect().toMillis());
            channel.pipeline().addLast(ssl);
        }
        channel.pipeline().addLast(new HttpClientCodec(HEAD_LINE, HEAD_BYTES, PART_BYTES),
                new HttpObjectAggregator(HEAD_BYTES), handler.protocol(),
                new WebSocketFrameAggregator(handler.limits().bytes()), handler);
    }

    private synchronized ClientLoop enter() {
        if (closed) {
            throw new IllegalStateException("nothing is listened to any more");
        }
        if (loop == null) {
            loop = new ClientLoop(name);
        }
        return loop;
    }

    private synchronized SslContext secure() throws SSLException {
        if (secure == null) {
            secure = trust.get().sslProvider(SslProvider.JDK).endpointIdentificationAlgorithm("HTTPS").build();
        }
        return secure;
    }

    /** Ends all of them. */
    @Override
    public synchronized void close() {
        if (loop != null && !closed) {
            loop.end();
        }
        closed = true;
        names.close();
    }
}
