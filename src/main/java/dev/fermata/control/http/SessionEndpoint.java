package dev.fermata.control.http;

import dev.fermata.listen.ClientSessions;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.Clock;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * {@code GET /session}: a WebSocket over which a client has a player's input cut into segments. The sessions are the
 * server thread's; they outlive connections.
 */
final class SessionEndpoint {
    /** As many connections are left for everybody else: one to here is never closed for others. */
    private static final int OTHERS = 32;

    private final Supplier<SegmentLimits> limits;
    private final int most;
    private final Clock clock;
    private final AtomicInteger clients = new AtomicInteger();
    /** Null before the first client. */
    private volatile ClientSessions sessions;
    /** When it is stepped next. */
    private long wakesAt = Clock.NEVER;
    /** Null before the first. */
    private Future<?> waking;

    /**
     * @param limits asked for with the first client
     * @param connections how many the server lets be open at once
     */
    SessionEndpoint(Supplier<SegmentLimits> limits, int connections, Clock clock) {
        this.limits = limits;
        this.most = Math.max(1, connections - OTHERS);
        this.clock = clock;
    }

    /** What answers a connection. Any thread. @throws Refusal when there are too many */
    synchronized Response open() throws Refusal {
        if (clients.get() >= most) {
            throw new Refusal(429, "too_many_sessions", "as many clients as there may be are connected",
                    "the same a little later, or several sessions over one connection").withHeader("Retry-After", "5");
        }
        if (sessions == null) {
            sessions = new ClientSessions(limits.get());
        }
        return SessionFrames.answering(this);
    }

    void came() {
        clients.incrementAndGet();
    }

    /** A client is gone; its sessions wait for it. */
    void gone(SessionFrames client) {
        clients.decrementAndGet();
        sessions.gone(client);
    }

    ClientSessions sessions() {
        return sessions;
    }

    long now() {
        return clock.nanos();
    }

    /** Has what nothing comes to end in time. @param executor the server's thread */
    void wakeAt(long deadline, EventExecutor executor) {
        if (deadline < wakesAt) {
            if (waking != null) {
                waking.cancel(false);
            }
            wakesAt = deadline;
            waking = executor.schedule(() -> step(executor), deadline - now(), TimeUnit.NANOSECONDS);
        }
    }

    private void step(EventExecutor executor) {
        wakesAt = Clock.NEVER;
        wakeAt(sessions.step(now()), executor);
    }
}
