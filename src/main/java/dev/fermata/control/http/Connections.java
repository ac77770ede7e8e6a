package dev.fermata.control.http;

import dev.fermata.user.SocketEnd;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Who is connected: no more than there may be. Whoever has kept us waiting longest makes room for the next. Changed
 * on the server's thread, counted from any.
 */
final class Connections {
    /** How many are closed when none can be accepted: one for the next client, and some for what serving it takes. */
    private static final int ROOM = 3;
    private static final long TELL_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final HttpService service;
    private final int most;
    private final Map<SocketEnd, HttpConnection> byOurEnd = new ConcurrentHashMap<>();
    private final AtomicLong shed = new AtomicLong();
    private long tellAt;

    Connections(HttpService service) {
        this.service = service;
        this.most = Descriptors.connections(service.limits().connections());
        this.tellAt = service.clock().nanos();
    }

    /** Open now. */
    int count() {
        return byOurEnd.size();
    }

    /** Closed to make room for others. */
    long shed() {
        return shed.get();
    }

    /** Whether one more may come, for whom another may have had to go. */
    boolean haveRoom() {
        return byOurEnd.size() < most || makeRoom();
    }

    /** Most likely no file descriptors are left: room is made, and told of now and then. */
    void noneCanBeAccepted(Throwable cause) {
        for (int i = 0; i < ROOM; i++) {
            makeRoom();
        }
        long now = service.clock().nanos();
        if (now - tellAt >= 0) {
            tellAt = now + TELL_AGAIN_NANOS;
            service.onFailure().accept(new IOException("clients cannot connect (" + cause.getMessage()
                    + "); those that keep the service waiting are closed to make room", cause));
        }
    }

    /** Closes whoever has kept us waiting longest; whoever is being answered stays. Returns whether there was one. */
    private boolean makeRoom() {
        shed.incrementAndGet();
        Optional<HttpConnection> longest = byOurEnd.values().stream().filter(HttpConnection::isWaiting)
                .min(Comparator.comparingLong(HttpConnection::since));
        longest.ifPresent(HttpConnection::close);
        return longest.isPresent();
    }

    /**
     * Adds one. Addresses are used again only when their connection is gone, whether we have heard of that or not:
     * what that one sent must not be taken for what the owner of the new one sent.
     */
    void add(SocketEnd ours, HttpConnection connection) {
        HttpConnection before = byOurEnd.put(ours, connection);
        if (before != null) {
            before.close();
        }
    }

    /** It has gone. */
    void remove(SocketEnd ours, HttpConnection connection) {
        byOurEnd.remove(ours, connection);
    }

    void forEach(Consumer<HttpConnection> each) {
        byOurEnd.values().forEach(each);
    }
}
