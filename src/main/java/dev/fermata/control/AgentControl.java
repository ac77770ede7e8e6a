package dev.fermata.control;

import com.google.common.eventbus.Subscribe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Command;
import dev.fermata.model.Hold;
import dev.fermata.skill.SkillManager;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The agent's states and what changes them: hotkeys, the command line, clients.
 *
 * <p>There is one truth: whether the agent is armed, whether the skill manager is started, and the
 * holds. PAUSED is RUNNING with a manual or API hold, never a flag of its own, so the two cannot
 * disagree. Thread-safe; each command is atomic, and events are posted outside the lock.
 */
public final class AgentControl {
    private final SkillManager skills;
    private final Bus bus;
    private final Clock clock;

    private final Object lock = new Object();
    @GuardedBy("lock")
    private boolean armed;
    @GuardedBy("lock")
    private AgentState told = AgentState.STOPPED;

    public AgentControl(SkillManager skills, Bus bus, Clock clock) {
        this.skills = skills;
        this.bus = bus;
        this.clock = clock;
    }

    /** What the agent is doing now. */
    public AgentState state() {
        synchronized (lock) {
            return derivedState();
        }
    }

    /** Does what a hotkey asks for. */
    public void command(Command command) {
        switch (command) {
            case MASTER -> {
                if (!arm("master key")) {
                    stop("master key");
                }
            }
            case TOGGLE -> toggle("toggle key");
            case PANIC -> stop("panic key");
        }
    }

    /** STOPPED to READY. Answers whether that changed anything. */
    public boolean arm(String cause) {
        synchronized (lock) {
            if (armed) {
                return false;
            }
            armed = true;
        }
        tell(cause);
        return true;
    }

    /** STOPPED or READY to RUNNING. Answers whether that changed anything. */
    public boolean run(String cause) {
        boolean changed;
        synchronized (lock) {
            armed = true;
            changed = skills.start();
        }
        tell(cause);
        return changed;
    }

    /** From any state to STOPPED; the manual hold ends with it. Answers whether that changed anything. */
    public boolean stop(String cause) {
        boolean changed;
        synchronized (lock) {
            changed = armed;
            armed = false;
            skills.stop(cause);
        }
        skills.removeHold(Hold.MANUAL, cause);
        tell(cause);
        return changed;
    }

    /**
     * READY to RUNNING; RUNNING to PAUSED; and from PAUSED back to RUNNING, ending clients' holds as
     * well as the manual one: at the keyboard the player has the last word. Does nothing when
     * STOPPED.
     */
    public void toggle(String cause) {
        switch (state()) {
            case STOPPED -> { }
            case READY -> run(cause);
            case RUNNING, PAUSED -> {
                Hold manual = new Hold(Hold.MANUAL, cause, clock.nanos(), OptionalLong.empty(), List.of());
                skills.toggleHoldWhileStarted(manual, Hold::pauses);
                tell(cause);
            }
        }
    }

    /**
     * Adds or renews a holder's pause. Answers whether the holder had none before.
     *
     * @param leaseNanos how long it lasts at most; empty for no limit
     */
    public boolean pause(String holder, String reason, OptionalLong leaseNanos) {
        boolean changed = skills.addHold(hold(holder, reason, leaseNanos));
        tell(reason);
        return changed;
    }

    /** As {@link #pause}, but lets a sequence that is being played finish first, within the given time. */
    public boolean pauseGracefully(String holder, String reason, OptionalLong leaseNanos, Duration atMost) {
        boolean changed = skills.addHoldGracefully(hold(holder, reason, leaseNanos), atMost);
        tell(reason);
        return changed;
    }

    /**
     * Ends the holder's pause if it has one, else adds it; atomic under concurrent callers.
     *
     * @param drain as in {@link #pauseGracefully}; empty for an immediate pause
     */
    public void toggle(String holder, String reason, OptionalLong leaseNanos, Optional<Duration> drain) {
        skills.toggleHold(hold(holder, reason, leaseNanos), hold -> hold.holder().equals(holder), drain);
        tell(reason);
    }

    private Hold hold(String holder, String reason, OptionalLong leaseNanos) {
        long now = clock.nanos();
        OptionalLong end = leaseNanos.isPresent()
                ? OptionalLong.of(now + leaseNanos.getAsLong()) : OptionalLong.empty();
        return new Hold(holder, reason, now, end, List.of());
    }

    /** Ends every client's pause; the player's own stays. Answers whether there was one. */
    public boolean resumeClients(String reason) {
        boolean changed = skills.removeHolds(hold -> hold.holder().startsWith(Hold.API_PREFIX), reason) > 0;
        tell(reason);
        return changed;
    }

    /** Ends a holder's pause and nobody else's. Answers whether it had one. */
    public boolean resume(String holder, String reason) {
        boolean changed = skills.removeHold(holder, reason);
        tell(reason);
        return changed;
    }

    /** A hold may have ended by itself; the state is told again if it changed. */
    @Subscribe
    public void onHoldRemoved(Event.HoldRemoved removed) {
        tell(removed.reason());
    }

    private void tell(String cause) {
        AgentState from;
        AgentState to;
        synchronized (lock) {
            from = told;
            to = derivedState();
            told = to;
        }
        if (from != to) {
            bus.post(new Event.StateChanged(clock.nanos(), from, to, cause));
        }
    }

    @GuardedBy("lock")
    private AgentState derivedState() {
        if (!armed) {
            return AgentState.STOPPED;
        }
        if (!skills.isStarted()) {
            return AgentState.READY;
        }
        return skills.holds().stream().anyMatch(Hold::pauses) ? AgentState.PAUSED : AgentState.RUNNING;
    }
}
