package dev.fermata.control.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;

/**
 * An HTTP/1.1 server that costs next to nothing until somebody asks: it has its port from the start, but
 * Netty, which costs memory and time, comes with the first client. The thread {@code http}, there from the
 * start, sleeps until then and serves from then on: a client is heard also where no more threads can be had.
 * Thread-safe.
 */
final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 512;

    private final HttpService service;
    private final ServerSocketChannel port;
    private final InetSocketAddress address;
    private final Selector firstClient;
    private final Object lock = new Object();
    @GuardedBy("lock")
    private boolean closed;
    /** Set once, under the lock; null until the first client. */
    private volatile HttpLoop loop;

    /**
     * Takes the port.
     *
     * @throws IOException when the address cannot be had, e.g. the port is taken
     */
    public HttpServer(InetSocketAddress wanted, HttpService service) throws IOException {
        this.service = service;
        port = ServerSocketChannel.open();
        try {
            port.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            port.bind(wanted, BACKLOG);
            port.configureBlocking(false);
            address = (InetSocketAddress) port.getLocalAddress();
            firstClient = Selector.open();
        } catch (IOException | RuntimeException e) {
            port.close();
            throw e;
        }
    }

    /** Where it listens, with the port that was really taken. */
    public InetSocketAddress address() {
        return address;
    }

    /** Begins serving; call once. */
    public void start() {
        Thread waiting = new Thread(this::awaitFirstClient, "http");
        waiting.setDaemon(true);
        waiting.start();
    }

    /** Streams may have something new; costs next to nothing when they were told already. */
    public void streamsHaveNews() {
        HttpLoop serving = loop;
        if (serving != null) {
            serving.streamsHaveNews();
        }
    }

    /** Connections open now. */
    public int connections() {
        HttpLoop serving = loop;
        return serving == null ? 0 : serving.connections();
    }

    /** Connections that were closed to make room for others. */
    public long shed() {
        HttpLoop serving = loop;
        return serving == null ? 0 : serving.shed();
    }

    /** Closes every connection and frees the port; waits for the serving thread, at most a second. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        HttpLoop serving = loop;
        if (serving != null) {
            serving.close();
        }
        close(firstClient);
        close(port);
    }

    /** The connection stays in the port's queue, for whoever serves. */
    private void awaitFirstClient() {
        try {
            port.register(firstClient, SelectionKey.OP_ACCEPT);
            while (firstClient.isOpen() && firstClient.select() == 0) {
                // woken for no reason
            }
            if (!isClosed()) {
                // Before another selector may have the port.
                firstClient.close();
                serve(new HttpLoop(port, service));
            }
        } catch (IOException | RuntimeException | Error e) {
            // A port that nobody serves would have clients wait for ever.
            close(port);
            if (!isClosed()) {
                service.onFailure().accept(e);
            }
        }
    }

    private void serve(HttpLoop made) {
        boolean tooLate;
        synchronized (lock) {
            tooLate = closed;
            loop = tooLate ? null : made;
        }
        if (tooLate) {
            made.end();
        }
        made.run();
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    private void close(Closeable part) {
        try {
            part.close();
        } catch (IOException e) {
            service.onFailure().accept(e);
        }
    }
}
