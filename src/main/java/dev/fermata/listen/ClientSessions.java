package dev.fermata.listen;

import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The sessions of clients, by what they call them: a passive core. One thread. */
public final class ClientSessions implements Stepped {
    /** As many as there are at once. */
    public static final int MOST = 512;
    /** How long one is kept that nobody uses. */
    public static final Duration KEPT = Duration.ofMinutes(10);

    private static final ClientSession.Listener NOBODY = (session, cut) -> { };

    private final SegmentLimits limits;
    private final Map<String, ClientSession> sessions = new HashMap<>();

    /** None yet. */
    public ClientSessions(SegmentLimits limits) {
        this.limits = Objects.requireNonNull(limits);
    }

    /**
     * The session of that name, made if there is none.
     *
     * @param client who hears of it from now on
     * @return empty when there are as many as may be
     */
    public Optional<ClientSession> of(String id, ClientSession.Listener client, long nowNanos) {
        ClientSession session = sessions.get(id);
        if (session == null && sessions.size() < MOST) {
            session = new ClientSession(id, limits);
            sessions.put(id, session);
        }
        if (session != null) {
            session.tell(client, nowNanos);
        }
        return Optional.ofNullable(session);
    }

    /** A client is gone. Its sessions wait for it; what they cut meanwhile it is told when it comes again. */
    public void gone(ClientSession.Listener client) {
        for (ClientSession each : sessions.values()) {
            if (each.isOf(client)) {
                each.tell(NOBODY, each.usedAt());
            }
        }
    }

    /** Ends a session: what it has is told. */
    public void end(ClientSession session) {
        session.finish();
        sessions.remove(session.id());
    }

    /** {@inheritDoc} Ends segments to which nothing comes, and forgets sessions that nobody uses. */
    @Override
    public long step(long nowNanos) {
        sessions.values().forEach(each -> each.step(nowNanos));
        List.copyOf(sessions.values()).stream().filter(each -> nowNanos - each.usedAt() >= KEPT.toNanos())
                .forEach(this::end);
        return sessions.values().stream().mapToLong(ClientSession::deadline).min().orElse(Clock.NEVER);
    }
}
