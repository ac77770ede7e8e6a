package dev.fermata.net;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * Asks servers over HTTP/1.1, each request on a connection of its own, within limits of time, size and number. Nothing
 * is followed, tried again, kept or logged. Netty is loaded with the first request; its one thread, whose name the
 * maker says, ends when there is nothing to ask for a while. Thread-safe.
 */
public final class HttpClient implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int HEAD_LINE = 4 * 1024;
    private static final int HEAD_BYTES = 16 * 1024;
    private static final int PART_BYTES = 16 * 1024;
    private static final Duration REST = Duration.ofSeconds(20);

    private final String name;
    private final Supplier<SslContextBuilder> trust;
    private final HostNames names;
    private final Semaphore places;
    @GuardedBy("this")
    private ClientLoop loop;
    /** How many requests are under way. */
    @GuardedBy("this")
    private int users;
    /** How many there have been. */
    @GuardedBy("this")
    private long requests;
    @GuardedBy("this")
    private SslContext secure;
    @GuardedBy("this")
    private boolean closed;

    /** Loads and begins nothing before it is asked. @param name of its thread; that for host names gets a suffix */
    public HttpClient(String name) {
        this(name, AT_ONCE);
    }

    /** The same. @param atOnce how many requests there are at a time; who wants one more waits within its own limit */
    public HttpClient(String name, int atOnce) {
        this(name, atOnce, SslContextBuilder::forClient);
    }

    /** @param trust gives what is used for https, which trusts whom the Java trusts if left as it is */
    HttpClient(String name, int atOnce, Supplier<SslContextBuilder> trust) {
        this.name = name;
        this.places = new Semaphore(atOnce, true);
        this.trust = trust;
        this.names = new HostNames(name + "-names");
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @throws HttpException when there is none within the limits; the connection is closed then
     * @throws InterruptedException when the thread was interrupted; the connection is closed then
     */
    public HttpAnswer ask(HttpRequest request, HttpLimits limits) throws HttpException, InterruptedException {
        return ask(request, limits, Optional.empty());
    }

    /**
     * Asks, and has the body taken as it comes if the status is 200; of the limits {@code firstByte} counts till then,
     * and what takes the parts says how long it waits for each. Any other answer comes as by {@link #ask}.
     *
     * @return without a body where that was taken in parts, to its end or as far as it was wanted
     * @throws HttpException when it was not whole within the limits; parts may have been taken by then. The connection
     *         is closed
     * @throws InterruptedException when the thread was interrupted; the connection is closed then
     */
    public HttpAnswer ask(HttpRequest request, HttpLimits limits, HttpParts parts)
            throws HttpException, InterruptedException {
        return ask(request, limits, Optional.of(parts));
    }

    private HttpAnswer ask(HttpRequest request, HttpLimits limits, Optional<HttpParts> parts)
            throws HttpException, InterruptedException {
        if (!places.tryAcquire(limits.total().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new HttpException(HttpException.Kind.BUSY, "too much is being asked of servers already");
        }
        try {
            List<InetAddress> addresses = names.find(request.address().host(), limits.connect());
            HttpException failure = null;
            for (InetAddress address : addresses) {
                try {
                    return ask(request, limits, address, parts);
                } catch (HttpException e) {
                    failure = e;
                    if (e.kind() != HttpException.Kind.UNREACHABLE) {
                        break;
                    }
                }
            }
            throw failure;
        } finally {
            places.release();
        }
    }

    private HttpAnswer ask(HttpRequest request, HttpLimits limits, InetAddress address, Optional<HttpParts> parts)
            throws HttpException, InterruptedException {
        ClientLoop used = enter();
        try {
            SslContext tls = request.address().secure() ? secure() : null;
            Optional<PartQueue> came = parts.map(each -> new PartQueue());
            Exchange exchange = new Exchange(request, limits, came);
            came.ifPresent(queue -> exchange.answer().whenComplete((whole, failure) -> queue.end()));
            ChannelFuture connecting = connect(used, exchange, tls,
                    new InetSocketAddress(address, request.address().port()));
            try {
                return parts.isPresent() && !takeAll(came.get(), parts.get()) ? new HttpAnswer(Exchange.OK, new byte[0])
                        : exchange.answer().get();
            } finally {
                connecting.channel().close();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HttpException failure ? failure
                    : new HttpException(HttpException.Kind.BROKEN, String.valueOf(e.getCause()));
        } catch (RejectedExecutionException e) {
            throw new HttpException(HttpException.Kind.BUSY, "nothing is asked any more");
        } finally {
            leave(used);
        }
    }

    /** Whether it came to its end. */
    private static boolean takeAll(PartQueue came, HttpParts parts) throws HttpException, InterruptedException {
        Optional<byte[]> part = came.first();
        while (part.isPresent()) {
            if (!parts.take(part.get())) {
                return false;
            }
            part = came.next(parts.patience());
        }
        return true;
    }

    private static ChannelFuture connect(ClientLoop loop, Exchange exchange, SslContext tls, InetSocketAddress to) {
        HttpRequest request = exchange.request();
        int connectMillis = (int) exchange.limits().connect().toMillis();
        ChannelFuture connecting = new Bootstrap().group(loop.loop()).channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        loop.keep(channel);
                        if (tls != null) {
                            SslHandler handler = tls.newHandler(channel.alloc(), request.address().host(),
                                    request.address().port());
                            handler.setHandshakeTimeoutMillis(connectMillis);
                            channel.pipeline().addLast(handler);
                        }
                        channel.pipeline().addLast(new HttpClientCodec(HEAD_LINE, HEAD_BYTES, PART_BYTES), exchange);
                    }

                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                        exchange.cannotConnect(cause);
                        context.close();
                    }
                }).connect(to);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                exchange.cannotConnect(done.cause());
            }
        });
        return connecting;
    }

    private synchronized ClientLoop enter() throws HttpException {
        if (closed) {
            throw new HttpException(HttpException.Kind.BUSY, "nothing is asked any more");
        }
        if (loop == null) {
            loop = new ClientLoop(name);
        }
        users++;
        requests++;
        return loop;
    }

    private synchronized void leave(ClientLoop used) {
        users--;
        if (users == 0 && used == loop && !closed) {
            long last = requests;
            used.loop().schedule(() -> endIfIdle(used, last), REST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void endIfIdle(ClientLoop used, long last) {
        if (users == 0 && requests == last && used == loop) {
            loop = null;
            used.end();
        }
    }

    private synchronized SslContext secure() throws HttpException {
        try {
            if (secure == null) {
                secure = trust.get().sslProvider(SslProvider.JDK).endpointIdentificationAlgorithm("HTTPS").build();
            }
            return secure;
        } catch (SSLException e) {
            throw new HttpException(HttpException.Kind.UNREACHABLE, "https cannot be had: " + e.getMessage());
        }
    }

    /** Ends what is being asked. */
    @Override
    public synchronized void close() {
        if (loop != null && !closed) {
            loop.end();
        }
        closed = true;
        names.close();
    }
}
