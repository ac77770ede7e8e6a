package dev.fermata.control.http;

import dev.fermata.listen.ClientSessions;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.Clock;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code GET /session}: a WebSocket over which a client has a player's input cut into segments. The sessions are the
 * server thread's; they outlive connections.
 */
final class SessionEndpoint {
    private final Supplier<SegmentLimits> limits;
    private final Clock clock;
    /** Null before the first client. */
    private volatile ClientSessions sessions;
    /** When it is stepped next. */
    private long wakesAt = Clock.NEVER;
    /** Null before the first. */
    private Future<?> waking;

    /** @param limits asked for with the first client */
    SessionEndpoint(Supplier<SegmentLimits> limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** What answers a connection. Any thread. */
    synchronized Response open() {
        if (sessions == null) {
            sessions = new ClientSessions(limits.get());
        }
        return SessionFrames.answering(this);
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
