package dev.fermata.control;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Command;
import dev.fermata.model.Hold;
import dev.fermata.model.Scope;
import dev.fermata.pause.PauseLedger;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The agent's states and what changes them: hotkeys, the command line, clients.
 *
 * <p>There is one truth: whether the agent is armed, and the ledger's start and holds. PAUSED is RUNNING with a
 * manual or API hold, never a flag of its own, so the two cannot disagree. Thread-safe: each command is one step
 * under the ledger's lock, which guards the fields here too, and its state is told in its place among the events
 * of the holds.
 */
public final class AgentControl {
    private final PauseLedger ledger;
    private final Bus bus;
    private final Clock clock;

    @GuardedBy("ledger")
    private boolean armed;
    /** What the player stopped the schedule with; empty since the player's next start. */
    @GuardedBy("ledger")
    private Optional<String> stoppedByPlayer = Optional.empty();
    @GuardedBy("ledger")
    private AgentState told = AgentState.STOPPED;

    public AgentControl(PauseLedger ledger, Bus bus, Clock clock) {
        this.ledger = ledger;
        this.bus = bus;
        this.clock = clock;
    }

    /** What the agent is doing now. */
    public AgentState state() {
        synchronized (ledger) {
            return state(ledger.isStarted());
        }
    }

    /** Does what a hotkey asks for. */
    public void command(Command.State command) {
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

    /** STOPPED to READY. Returns whether that changed anything. */
    public boolean arm(String cause) {
        boolean changed;
        synchronized (ledger) {
            changed = !armed;
            armed = true;
            tell(cause);
        }
        bus.deliver();
        return changed;
    }

    /** STOPPED or READY to RUNNING, for the player. Returns whether that changed anything. */
    public boolean run(String cause) {
        boolean changed;
        synchronized (ledger) {
            changed = start(cause);
        }
        bus.deliver();
        return changed;
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
        synchronized (ledger) {
            started = stoppedByPlayer.isPresent()
                    ? new Started(false, stoppedByPlayer) : new Started(start(cause), Optional.empty());
        }
        bus.deliver();
        return started;
    }

    /**
     * From any state to STOPPED, and the player's pauses end with it: when the agent is told to end. Returns
     * whether that changed anything.
     */
    public boolean stop(String cause) {
        return stop(cause, Hold::isPlayers, Optional.empty());
    }

    /** As {@link #stop}, for clients and faults: every hold stays, the manual one too (G5). */
    public boolean stopKeepingHolds(String cause) {
        return stop(cause, hold -> false, Optional.empty());
    }

    /** As {@link #stop}, for the player: no client starts it again, and what was paused by voice is forgotten too. */
    private void stopByPlayer(String cause) {
        stop(cause, Hold::isPlayers, Optional.of(cause));
    }

    /** As {@link #stop}, for the player's voice: no client starts it again, and every hold stays (G5). */
    public boolean stopByVoice(String cause) {
        return stop(cause, hold -> false, Optional.of(cause));
    }

    private boolean stop(String cause, Predicate<Hold> ended, Optional<String> byPlayer) {
        boolean changed;
        synchronized (ledger) {
            changed = armed;
            armed = false;
            stoppedByPlayer = byPlayer.isPresent() ? byPlayer : stoppedByPlayer;
            ledger.stop(cause);
            ledger.end(ended, cause);
            tell(cause);
        }
        bus.deliver();
        return changed;
    }

    /**
     * READY to RUNNING, whatever the player had paused before; RUNNING to PAUSED; and from PAUSED back to RUNNING, ending
     * clients' pauses, that for the chat and that by voice as well as the manual one: at the keyboard the player has the
     * last word. While nothing but another window or a lock holds, it pauses by hand, so that nothing begins by itself.
     * What covers speech alone pauses nothing and stays. Does nothing when STOPPED.
     */
    public void toggle(String cause) {
        synchronized (ledger) {
            switch (state()) {
                case STOPPED -> { }
                case READY -> {
                    ledger.end(Hold::isPlayers, cause);
                    start(cause);
                }
                case RUNNING, PAUSED -> {
                    if (ledger.end(Hold::endsByToggle, cause) == 0) {
                        ledger.add(hold(Hold.MANUAL, cause, EnumSet.allOf(Scope.class), OptionalLong.empty()), Optional.empty());
                    }
                    tell(cause);
                }
            }
        }
        bus.deliver();
    }

    /**
     * Adds or renews a holder's pause. Returns whether the holder had none before, or one of less.
     *
     * @param scopes what is to stand still
     * @param leaseNanos how long it lasts at most; empty for no limit
     * @param grace how long a sequence that is being played may take to finish; empty: it is cut off
     * @throws dev.fermata.pause.TooManyHoldsException when clients have as many as they may; nothing was changed
     */
    public boolean pause(String holder, String reason, Set<Scope> scopes, OptionalLong leaseNanos,
            Optional<Duration> grace) {
        return oneStep(reason, () -> ledger.add(hold(holder, reason, scopes, leaseNanos), grace));
    }

    /** Ends the holder's pause if it has one, else adds it as {@link #pause} does. */
    public void toggle(String holder, String reason, Set<Scope> scopes, OptionalLong leaseNanos,
            Optional<Duration> grace) {
        oneStep(reason, () -> ledger.end(hold -> hold.holder().equals(holder), reason) > 0
                || ledger.add(hold(holder, reason, scopes, leaseNanos), grace));
    }

    private Hold hold(String holder, String reason, Set<Scope> scopes, OptionalLong leaseNanos) {
        long now = clock.nanos();
        OptionalLong end = leaseNanos.isPresent()
                ? OptionalLong.of(now + leaseNanos.getAsLong()) : OptionalLong.empty();
        return new Hold(holder, reason, now, end, List.of(), scopes);
    }

    /** Ends every client's pause; the player's own stays. Returns whether there was one. */
    public boolean resumeClients(String reason) {
        return oneStep(reason, () -> ledger.end(Hold::isOfClient, reason) > 0);
    }

    /** Ends a holder's pause and nobody else's. Returns whether it had one. */
    public boolean resume(String holder, String reason) {
        return oneStep(reason, () -> ledger.end(hold -> hold.holder().equals(holder), reason) > 0);
    }

    /** A hold may have ended by itself; the state is told again if it changed. */
    @Subscribe
    @AllowConcurrentEvents
    public void onHoldRemoved(Event.HoldRemoved removed) {
        oneStep(removed.reason(), () -> false);
    }

    /** Changes holds and tells of the agent's state in one step. */
    private boolean oneStep(String cause, BooleanSupplier change) {
        boolean changed;
        synchronized (ledger) {
            changed = change.getAsBoolean();
            tell(cause);
        }
        bus.deliver();
        return changed;
    }

    /** Tells of it first, for at once something may play. */
    @GuardedBy("ledger")
    private boolean start(String cause) {
        armed = true;
        stoppedByPlayer = Optional.empty();
        tell(state(true), cause);
        return ledger.start();
    }

    @GuardedBy("ledger")
    private void tell(String cause) {
        tell(state(ledger.isStarted()), cause);
    }

    @GuardedBy("ledger")
    private void tell(AgentState to, String cause) {
        if (to != told) {
            bus.queue(new Event.StateChanged(clock.nanos(), told, to, cause));
            told = to;
        }
    }

    @GuardedBy("ledger")
    private AgentState state(boolean started) {
        if (!armed) {
            return AgentState.STOPPED;
        }
        if (!started) {
            return AgentState.READY;
        }
        for (Hold hold : ledger.holds()) {
            if (hold.pauses()) {
                return AgentState.PAUSED;
            }
        }
        return AgentState.RUNNING;
    }
}
