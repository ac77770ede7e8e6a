package dev.fermata.app;

import dev.fermata.control.Status;
import dev.fermata.control.StatusSource;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.ListenStatus;
import dev.fermata.model.RecordingStatus;
import dev.fermata.model.SpeechStatus;
import dev.fermata.observe.Standing;
import dev.fermata.observe.StandingWatch;
import dev.fermata.play.LaneStats;
import dev.fermata.schedule.TaskStatus;
import dev.fermata.skill.SkillState;
import dev.fermata.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Puts the status together from the parts that know it. Thread-safe; each part is asked in turn. */
final class StatusBoard implements StatusSource {
    private final Core core;
    private final StandingWatch standing;
    private final Clock clock;
    private final String version;
    private final long sessionId;
    private final Instant startedAt;
    private final Supplier<Map<String, Status.Latency>> latencies;
    private final Supplier<List<Status.Alert>> alerts;
    private final Supplier<Optional<Status.SensesStatus>> senses;
    private final Supplier<Optional<SpeechStatus>> speech;
    private final Supplier<Optional<ListenStatus>> listening;
    private final Supplier<Optional<RecordingStatus>> recording;
    private final Supplier<Status.Companions> companions;
    private final LongSupplier pictures;

    /**
     * @param standing knows what is not as it should be
     * @param latencies measured so far; empty when nothing is measured
     * @param alerts raised now
     * @param senses what is seen
     * @param speech what is spoken
     * @param listening what is heard
     * @param recording what of the player's doing is recorded
     * @param companions what goes along with the agent
     * @param pictures how many pictures of the screen pages have been shown
     */
    StatusBoard(Core core, StandingWatch standing, Clock clock, String version, long sessionId,
            Supplier<Map<String, Status.Latency>> latencies, Supplier<List<Status.Alert>> alerts,
            Supplier<Optional<Status.SensesStatus>> senses, Supplier<Optional<SpeechStatus>> speech,
            Supplier<Optional<ListenStatus>> listening, Supplier<Optional<RecordingStatus>> recording,
            Supplier<Status.Companions> companions, LongSupplier pictures) {
        this.core = core;
        this.standing = standing;
        this.clock = clock;
        this.version = version;
        this.sessionId = sessionId;
        this.startedAt = clock.wallTime(clock.nanos());
        this.latencies = latencies;
        this.alerts = alerts;
        this.senses = senses;
        this.speech = speech;
        this.listening = listening;
        this.recording = recording;
        this.companions = companions;
        this.pictures = pictures;
    }

    @Override
    public Status status() {
        List<Status.SkillStatus> skills = skills();
        List<LaneStats> lanes = core.lanes();
        long now = clock.nanos();
        AgentState state = core.control().state();
        List<Hold> holds = core.ledger().holds();
        Optional<Event.ProfileRefused> refused = standing.refused();
        Optional<Event.HookChanged> deaf = standing.deaf();
        return new Status(version, sessionId, core.profileName(), now, startedAt, state, !holds.isEmpty(), holds,
                Standing.of(state, holds, refused.isPresent(), deaf.isPresent(), recording.get().isPresent()), refused,
                deaf, skills,
                lanes.stream().map(StatusBoard::lane).toList(), latencies.get(), alerts.get(),
                core.parts().stream().map(part -> new Status.PartStatus(part.name(), part.overdueNanos(now))).toList(),
                senses.get(), speech.get(), listening.get(), recording.get(), companions.get(),
                counters(lanes));
    }

    /** Each skill of the profile; one that has no time of its own, or is off, has no next run. */
    private List<Status.SkillStatus> skills() {
        Map<String, TaskStatus> tasks = new HashMap<>();
        core.schedule().forEach(task -> tasks.put(task.id(), task));
        List<Status.SkillStatus> all = new ArrayList<>();
        for (SkillState skill : core.skills().states(core.control().state() == AgentState.READY)) {
            TaskStatus task = tasks.getOrDefault(skill.name(), new TaskStatus(skill.name(), Clock.NEVER, 0, 0));
            all.add(new Status.SkillStatus(skill.name(), skill.isOn(), skill.isPlaying(), task.nextRunNanos(),
                    task.runs(), task.missed(), skill.played(), skill.lastPlayedNanos(), skill.whyNot()));
        }
        return all;
    }

    private static Status.LaneStatus lane(LaneStats lane) {
        return new Status.LaneStatus(lane.lane(), lane.depth(), lane.played(), lane.rejected(), lane.dropped(),
                lane.failed(), lane.waitP50Nanos(), lane.waitP99Nanos());
    }

    private Map<String, Long> counters(List<LaneStats> lanes) {
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("played", sum(lanes, LaneStats::played));
        counters.put("dropped", sum(lanes, LaneStats::dropped));
        counters.put("rejected", sum(lanes, LaneStats::rejected));
        counters.put("failed", sum(lanes, LaneStats::failed));
        counters.put("buffered", (long) core.dispatcher().buffered());
        counters.put("pictures", pictures.getAsLong());
        return counters;
    }

    private static long sum(List<LaneStats> lanes, ToLongFunction<LaneStats> count) {
        return lanes.stream().mapToLong(count).sum();
    }
}
