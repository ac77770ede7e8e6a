package dev.fermata.config.profile;

import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.List;

/**
 * A ring of steps, one played at each beat; replaces the timed skills (sequence mode). Kept-down skills may go with
 * it. After a hold it goes on with the step whose turn it was.
 */
public record Rotation(
        List<Action> steps, Duration every, Lane lane, ResumePolicy resume, boolean runsDuringHold, boolean atStart) {
    /** The name its actions carry in events. */
    public static final String NAME = "rotation";

    public Rotation {
        steps = List.copyOf(steps);
    }
}
