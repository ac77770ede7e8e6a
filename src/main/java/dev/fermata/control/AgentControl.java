package dev.fermata.control;

import com.google.common.eventbus.AllowConcurrentEvents;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

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
    /** What the player stopped the schedule with; empty since the player's next start. */
    @GuardedBy("lock")
    private Optional<String> stoppedByPlayer = Optional.empty();
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
                    stopByPlayer("master key");
                }
            }
            case TOGGLE -> toggle("toggle key");
            case PANIC -> stopByPlayer("panic key");
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

    /** STOPPED or READY to RUNNING, for the player. Answers whether that changed anything. */
    public boolean run(String cause) {
        boolean changed;
        synchronized (lock) {
            armed = true;
            stoppedByPlayer = Optional.empty();
            changed = skills.start();
        }
        tell(cause);
        return changed;
    }

    /** As {@link #run}, but only if it is armed; what the player paused before is over. */
    private void runIfArmed(String cause) {
        skills.removeHold(Hold.MANUAL, cause);
        synchronized (lock) {
            if (!armed) {
                return;
            }
            stoppedByPlayer = Optional.empty();
            skills.start();
        }
        tell(cause);
    }

    /**
     * What came of a client's start.
     *
     * @param stoppedByPlayer what the player stopped the schedule with, if the start was refused for that
     */
    public record Started(boolean changed, Optional<String> stoppedByPlayer) {
    }

    /** STOPPED or READY to RUNNING, for a client: what the player stopped only the player starts. */
    public Started startByClient(String cause) {
        Started started;
        synchronized (lock) {
            if (stoppedByPlayer.isPresent()) {
                return new Started(false, stoppedByPlayer);
            }
            armed = true;
            started = new Started(skills.start(), Optional.empty());
        }
        tell(cause);
        return started;
    }

    /**
     * From any state to STOPPED, and the manual hold ends with it: when the agent is told to end. Answers
     * whether that changed anything.
     */
    public boolean stop(String cause) {
        return stop(cause, Hold::isManual, Optional.empty());
    }

    /** As {@link #stop}, for clients and faults: every hold stays, the manual one too (G5). */
    public boolean stopKeepingHolds(String cause) {
        return stop(cause, hold -> false, Optional.empty());
    }

    /** As {@link #stop}, for the player: no client starts it again. */
    private boolean stopByPlayer(String cause) {
        return stop(cause, Hold::isManual, Optional.of(cause));
    }

    /** One step, so that nothing that comes after it is undone. */
    private boolean stop(String cause, Predicate<Hold> ended, Optional<String> byPlayer) {
        boolean changed;
        List<Event> events = new ArrayList<>();
        synchronized (lock) {
            changed = armed;
            armed = false;
            stoppedByPlayer = byPlayer.or(() -> stoppedByPlayer);
            skills.stop(cause, ended, events);
        }
        events.forEach(bus::post);
        tell(cause);
        return changed;
    }

    /**
     * READY to RUNNING, whatever the player had paused before; RUNNING to PAUSED; and from PAUSED back to
     * RUNNING, ending clients' holds as well as the manual one: at the keyboard the player has the last
     * word. Does nothing when STOPPED.
     */
    public void toggle(String cause) {
        switch (state()) {
            case STOPPED -> { }
            case READY -> runIfArmed(cause);
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
    @AllowConcurrentEvents
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
