package dev.fermata.control.http;

import dev.fermata.net.NettyOptions;
import dev.fermata.user.SocketEnd;
import io.netty.bootstrap.ServerBootstrap;
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
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

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
    /** Until the next try, when no connection can be accepted. */
    private static final long RETRY_MILLIS = 10;
    private static final WriteBufferWaterMark WRITE_BYTES = new WriteBufferWaterMark(8 * 1024, 32 * 1024);

    private final HttpService service;
    private final EventLoop loop;
    private final NioServerSocketChannel port;
    /** What the loop has for a thread to do; there from the end of the constructor on. */
    private Runnable work;
    private final AtomicBoolean news = new AtomicBoolean();
    private final BodyRoom bodies = new BodyRoom();
    private final Connections connections;

    /**
     * Will serve, those first who are waiting already.
     *
     * @param port bound, and not used by anybody else any more; closed with this
     */
    HttpLoop(ServerSocketChannel port, HttpService service) {
        this.service = service;
        this.connections = new Connections(service);
        NettyOptions.apply();
        // Not a thread of its own: by now there may be none to be had.
        this.loop = new SingleThreadIoEventLoop(null, (Executor) task -> work = task, NioIoHandler.newFactory());
        // Without anything to wait for, Netty would look once a second whether there is something.
        loop.schedule(() -> { }, FOREVER_DAYS, TimeUnit.DAYS);
        this.port = new NioServerSocketChannel(port);
        new ServerBootstrap()
                .group(loop)
                .channelFactory(() -> this.port)
                .handler(new AcceptFailures())
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

    /** Serves on the calling thread, which is the server's thread from now on, until {@link #close}; call once. */
    void run() {
        work.run();
    }

    /** Streams may have something new; costs next to nothing when they were told already. */
    void streamsHaveNews() {
        if (news.compareAndSet(false, true)) {
            later(() -> {
                news.set(false);
                connections.forEach(HttpConnection::hasNews);
            }, service.onFailure());
        }
    }

    /** Who is connected. */
    Connections connections() {
        return connections;
    }

    /** Closes every connection and frees the port; waits for the thread, at most a second. */
    @Override
    public void close() {
        // A loop that is told to end closes what it has before it does what waits, such as sending an answer, and leaves
        // its clients waiting now and then. So it is told after all that.
        later(() -> {
            port.close();
            connections.forEach(HttpConnection::close);
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }, service.onFailure());
        if (!loop.inEventLoop()) {
            loop.terminationFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }

    /** Has something done on the server's thread, unless that has ended. */
    void later(Runnable task, Consumer<Throwable> onFailure) {
        try {
            loop.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    onFailure.accept(e);
                }
            });
        } catch (RejectedExecutionException e) {
            return; // nobody waits for it any more
        }
    }

    private void serve(SocketChannel channel) {
        if (!connections.haveRoom()) {
            channel.close();
            return;
        }
        SocketEnd ours = new SocketEnd(channel.localAddress(), channel.remoteAddress());
        HttpConnection connection = new HttpConnection(channel, service.handlers().apply(ours), this, service, bodies);
        connections.add(ours, connection);
        channel.closeFuture().addListener(gone -> connections.remove(ours, connection));
    }

    /** Accepting rests for a moment: the client that could not be accepted is still there, and would be tried again. */
    private final class AcceptFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            port.config().setAutoRead(false);
            loop.schedule(() -> port.config().setAutoRead(true), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            connections.noneCanBeAccepted(cause);
        }
    }
}
