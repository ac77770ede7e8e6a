package dev.fermata.speak.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.VoiceFigures;
import dev.fermata.time.Rest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** How one voice has done, and whether it may be asked. Thread-safe. */
public final class Figures {
    /** What happened last counts for a fifth, what happened ten times ago for next to nothing. */
    private static final double NEWEST = 0.2;
    /** Nothing is so bad that it is never tried again. */
    private static final double WORST = 0.05;
    /** So many failures in a row may be the texts'. */
    private static final int FREE = 3;

    private final String name;
    private final String server;
    @GuardedBy("this")
    private final Rest rest = new Rest(FREE, Duration.ofSeconds(5), Duration.ofMinutes(2));
    @GuardedBy("this")
    private final Map<String, Long> failed = new TreeMap<>();
    @GuardedBy("this")
    private long asked;
    @GuardedBy("this")
    private long made;
    @GuardedBy("this")
    private long nanos;
    @GuardedBy("this")
    private double history = 1;

    /** @param server where it is asked for; empty for what is asked on no server */
    public Figures(String name, String server) {
        this.name = name;
        this.server = server;
    }

    synchronized boolean mayAsk(long now) {
        return server.isEmpty() || rest.mayAsk(now);
    }

    synchronized void made(long tookNanos) {
        asked++;
        made++;
        nanos += tookNanos;
        history += (1 - history) * NEWEST;
        rest.succeeded();
    }

    synchronized void failed(VoiceException.Kind kind, long now) {
        asked++;
        failed.merge(kind.id(), 1L, Long::sum);
        history = Math.max(WORST, history * (1 - NEWEST));
        rest.failed(now);
    }

    synchronized void forgotten(long now) {
        rest.forgotten(now);
    }

    /** How well it has done lately: 1 for all, 0.05 at least. */
    synchronized double history() {
        return history;
    }

    /** What is known now. */
    public synchronized VoiceFigures snapshot(long now) {
        return new VoiceFigures(name, server, asked, made, Map.copyOf(failed), made == 0 ? 0 : nanos / made,
                server.isEmpty() ? 0 : rest.left(now));
    }
}
