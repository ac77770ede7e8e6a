package dev.fermata.control;

import dev.fermata.model.Action;
import dev.fermata.model.Hold;
import dev.fermata.model.Lane;
import dev.fermata.model.PauseMode;
import dev.fermata.model.PauseScope;
import java.time.Duration;
import java.util.Optional;

/**
 * The pause-control service: what a client of the agent may ask for, whatever it speaks. A client's
 * pause is a hold named {@code api:<client>}; it can end its own and, on request, every client's, but
 * never the player's (G5). Thread-safe; every call is atomic under concurrent callers.
 *
 * <p>What silences is done however often it is asked for, except that clients together may have
 * only so many pauses at a time; what ends silence only so often a second. Beyond that the calls throw
 * {@link TooMuchException} and have changed nothing.
 */
public interface PauseControl {

    /**
     * What a client asks of a pause.
     *
     * @param client its own name for itself: letters, digits, {@code . _ -}, at most 64 characters
     * @param reason shown to people, at most 200 characters
     * @param lease the pause ends by itself after this long unless it is renewed; empty: never
     * @param mode how a running sequence is treated; empty: as the settings say
     * @param scope what is to stand still
     * @param waits whether a graceful pause may take its time, until it is in force
     */
    record PauseRequest(
            String client, String reason, Optional<Duration> lease, Optional<PauseMode> mode, PauseScope scope,
            boolean waits) {
        /** One that may take its time. */
        public PauseRequest(String client, String reason, Optional<Duration> lease, Optional<PauseMode> mode,
                PauseScope scope) {
            this(client, reason, lease, mode, scope, true);
        }

        /** The same, for a caller that has no time. */
        public PauseRequest withoutWaiting() {
            return new PauseRequest(client, reason, lease, mode, scope, false);
        }

        /** The holder of this client's hold. */
        public String holder() {
            return Hold.API_PREFIX + client;
        }
    }

    /**
     * Adds or renews the client's pause; one that is renewed covers what it did and what is asked for besides.
     * A graceful one waits until it is in force, within a limit, unless
     * it must not; when too many wait already it answers at once, and may not be in force yet.
     */
    PauseResult pause(PauseRequest request);

    /** Ends the client's pause. */
    PauseResult resume(String client);

    /** Ends every client's pause; the player's own and the priority keys' stay. */
    PauseResult resumeAll();

    /** Ends the client's pause if it has one, else adds it. */
    PauseResult toggle(PauseRequest request);

    /** What became of a submitted action. */
    enum Submitted {
        /** It is queued and plays when its turn comes. */
        QUEUED,
        /** It waits for the end of the pause. */
        BUFFERED,
        /** The buffer is full. */
        FULL,
        /** The schedule is not running. */
        NOT_RUNNING
    }

    /** Submits an action of a client's. */
    Submitted submit(String client, Action action, Lane lane);

    /** Stops the agent at once, everything released; the player's pause stays. Returns whether it ran. */
    boolean stop(String reason);

    /** Starts the schedule from STOPPED or READY, unless the player has stopped it. */
    AgentControl.Started start(String reason);
}
