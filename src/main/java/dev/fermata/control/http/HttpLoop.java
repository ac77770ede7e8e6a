package dev.fermata.control.http;

import io.netty.bootstrap.ServerBootstrap;
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
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves the clients of one port: Netty on one thread, see {@link #run}. That thread reads, parses and
 * writes for all connections and never blocks; requests are answered by a {@link RequestHandler}
 * elsewhere, if there is a thread to be had. So 200 silent or crawling clients cost 200 buffers, and the next
 * client's request is read at once.
 *
 * <p>{@link #streamsHaveNews}, {@link #close} and the answers may come from any thread.
 */
final class HttpLoop implements AutoCloseable {
    private static final int FOREVER_DAYS = 36_500;
    /** Bounds what one read can bring of requests that have to wait for the one before. */
    private static final int READ_BYTES = 8 * 1024;
    /** When no connection can be accepted: until the next try, after one was closed to make room, and if none was. */
    private static final long RETRY_MILLIS = 10;
    private static final long BLOCKED_MILLIS = 1_000;
    /** How many are closed then: one for the next client, and some for what serving it takes. */
    private static final int ROOM = 3;
    private static final long TELL_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final WriteBufferWaterMark WRITE_BYTES = new WriteBufferWaterMark(8 * 1024, 32 * 1024);

    private final HttpService service;
    private final EventLoop loop;
    private final ChannelFuture registered;
    /** What the loop has for a thread to do; there from the end of the constructor on. */
    private Runnable work;
    private final AtomicBoolean news = new AtomicBoolean();
    private final AtomicLong shed = new AtomicLong();
    private volatile int open;
    private final int mostConnections;
    private final BodyRoom bodies = new BodyRoom();

    // Of the server's thread alone:
    private final Set<HttpConnection> connections = new LinkedHashSet<>();
    /** Those that wait for their client, the longest first. */
    private final Set<HttpConnection> waiting = new LinkedHashSet<>();

    /**
     * Will serve, those first who are waiting already.
     *
     * @param port bound, and not used by anybody else any more; closed with this
     */
    HttpLoop(ServerSocketChannel port, HttpService service) {
        this.service = service;
        this.mostConnections = Descriptors.connections(service.limits().connections());
        NettyOptions.apply();
        // Not a thread of its own: by now there may be none to be had.
        this.loop = new SingleThreadIoEventLoop(null, (Executor) task -> work = task, NioIoHandler.newFactory());
        // Without anything to wait for, Netty would look once a second whether there is something.
        loop.schedule(() -> { }, FOREVER_DAYS, TimeUnit.DAYS);
        this.registered = listen(port);
        registered.addListener(done -> {
            if (!done.isSuccess()) {
                loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            }
        });
    }

    /**
     * Serves on the calling thread, which is the server's thread from now on, until {@link #close}; call once.
     *
     * @throws IllegalStateException when the port cannot be listened on
     */
    void run() {
        work.run();
        if (registered.cause() != null) {
            throw new IllegalStateException("the port cannot be listened on", registered.cause());
        }
    }

    private ChannelFuture listen(ServerSocketChannel port) {
        return new ServerBootstrap()
                .group(loop)
                .channelFactory(() -> new NioServerSocketChannel(port))
                .handler(new AcceptFailures())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BYTES)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        serve(channel);
                    }
                })
                .register();
    }

    /** Streams may have something new; costs next to nothing when they were told already. */
    void streamsHaveNews() {
        if (news.compareAndSet(false, true)) {
            later(() -> {
                news.set(false);
                List.copyOf(connections).forEach(HttpConnection::pump);
            });
        }
    }

    /** Connections open now. */
    int connections() {
        return open;
    }

    /** Connections that were closed to make room for others. */
    long shed() {
        return shed.get();
    }

    /** Closes every connection and frees the port; waits for the thread, at most a second. */
    @Override
    public void close() {
        end();
        if (!loop.inEventLoop()) {
            loop.terminationFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }

    /** As {@link #close}, and waits for nothing. */
    void end() {
        // A loop that ends closes what it has, but leaves its clients waiting now and then.
        later(() -> {
            registered.channel().close();
            List.copyOf(connections).forEach(HttpConnection::close);
        });
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Has something done on the server's thread. Returns whether it is still there to do it. */
    boolean later(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Where large bodies find room; server's thread only. */
    BodyRoom bodies() {
        return bodies;
    }

    HttpService service() {
        return service;
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
        bodies.leave(connection);
        waiting.remove(connection);
        connections.remove(connection);
        open = connections.size();
    }

    private void serve(SocketChannel channel) {
        if (connections.size() >= mostConnections) {
            makeRoom();
        }
        if (connections.size() >= mostConnections) {
            channel.close();
            return;
        }
        HttpConnection connection = new HttpConnection(channel, this);
        // Addresses are used again only when their connection is gone, whether we have heard of that or not. What
        // that one sent must not be taken for what the owner of the new one sent.
        connections.stream().filter(other -> other.ours().equals(connection.ours())).forEach(HttpConnection::close);
        connections.add(connection);
        open = connections.size();
    }

    /** Closes whoever has kept us waiting longest; whoever is being answered stays. Returns whether there was one. */
    private boolean makeRoom() {
        shed.incrementAndGet();
        for (HttpConnection longest : waiting) {
            forget(longest);
            longest.close();
            return true;
        }
        return false;
    }

    /**
     * Most likely no file descriptors are left: room is made, and accepting rests for a moment, since the
     * client that could not be accepted is still there and would be tried again and again.
     */
    private final class AcceptFailures extends ChannelInboundHandlerAdapter {
        private boolean told;
        private long toldAt;

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.channel().config().setAutoRead(false);
            boolean room = false;
            for (int i = 0; i < ROOM; i++) {
                room |= makeRoom();
            }
            loop.schedule(() -> context.channel().config().setAutoRead(true),
                    room ? RETRY_MILLIS : BLOCKED_MILLIS, TimeUnit.MILLISECONDS);
            long now = service.clock().nanos();
            if (!told || now - toldAt > TELL_AGAIN_NANOS) {
                told = true;
                toldAt = now;
                service.onFailure().accept(new IOException("clients cannot connect (" + cause.getMessage()
                        + "); those that keep the service waiting are closed to make room", cause));
            }
        }
    }
}
