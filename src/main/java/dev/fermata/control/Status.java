package dev.fermata.control;

import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.BridgeStatus;
import dev.fermata.model.HistoryStatus;
import dev.fermata.model.Hold;
import dev.fermata.model.Lane;
import dev.fermata.model.ListenStatus;
import dev.fermata.model.RecordingStatus;
import dev.fermata.model.SensorReading;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.ViewersStatus;
import dev.fermata.model.WhyNot;
import dev.fermata.observe.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything there is to see of a running agent at one moment: what {@code GET /status}, the page and
 * {@code fermata status} show.
 *
 * @param nowNanos the agent's clock at that moment; holds and runs are told relative to it
 * @param held whether there is any hold
 * @param standing the same as the overlay and the tray show
 * @param refused why the profile that was saved or asked for last is not in force
 * @param deaf since when the hook hears nothing
 * @param latencies named distributions, e.g. {@code pause}, in the order they are shown
 * @param alerts the alerts that are raised now
 * @param parts what the agent is made of, each with a thread of its own
 * @param senses what is seen; empty where the profile has no sensors
 * @param speech what is spoken; empty before anybody has had something spoken
 * @param listening whether the player is heard, and what was said; empty where no profile has had voice commands
 * @param recording what of the player's doing is recorded; empty where nothing is
 * @param companions what goes along with it
 * @param counters named totals since the start, e.g. {@code played}, {@code dropped}
 */
public record Status(
        String version,
        long sessionId,
        String profile,
        long nowNanos,
        Instant startedAt,
        AgentState state,
        boolean held,
        List<Hold> holds,
        Standing standing,
        Optional<Event.ProfileRefused> refused,
        Optional<Event.HookChanged> deaf,
        List<SkillStatus> skills,
        List<LaneStatus> lanes,
        Map<String, Latency> latencies,
        List<Alert> alerts,
        List<PartStatus> parts,
        Optional<SensesStatus> senses,
        Optional<SpeechStatus> speech,
        Optional<ListenStatus> listening,
        Optional<RecordingStatus> recording,
        Companions companions,
        Map<String, Long> counters) {

    /**
     * One skill.
     *
     * @param isPlaying whether it is being played at this moment
     * @param nextRunNanos on the agent's clock; {@link Long#MAX_VALUE} when it has no next run
     * @param runs how often it was due
     * @param missed how often its time passed without it
     * @param played how often it was played to its end
     * @param lastPlayedNanos when that was the last time, on the agent's clock; empty for not yet
     * @param whyNot why it is not being played; empty while it is
     */
    public record SkillStatus(String name, boolean enabled, boolean isPlaying, long nextRunNanos, long runs,
            long missed, long played, OptionalLong lastPlayedNanos, Optional<WhyNot> whyNot) {
    }

    /** One lane's queue. */
    public record LaneStatus(
            Lane lane, int depth, long played, long rejected, long dropped, long failed, long waitP50Nanos,
            long waitP99Nanos) {
    }

    /** A distribution of durations. */
    public record Latency(long count, long p50Nanos, long p99Nanos, long maxNanos) {
    }

    /**
     * One part of the agent.
     *
     * @param overdueNanos how long it has been busy with one step, or late for one; about 0 when all is well
     */
    public record PartStatus(String name, long overdueNanos) {
    }

    /**
     * What the agent sees.
     *
     * @param capturesPerSecond how many rectangles of the screen are read in a second; 0 while nothing is looked at
     * @param trouble why the screen cannot be looked at here at all; empty where it can
     * @param readings one a sensor, in the profile's order
     */
    public record SensesStatus(double capturesPerSecond, Optional<String> trouble, List<SensorReading> readings) {
        public SensesStatus {
            readings = List.copyOf(readings);
        }
    }

    /**
     * What goes along with an agent.
     *
     * @param stream empty where viewers are not answered
     * @param history empty where nothing is kept
     * @param bridge empty where there is none
     * @param viewers what viewers may have played; empty where the settings let none
     */
    public record Companions(Optional<StreamStatus> stream, Optional<HistoryStatus> history,
            Optional<BridgeStatus> bridge, Optional<ViewersStatus> viewers) {
        /** Where there is none of it. */
        public static final Companions NONE = new Companions(Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** A measure that is over its threshold. */
    public record Alert(String name, String message, long sinceNanos) {
    }
}
