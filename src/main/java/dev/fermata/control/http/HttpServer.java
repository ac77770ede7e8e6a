package dev.fermata.control.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/**
 * An HTTP/1.1 server that costs next to nothing until somebody asks: it has its port from the start, but
 * Netty, which costs memory and time, comes with the first client. The thread {@code http}, there from the
 * start, sleeps until then and serves from then on: a client is heard also where no more threads can be had.
 * Thread-safe.
 */
final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 512;

    private final HttpService service;
    private final ServerSocketChannel port = ServerSocketChannel.open();
    private final InetSocketAddress address;
    private final Thread serving = new Thread(this::serve, "http");
    private volatile boolean closed;
    /** Set once; null until the first client. */
    private volatile HttpLoop loop;

    /**
     * Takes the port.
     *
     * @throws IOException when the address cannot be had, e.g. the port is taken
     */
    public HttpServer(InetSocketAddress wanted, HttpService service) throws IOException {
        this.service = service;
        try {
            port.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            port.bind(wanted, BACKLOG);
            port.configureBlocking(false);
            address = (InetSocketAddress) port.getLocalAddress();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Takes the port that the settings name.
     *
     * @throws IOException with a message for the user when the address cannot be had
     */
    static HttpServer open(ServerSettings settings, HttpService service) throws IOException {
        InetSocketAddress wanted = new InetSocketAddress(settings.bind(), settings.port());
        String where = settings.bind().getHostAddress() + ":" + settings.port();
        try {
            return new HttpServer(wanted, service);
        } catch (BindException e) {
            throw new IOException("the pause-control service cannot listen on " + where + " (" + e.getMessage() + "); "
                    + (isOfThisMachine(settings.bind())
                            ? "most likely another program does, or fermata on another desktop: choose another port"
                                    + " with --port, or end that program"
                            : "this machine has no such address: choose another one with --bind"), e);
        } catch (IOException | RuntimeException e) {
            throw new IOException("the pause-control service cannot listen on " + where + ": " + e.getMessage()
                    + "; see --port and --bind", e);
        }
    }

    /** Where it listens, with the port that was really taken. */
    public InetSocketAddress address() {
        return address;
    }

    /** Begins serving; call once. */
    public void start() {
        serving.setDaemon(true);
        serving.start();
    }

    /** What serves; nothing until the first client. */
    Optional<HttpLoop> loop() {
        return Optional.ofNullable(loop);
    }

    /** Closes every connection and frees the port; waits for the serving thread, at most a second. */
    @Override
    public void close() {
        closed = true;
        if (loop == null) {
            serving.interrupt();
        } else {
            loop.close();
        }
        try {
            port.close();
        } catch (IOException e) {
            service.onFailure().accept(e);
        }
    }

    private void serve() {
        try {
            awaitFirstClient();
            if (!closed) {
                loop = new HttpLoop(port, service);
                if (closed) {
                    loop.close();
                }
                loop.run();
            }
        } catch (IOException | RuntimeException | Error e) {
            boolean late = closed;
            // A port that nobody serves would have clients wait for ever.
            close();
            if (!late) {
                service.onFailure().accept(e);
            }
        }
    }

    /** Its connection stays in the port's queue until Netty is there. */
    private void awaitFirstClient() throws IOException {
        try (Selector firstClient = Selector.open()) {
            port.register(firstClient, SelectionKey.OP_ACCEPT);
            while (!closed && firstClient.select() == 0) {
                // woken for no reason
            }
        }
    }

    /** Whether somebody can listen there. */
    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
