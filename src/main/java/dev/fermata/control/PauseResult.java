package dev.fermata.control;

import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import java.util.List;

/**
 * What came of a pause, resume or toggle.
 *
 * @param state the agent's state right after it
 * @param holds the holds that were on right after it, oldest first
 * @param changed whether the call changed anything
 * @param inForce whether what was to be paused or resumed stands still now; false after a graceful pause whose
 *                sequence has not ended within the stated time of waiting, and after a resume with no holds left
 * @param tookNanos how long the call took
 */
public record PauseResult(AgentState state, List<Hold> holds, boolean changed, boolean inForce, long tookNanos) {
    public PauseResult {
        holds = List.copyOf(holds);
    }
}
