package dev.fermata.control.http.wire;

import dev.fermata.time.Clock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An HTTP/1.1 server: Netty on one thread named {@code http}. That thread reads, parses and writes
 * for all connections and never blocks; requests are answered by a {@link RequestHandler} elsewhere.
 * So 200 silent or crawling clients cost 200 buffers, and the next client's request is read at once.
 *
 * <p>{@link #streamsHaveNews}, {@link #close} and the answers may come from any thread.
 */
public final class HttpServer implements AutoCloseable {
    private static final int FOREVER_DAYS = 36_500;
    private static final int BACKLOG = 512;
    /** Bounds what one read can bring of requests that have to wait for the one before. */
    private static final int READ_BYTES = 8 * 1024;
    private static final WriteBufferWaterMark WRITE_BYTES = new WriteBufferWaterMark(8 * 1024, 32 * 1024);

    private final Limits limits;
    private final RequestHandler handler;
    private final Clock clock;
    private final Consumer<Throwable> onFailure;
    private final EventLoop loop;
    private final Channel listener;
    private final AtomicBoolean news = new AtomicBoolean();
    private final AtomicLong shed = new AtomicLong();
    private volatile int open;

    // Of the server's thread alone:
    private final Set<HttpConnection> connections = new LinkedHashSet<>();
    /** Those that wait for their client, the longest first. */
    private final Set<HttpConnection> waiting = new LinkedHashSet<>();

    /**
     * Takes the port.
     *
     * @param onFailure told of exceptions that are our own fault; must not throw
     * @throws IOException when the address cannot be had, e.g. the port is taken
     */
    public HttpServer(InetSocketAddress wanted, Limits limits, RequestHandler handler, Clock clock,
            Consumer<Throwable> onFailure) throws IOException {
        this.limits = limits;
        this.handler = handler;
        this.clock = clock;
        this.onFailure = onFailure;
        NettyOptions.apply();
        this.loop = new SingleThreadIoEventLoop(null, HttpServer::thread, NioIoHandler.newFactory());
        // Without anything to wait for, Netty would look once a second whether there is something.
        loop.schedule(() -> { }, FOREVER_DAYS, TimeUnit.DAYS);
        ChannelFuture bound = listen(wanted).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw bound.cause() instanceof IOException e ? e : new IOException(bound.cause());
        }
        this.listener = bound.channel();
        listener.pipeline().addLast(new AcceptFailures());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "http");
        thread.setDaemon(true);
        return thread;
    }

    private ChannelFuture listen(InetSocketAddress wanted) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BYTES)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        serve(channel);
                    }
                })
                .bind(wanted);
    }

    /** Where it listens, with the port that was really taken. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Begins serving; call once. */
    public void start() {
        listener.config().setAutoRead(true);
    }

    /** Streams may have something new; costs next to nothing when they were told already. */
    public void streamsHaveNews() {
        if (news.compareAndSet(false, true)) {
            later(() -> {
                news.set(false);
                List.copyOf(connections).forEach(HttpConnection::pump);
            });
        }
    }

    /** Connections open now. */
    public int connections() {
        return open;
    }

    /** Connections that were closed to make room for others. */
    public long shed() {
        return shed.get();
    }

    /** Closes every connection and frees the port; waits for the thread, at most a second. */
    @Override
    public void close() {
        later(() -> {
            listener.close();
            List.copyOf(connections).forEach(HttpConnection::close);
        });
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        if (!loop.inEventLoop()) {
            loop.terminationFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }

    /** Has something done on the server's thread. Answers whether it is still there to do it. */
    boolean later(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    Limits limits() {
        return limits;
    }

    RequestHandler handler() {
        return handler;
    }

    Clock clock() {
        return clock;
    }

    void failed(Throwable failure) {
        onFailure.accept(failure);
    }

    /**
     * A connection waits for its client from now on, and may be shed for it: for a request, for the
     * client to take its answer, or for it to go.
     */
    void waits(HttpConnection connection) {
        waiting.remove(connection);
        waiting.add(connection);
    }

    void waitsNoMore(HttpConnection connection) {
        waiting.remove(connection);
    }

    void forget(HttpConnection connection) {
        waiting.remove(connection);
        connections.remove(connection);
        open = connections.size();
    }

    private void serve(SocketChannel channel) {
        if (connections.size() >= limits.connections()) {
            makeRoom();
        }
        if (connections.size() >= limits.connections()) {
            channel.close();
            return;
        }
        RequestDecoder decoder = new RequestDecoder(limits);
        HttpConnection connection = new HttpConnection(channel, decoder, this);
        connections.add(connection);
        open = connections.size();
        channel.pipeline().addLast(decoder, new HttpResponseEncoder(), connection);
    }

    /** Closes whoever has kept us waiting longest; whoever is being answered stays. */
    private void makeRoom() {
        waiting.stream().findFirst().ifPresent(connection -> {
            forget(connection);
            connection.close();
        });
        shed.incrementAndGet();
    }

    /** Most likely no file descriptors are left; Netty has stopped accepting for a second. */
    private final class AcceptFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            onFailure.accept(cause);
        }
    }
}
