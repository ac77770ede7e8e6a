package dev.fermata.app;

import dev.fermata.config.profile.Profile;
import dev.fermata.control.Status;
import dev.fermata.model.Condition;
import dev.fermata.model.Scope;
import dev.fermata.model.Truth;
import dev.fermata.pause.PauseLedger;
import dev.fermata.pause.PauseListener;
import dev.fermata.pause.Stillness;
import dev.fermata.skill.Sight;
import java.time.Duration;
import java.util.Optional;

/**
 * Has the sensors of the profile in force looked at as far as the holds let it. A profile without sensors costs
 * nothing: then there is no {@link Lookout}, and its class is not loaded.
 *
 * <p>Thread-safe; {@link #load} is the input thread's. What the ledger and the skills ask never waits.
 */
final class Seeing implements PauseListener, Sight, AutoCloseable {
    private final Agent agent;
    private final Core.Host host;
    /** Null while there is nothing to look at. Written by the input thread. */
    private volatile Lookout lookout;

    Seeing(Agent agent, Core.Host host) {
        this.agent = agent;
        this.host = host;
    }

    /**
     * Looks at the sensors of that profile from now on, and no more at those of the one before. Does not wait for a look
     * that is under way: the player may press a key meanwhile.
     */
    void load(Profile profile) {
        Lookout before = lookout;
        lookout = null;
        if (before != null) {
            before.end();
        }
        if (!profile.senses().sensors().isEmpty()) {
            begin(Lookout.of(profile, agent, host));
        }
    }

    private void begin(Lookout next) {
        PauseLedger ledger = agent.core().ledger();
        synchronized (ledger) {
            lookout = next;
            if (ledger.isStarted()) {
                next.heed(ledger.stillness(Scope.PLAY));
            }
        }
        next.start();
    }

    @Override
    public void heed(Stillness stillness, Optional<Duration> grace) {
        Lookout current = lookout;
        if (current != null) {
            current.heed(stillness);
        }
    }

    @Override
    public void stopped(String because) {
        Lookout current = lookout;
        if (current != null) {
            current.stopped();
        }
    }

    @Override
    public Truth over(Condition condition, long nowNanos) {
        Lookout current = lookout;
        return current == null ? Truth.UNKNOWN : current.over(condition, nowNanos);
    }

    @Override
    public Optional<String> blindness(Condition condition, long nowNanos) {
        Lookout current = lookout;
        return current == null ? Optional.empty() : current.blindness(condition, nowNanos);
    }

    @Override
    public String words(Condition condition, long nowNanos) {
        Lookout current = lookout;
        return current == null ? "" : current.words(condition, nowNanos);
    }

    /** What is seen; empty where there is nothing to look at. */
    Optional<Status.SensesStatus> status() {
        Lookout current = lookout;
        return current == null ? Optional.empty() : Optional.of(current.status());
    }

    /** Looks at nothing any more; idempotent. */
    @Override
    public void close() {
        Lookout before = lookout;
        lookout = null;
        if (before != null) {
            before.close();
        }
    }
}
