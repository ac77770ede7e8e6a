package dev.fermata.control.http;

import dev.fermata.control.AgentControl;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PauseResult;
import dev.fermata.control.Status;
import dev.fermata.control.StatusSource;
import dev.fermata.event.Event;
import dev.fermata.event.ProfileChanges;
import dev.fermata.event.ProfileProblem;
import dev.fermata.model.Action;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.ListenStatus;
import dev.fermata.model.RecordingStatus;
import dev.fermata.model.Origin;
import dev.fermata.model.PauseMode;
import dev.fermata.model.SensorReading;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.VoiceStatus;
import dev.fermata.model.WhyIgnored;
import dev.fermata.model.WhyNot;
import dev.fermata.model.PauseScope;
import dev.fermata.observe.Standing;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A small agent that keeps the promises of {@link PauseControl} and nothing else: holds, states and a
 * buffer. Its graceful pauses wait until {@link #endSequence} is called.
 */
final class FakeAgent implements PauseControl, StatusSource {
    private static final int BUFFER = 5;

    private final Clock clock;
    private final CountDownLatch sequence = new CountDownLatch(1);
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private volatile double life = 63.2;
    private final List<String> calls = new ArrayList<>();
    private volatile Consumer<Event> listener = event -> { };
    private boolean running = true;
    private volatile Optional<String> stoppedByPlayer = Optional.empty();
    private Optional<Event.ProfileRefused> refused = Optional.empty();
    private Optional<Event.HookChanged> deaf = Optional.empty();
    private int buffered;
    private long played;
    private volatile RuntimeException failure;
    /** What is spoken; empty until somebody sets it. */
    volatile Supplier<Optional<SpeechStatus>> speech = Optional::empty;
    volatile Supplier<Optional<ListenStatus>> listening = Optional::empty;
    volatile Optional<RecordingStatus> recording = Optional.empty();
    volatile Status.Companions companions = Status.Companions.NONE;
    private volatile Duration grace = Duration.ofSeconds(2);

    FakeAgent(Clock clock) {
        this.clock = clock;
    }

    void tell(Consumer<Event> events) {
        listener = events;
    }

    /** From now on everything fails. */
    void breakDown(RuntimeException with) {
        failure = with;
    }

    /** Sets how long graceful pauses wait for {@link #endSequence}; else two seconds. */
    void waitFor(Duration longest) {
        grace = longest;
    }

    void endSequence() {
        sequence.countDown();
    }

    /** What was asked for besides pauses, e.g. {@code stop api:page}. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized List<String> holders() {
        return List.copyOf(holds.keySet());
    }

    /** The player presses a priority key. */
    void playerPresses(Key... keys) {
        add(new Hold(Hold.PRIORITY_KEYS, String.join("+", List.of(keys).stream().map(Key::id).toList()) + " is down",
                clock.nanos(), OptionalLong.empty(), List.of(keys)));
    }

    /** The player presses the panic key. */
    void playerStops() {
        change(false, "panic");
        stoppedByPlayer = Optional.of("panic key");
    }

    /** Somebody has saved a profile with a mistake in it. */
    void savesAProfile(String file, String problem) {
        Event.ProfileRefused no = new Event.ProfileRefused(clock.nanos(), file + ": " + problem,
                Optional.of(new ProfileProblem(file, 3, 5, problem)));
        synchronized (this) {
            refused = Optional.of(no);
        }
        listener.accept(no);
    }

    /** Somebody has saved one without. */
    void loadsAProfile() {
        synchronized (this) {
            refused = Optional.empty();
        }
        listener.accept(new Event.ProfileLoaded(clock.nanos(), "ARPG rotation",
                Optional.of(new ProfileChanges(List.of(), List.of(), List.of(), List.of()))));
    }

    /** The hook falls silent, or hears again. */
    void hears(boolean alive) {
        Event.HookChanged hook = new Event.HookChanged(clock.nanos(), alive, "no input for a minute");
        synchronized (this) {
            deaf = alive ? Optional.empty() : Optional.of(hook);
        }
        listener.accept(hook);
    }

    void playerReleases() {
        remove(Hold.PRIORITY_KEYS, "all keys are up");
    }

    void plays(String label, Lane lane) {
        synchronized (this) {
            played++;
        }
        listener.accept(new Event.ActionPlayed(clock.nanos(), label, Origin.SKILL, lane, 90_000));
    }

    /** What the sensor hp reads from now on. */
    void life(double percent) {
        life = percent;
    }

    /** Plays and is held like a game's minute, in real time, and ends with a priority key down. */
    void playLikeAGame(Duration length) throws InterruptedException {
        long begun = clock.nanos();
        for (int i = 1; clock.nanos() - begun < length.toNanos(); i++) {
            boolean calm = holders().isEmpty();
            if (calm && i % 5 == 0) {
                plays("Fire bolt", Lane.NORMAL);
            }
            if (calm && i % 17 == 0) {
                plays("Combo", Lane.HIGH);
            }
            if (i % 40 == 0) {
                plays("Potion", Lane.EMERGENCY);
            }
            life(Math.round(600 + 350 * Math.sin(i / 30.0) - 25 * (i % 11)) / 10.0);
            if (i % 31 == 0) {
                playerPresses(Key.SPACE);
                listener.accept(new Event.ActionDropped(clock.nanos(), "Combo", Origin.SKILL, Lane.HIGH,
                        "priority-keys"));
            } else if (i % 31 == 7) {
                playerReleases();
            }
            if (i == 70) {
                pause(new PauseRequest("deck", "mute button", Optional.of(Duration.ofSeconds(30)), Optional.empty(),
                        PauseScope.PLAY));
            } else if (i == 84) {
                resume("deck");
            }
            Thread.sleep(100);
        }
        playerPresses(Key.SPACE, Key.MOUSE_RIGHT);
        Thread.sleep(1_200);
    }

    @Override
    public PauseResult pause(PauseRequest request) {
        if (failure != null) {
            throw failure;
        }
        long begun = clock.nanos();
        boolean inForce = true;
        boolean changed = add(hold(request));
        if (request.mode().orElse(PauseMode.IMMEDIATE) == PauseMode.GRACEFUL) {
            inForce = await();
        }
        return result(changed, inForce, begun);
    }

    @Override
    public PauseResult resume(String client) {
        long begun = clock.nanos();
        boolean changed = remove(Hold.API_PREFIX + client, "resumed");
        return result(changed, !holders().isEmpty(), begun);
    }

    @Override
    public PauseResult resumeAll() {
        long begun = clock.nanos();
        boolean changed = false;
        for (String holder : holders()) {
            changed |= holder.startsWith(Hold.API_PREFIX) && remove(holder, "resumed");
        }
        return result(changed, !holders().isEmpty(), begun);
    }

    @Override
    public PauseResult toggle(PauseRequest request) {
        long begun = clock.nanos();
        synchronized (this) {
            boolean added = !holds.containsKey(request.holder());
            if (added) {
                add(hold(request));
            } else {
                remove(request.holder(), "toggled");
            }
            return result(true, added, begun);
        }
    }

    @Override
    public synchronized Submitted submit(String client, Action action, Lane lane) {
        if (!running) {
            return Submitted.NOT_RUNNING;
        }
        if (holds.isEmpty()) {
            calls.add("submit " + client + " " + lane.id() + " " + action.keys());
            return Submitted.QUEUED;
        }
        return buffered < BUFFER && ++buffered > 0 ? Submitted.BUFFERED : Submitted.FULL;
    }

    @Override
    public boolean stop(String reason) {
        return change(false, "stop " + reason);
    }

    @Override
    public AgentControl.Started start(String reason) {
        return stoppedByPlayer.isPresent() ? new AgentControl.Started(false, stoppedByPlayer)
                : new AgentControl.Started(change(true, "start " + reason), Optional.empty());
    }

    @Override
    public synchronized Status status() {
        if (failure != null) {
            throw failure;
        }
        long now = clock.nanos();
        long second = 1_000_000_000L;
        List<Status.SkillStatus> skills = List.of(
                skill("Fire bolt", running ? now / second * second + second : Long.MAX_VALUE, 41, now / second * second,
                        WhyNot.Reason.NOT_DUE),
                skill("Combo", now / (8 * second) * 8 * second + 8 * second, 6, now / (8 * second) * 8 * second,
                        WhyNot.Reason.LANE_FULL),
                skill("Potion", now / (15 * second) * 15 * second + 15 * second, 2, now - 125 * second,
                        WhyNot.Reason.NOT_DUE),
                new Status.SkillStatus("Whirlwind", true, running && holds.isEmpty(), Long.MAX_VALUE, 0, 0, 3,
                        OptionalLong.of(now - 40 * second),
                        running && holds.isEmpty() ? Optional.empty() : Optional.of(whyNot(WhyNot.Reason.QUEUED))),
                new Status.SkillStatus("Shield wall", false, false, Long.MAX_VALUE, 0, 0, 0, OptionalLong.empty(),
                        Optional.of(WhyNot.of(WhyNot.Reason.OFF))));
        Map<String, Status.Latency> latencies = new LinkedHashMap<>();
        latencies.put("pause", new Status.Latency(128, 84_000, 412_000, 1_730_000));
        latencies.put("resume", new Status.Latency(127, 61_000, 240_000, 903_000));
        latencies.put("status", new Status.Latency(3_012, 18_000, 44_000, 310_000));
        latencies.put("task_late", new Status.Latency(812, 52_000, 148_000, 1_020_000));
        return new Status("1.2.3", 123_456, "ARPG rotation", now, clock.wallTime(0), state(), !holds.isEmpty(),
                List.copyOf(holds.values()), Standing.of(state(), holds.values(), refused.isPresent(),
                        deaf.isPresent(), recording.isPresent()),
                refused, deaf, skills,
                List.of(lane(Lane.EMERGENCY, 0), lane(Lane.HIGH, 1), lane(Lane.NORMAL, 3), lane(Lane.LOW, 0)),
                latencies,
                List.of(new Status.Alert("process_cpu", "process CPU 1.8 % is over 1 %",
                        Math.max(0, now - 12 * second))),
                List.of(new Status.PartStatus("input", 0), new Status.PartStatus("scheduler", 0)),
                Optional.of(new Status.SensesStatus(holds.isEmpty() ? 40.25 : 0, Optional.empty(), readings(now))),
                speech.get(), listening.get(), recording, companions,
                Map.of("played", played, "dropped", 3L, "buffered", (long) buffered));
    }

    /** What has come of five commands, of which one was said last. */
    static ListenStatus listened(Optional<String> whyNot, Optional<WhyIgnored> ignored, long atNanos) {
        return new ListenStatus(whyNot, "a microphone", "a recogniser", new VoiceStatus(5,
                Optional.of(new VoiceStatus.Last("drink potion", 0.876, ignored, atNanos)), 12,
                Map.of(WhyIgnored.HELD, 2L, WhyIgnored.NO_COMMAND, 1L), 120_000_000, 340_000_000, 400_000_000));
    }

    private Status.SkillStatus skill(String name, long next, long played, long last, WhyNot.Reason otherwise) {
        return new Status.SkillStatus(name, true, false, next, played, 1, played, OptionalLong.of(last),
                Optional.of(whyNot(otherwise)));
    }

    private WhyNot whyNot(WhyNot.Reason otherwise) {
        return !running ? WhyNot.of(WhyNot.Reason.STOPPED)
                : holds.values().stream().findFirst().map(WhyNot::heldBy).orElse(WhyNot.of(otherwise));
    }

    private List<SensorReading> readings(long now) {
        OptionalLong seen = OptionalLong.of(Math.max(0, now - 12_000_000));
        if (!holds.isEmpty()) {
            return List.of(unknown("hp", "not looked at in a hold", OptionalLong.empty()),
                    unknown("meteor", "not looked at in a hold", OptionalLong.empty()));
        }
        return List.of(new SensorReading("hp", Optional.of(life), OptionalDouble.empty(), Optional.empty(), 0.984,
                seen),
                new SensorReading("meteor", Optional.of("ready"), OptionalDouble.empty(), Optional.empty(), 0.9, seen),
                new SensorReading("life", Optional.of(120L), OptionalDouble.of(345), Optional.empty(), 0.97, seen),
                new SensorReading("burning", Optional.of(false), OptionalDouble.empty(), Optional.empty(), 1, seen),
                unknown("mana", "covered by another window", seen));
    }

    private static SensorReading unknown(String sensor, String why, OptionalLong seen) {
        return new SensorReading(sensor, Optional.empty(), OptionalDouble.empty(), Optional.of(why), 0, seen);
    }

    private static Status.LaneStatus lane(Lane lane, int depth) {
        return new Status.LaneStatus(lane, depth, 40, 0, 1, 0, 90_000, 1_200_000);
    }

    private Hold hold(PauseRequest request) {
        long now = clock.nanos();
        OptionalLong end = request.lease().map(lease -> OptionalLong.of(now + lease.toNanos()))
                .orElse(OptionalLong.empty());
        return new Hold(request.holder(), request.reason(), now, end, List.of(), request.scope().scopes());
    }

    private synchronized boolean add(Hold hold) {
        if (holds.putIfAbsent(hold.holder(), hold) != null) {
            return false;
        }
        listener.accept(new Event.HoldAdded(clock.nanos(), hold, false));
        return true;
    }

    private synchronized boolean remove(String holder, String reason) {
        Hold hold = holds.remove(holder);
        if (hold == null) {
            return false;
        }
        if (holds.isEmpty()) {
            buffered = 0;
        }
        long now = clock.nanos();
        listener.accept(new Event.HoldRemoved(now, holder, reason, now - hold.sinceNanos()));
        return true;
    }

    private synchronized boolean change(boolean run, String call) {
        calls.add(call);
        AgentState before = state();
        boolean changed = running != run;
        running = run;
        if (!run) {
            holds.clear();
        }
        if (changed) {
            listener.accept(new Event.StateChanged(clock.nanos(), before, state(), call));
        }
        return changed;
    }

    private synchronized PauseResult result(boolean changed, boolean inForce, long begun) {
        return new PauseResult(state(), List.copyOf(holds.values()), changed, inForce, clock.nanos() - begun);
    }

    private AgentState state() {
        if (!running) {
            return AgentState.STOPPED;
        }
        return holds.values().stream().anyMatch(Hold::pauses) ? AgentState.PAUSED : AgentState.RUNNING;
    }

    private boolean await() {
        try {
            return sequence.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
