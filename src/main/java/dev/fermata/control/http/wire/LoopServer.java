package dev.fermata.control.http.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An HTTP/1.1 server on one thread named {@code http}. That thread reads, parses and writes for all
 * connections and never blocks; requests are answered by a {@link RequestHandler} elsewhere. So 200
 * silent or crawling clients cost 200 buffers, and the next client's request is read at once. (The
 * JDK's own server reads a request on a pool thread, blocking: as many half-open clients as it has
 * threads keep everybody out.)
 *
 * <p>With no connection open the thread sleeps without a timeout. {@link #streamsHaveNews}, {@link
 * #close} and the answers may come from any thread.
 */
public final class LoopServer implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final int ACCEPTS_A_ROUND = 64;
    private static final long ACCEPT_AGAIN_NANOS = 100_000_000L;

    private final Limits limits;
    private final RequestHandler handler;
    private final Consumer<Throwable> onFailure;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final Thread thread = new Thread(this::run, "http");
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean news = new AtomicBoolean();
    private final AtomicLong shed = new AtomicLong();
    private volatile int open;
    private volatile boolean closing;

    // Of the server's thread alone:
    private final Set<Connection> connections = new LinkedHashSet<>();
    private SelectionKey accepting;
    private long nextDue = Long.MAX_VALUE;
    private final long origin = System.nanoTime();

    /** Work for the server's thread. */
    private interface Task {
        void run(long now) throws IOException;
    }

    /**
     * Takes the port.
     *
     * @param onFailure told of exceptions that are our own fault; must not throw
     * @throws IOException when the address cannot be had, e.g. the port is taken
     */
    public LoopServer(InetSocketAddress wanted, Limits limits, RequestHandler handler, Consumer<Throwable> onFailure)
            throws IOException {
        this.limits = limits;
        this.handler = handler;
        this.onFailure = onFailure;
        this.selector = Selector.open();
        try {
            this.listener = listen(wanted);
        } catch (IOException e) {
            selector.close();
            throw e;
        }
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.thread.setDaemon(true);
    }

    private static ServerSocketChannel listen(InetSocketAddress wanted) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.configureBlocking(false);
            listener.bind(wanted, BACKLOG);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** Where it listens, with the port that was really taken. */
    public InetSocketAddress address() {
        return address;
    }

    /** Begins serving; call once. */
    public void start() {
        thread.start();
    }

    /** Streams may have something new; costs next to nothing when they were told already. */
    public void streamsHaveNews() {
        if (news.compareAndSet(false, true)) {
            selector.wakeup();
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
        closing = true;
        selector.wakeup();
        if (thread.getState() == Thread.State.NEW) {
            release();
        } else if (Thread.currentThread() != thread) {
            try {
                thread.join(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void handle(Request request, Connection connection) {
        AtomicBoolean answered = new AtomicBoolean();
        handler.handle(request, response -> {
            if (!answered.compareAndSet(false, true)) {
                throw new IllegalStateException("a request is answered once");
            }
            tasks.add(now -> guarded(connection, () -> connection.answer(response, now)));
            selector.wakeup();
        });
    }

    Response refusal(Refusal refusal) {
        return handler.refuse(refusal);
    }

    void due(long deadline) {
        nextDue = Math.min(nextDue, deadline);
    }

    void forget(Connection connection) {
        connections.remove(connection);
        open = connections.size();
    }

    private void run() {
        try {
            accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
            while (!closing) {
                round();
            }
        } catch (IOException | RuntimeException e) {
            onFailure.accept(e);
        } finally {
            release();
        }
    }

    private void round() throws IOException {
        selector.select(timeoutMillis());
        long now = now();
        for (SelectionKey key : selector.selectedKeys()) {
            if (key == accepting) {
                accept(now);
            } else if (key.isValid()) {
                Connection connection = (Connection) key.attachment();
                guarded(connection, () -> connection.ready(now));
            }
        }
        selector.selectedKeys().clear();
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run(now);
        }
        if (news.getAndSet(false)) {
            for (Connection connection : List.copyOf(connections)) {
                guarded(connection, () -> connection.pump(now));
            }
        }
        if (nextDue <= now) {
            sweep(now);
        }
    }

    /** Begins at 0, so that deadlines can be compared. */
    private long now() {
        return System.nanoTime() - origin;
    }

    private long timeoutMillis() {
        if (nextDue == Long.MAX_VALUE) {
            return 0;
        }
        long left = nextDue - now();
        return Math.max(1, (left + 999_999) / 1_000_000);
    }

    private void sweep(long now) {
        nextDue = Long.MAX_VALUE;
        for (Connection connection : List.copyOf(connections)) {
            if (connection.deadline() <= now) {
                guarded(connection, () -> connection.overdue(now));
            }
        }
        for (Connection connection : connections) {
            due(connection.deadline());
        }
        accepting.interestOps(SelectionKey.OP_ACCEPT);
    }

    private void accept(long now) {
        try {
            for (int i = 0; i < ACCEPTS_A_ROUND; i++) {
                SocketChannel channel = listener.accept();
                if (channel == null) {
                    return;
                }
                if (connections.size() >= limits.connections()) {
                    makeRoom();
                }
                serve(channel, now);
            }
        } catch (IOException e) {
            // Most likely no file descriptors are left: trying again at once would only spin.
            onFailure.accept(e);
            accepting.interestOps(0);
            due(now + ACCEPT_AGAIN_NANOS);
        }
    }

    /** Closes whoever has kept us waiting longest; whoever is being answered stays. */
    private void makeRoom() {
        connections.stream()
                .filter(connection -> connection.waitingSince().isPresent())
                .min(Comparator.comparing(connection -> connection.waitingSince().orElseThrow()))
                .ifPresent(Connection::close);
        shed.incrementAndGet();
    }

    private void serve(SocketChannel channel, long now) throws IOException {
        if (connections.size() >= limits.connections()) {
            channel.close();
            return;
        }
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Connection connection = new Connection(channel, key, this, limits, now);
            key.attach(connection);
            connections.add(connection);
            open = connections.size();
        } catch (IOException e) {
            // The client has gone already.
            channel.close();
        }
    }

    /** What a connection may do. */
    private interface Step {
        void run() throws IOException;
    }

    private void guarded(Connection connection, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            connection.close();
        } catch (RuntimeException e) {
            onFailure.accept(e);
            connection.close();
        }
    }

    private void release() {
        List.copyOf(connections).forEach(Connection::close);
        for (Closeable resource : List.of(listener, selector)) {
            try {
                resource.close();
            } catch (IOException e) {
                onFailure.accept(e);
            }
        }
    }
}
