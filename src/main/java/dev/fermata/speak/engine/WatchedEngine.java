package dev.fermata.speak.engine;

import dev.fermata.speak.sound.Sound;
import dev.fermata.time.Clock;
import java.util.Optional;

/**
 * Counts what becomes of asking another engine, and does not ask it while it or its server rests. What is kept from
 * before need not be asked for, so this stands behind that.
 */
public final class WatchedEngine implements Engine {
    private static final long MS = 1_000_000;

    private final Clock clock;
    private final Engine engine;
    private final Figures figures;
    private final Optional<ServerHealth> server;

    /** @param server whose sounds they are; empty for what is asked on no server */
    public WatchedEngine(Clock clock, Engine engine, Figures figures, Optional<ServerHealth> server) {
        this.clock = clock;
        this.engine = engine;
        this.figures = figures;
        this.server = server;
    }

    @Override
    public Sound make(String text) throws VoiceException, InterruptedException {
        long begun = clock.nanos();
        requireRested(begun);
        try {
            Sound sound = engine.make(text);
            server.ifPresent(ServerHealth::answered);
            figures.made(clock.nanos() - begun);
            return sound;
        } catch (VoiceException e) {
            failed(e.kind(), e.getMessage());
            throw e;
        } catch (InterruptedException e) {
            forgotten();
            throw e;
        } catch (RuntimeException e) {
            failed(VoiceException.Kind.FAILED, e.toString());
            throw e;
        }
    }

    private void requireRested(long now) throws VoiceException {
        if (server.isPresent() && !server.get().mayAsk(now)) {
            throw new VoiceException(VoiceException.Kind.RESTING, "its server has not answered, and is asked again in "
                    + server.get().left(now) / MS + " ms");
        }
        if (!figures.mayAsk(now)) {
            server.ifPresent(each -> each.forgotten(now));
            throw new VoiceException(VoiceException.Kind.RESTING, "it has failed too often, and is asked again in "
                    + figures.snapshot(now).restNanos() / MS + " ms");
        }
    }

    /** It was not asked after all, or nobody waits for what comes of it. */
    private void forgotten() {
        long now = clock.nanos();
        server.ifPresent(each -> each.forgotten(now));
        figures.forgotten(now);
    }

    private void failed(VoiceException.Kind kind, String reason) {
        if (kind == VoiceException.Kind.RESTING) {
            forgotten();
            return;
        }
        long now = clock.nanos();
        switch (kind) {
            case UNREACHABLE, SLOW, BUSY -> server.ifPresent(each -> each.failed(kind, reason, now));
            default -> server.ifPresent(ServerHealth::answered);
        }
        figures.failed(kind, now);
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String identity() {
        return engine.identity();
    }
}
