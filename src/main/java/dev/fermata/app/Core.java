package dev.fermata.app;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.Profile;
import dev.fermata.control.AgentControl;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.hear.Bindings;
import dev.fermata.hear.HookWatchdog;
import dev.fermata.hear.InputHandler;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.play.BufferLimits;
import dev.fermata.play.Dispatcher;
import dev.fermata.play.LaneStats;
import dev.fermata.schedule.LatenessListener;
import dev.fermata.schedule.SchedulerStatus;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.skill.SkillManager;
import dev.fermata.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The core, wired but without threads: {@link Agent} gives it threads and a real desktop, the
 * simulation steps it on virtual time. Both therefore run the same code.
 *
 * <p>Threading: {@link #onInput}, {@link #onKept}, {@link #onHookRegistered}, {@link #inputStep} and
 * {@link #load} belong to the input thread, {@link #schedulerStep} and {@link #dispatchStep} to theirs;
 * the rest may be called from any.
 */
public final class Core {
    private final Clock clock;
    private final Desktop desktop;
    private final Runnable onBroken;
    private final Bus bus;
    private final UnifiedScheduler scheduler;
    private final Dispatcher dispatcher;
    private final SkillManager skills;
    private final AgentControl control;
    private final InputHandler input;
    private final HookWatchdog watchdog;
    private final TakeOver takeOver;
    /** Written by the input thread only. */
    private volatile Profile profile;

    /**
     * @param echoes announces the core's injections to its own input handler
     * @param buffer bounds on what clients have waiting
     * @param recovery whether faults are mended or only told of
     * @param profile what to play first; nothing is played before the control is told to run
     * @param bus carries every event; the core registers its own subscribers
     * @param onBroken called once the desktop takes no input any more; the agent has been stopped
     */
    public Core(Clock clock, Desktop desktop, EchoFilter echoes, BufferLimits buffer, Recovery recovery,
            Profile profile, Bus bus, Wakes wakes, Runnable onBroken) {
        this.clock = clock;
        this.desktop = desktop;
        this.bus = bus;
        this.onBroken = onBroken;
        scheduler = new UnifiedScheduler(clock, () -> wakes.wake(Wakes.Part.SCHEDULER),
                (task, failure) -> report("skill " + task, failure));
        dispatcher = new Dispatcher(clock, bus, desktop.injector(), echoes,
                buffer, () -> wakes.wake(Wakes.Part.DISPATCH), this::onDesktopBroken);
        skills = new SkillManager(clock, bus, scheduler, dispatcher, recovery,
                () -> wakes.wake(Wakes.Part.INPUT));
        control = new AgentControl(skills, bus, clock);
        input = new InputHandler(bus, new DispatchedKeys(dispatcher), desktop.physicalKeys(), recovery, echoes, control::command);
        watchdog = new HookWatchdog(desktop.hook(), dispatcher::pressesSent, skills::isStarted, bus, recovery,
                input::onHookRegistered);
        takeOver = new TakeOver(desktop.suppressor(), input, control::state, clock, bus, wakes);
        bus.registerHandler(skills.requests());
        bus.register(skills);
        bus.register(control);
        bus.register(this);
        desktop.suppressor().onChange(takeOver::suppressionChanged);
        load(profile);
    }

    /**
     * Puts a profile in force, all of it or nothing: keys, skills and suppression. What the old one
     * kept pressed is released; manual and API holds stay, and so do priority keys that are still
     * priority keys. Input thread only.
     */
    public void load(Profile newProfile) {
        profile = newProfile;
        Bindings bindings = bindings(newProfile);
        desktop.hook().watch(bindings.watched());
        skills.load(newProfile);
        input.configure(bindings, clock.nanos());
        takeOver.load(newProfile);
    }

    /**
     * Has the core's punctuality measured from now on; both are called on the acting threads and
     * must neither block nor throw.
     *
     * @param tasks as {@link UnifiedScheduler#reportStartsTo}
     * @param playerKeys as {@link Dispatcher#reportPlayerKeysTo}
     */
    public void reportTimesTo(LatenessListener tasks, LongConsumer playerKeys) {
        scheduler.reportStartsTo(tasks);
        dispatcher.reportPlayerKeysTo(playerKeys);
    }

    /** Takes what the hook heard. */
    public void onInput(Key key, boolean down, long atNanos) {
        input.onInput(key, down, atNanos);
    }

    /** Takes the word of the desktop's suppressor that a press was kept from the game. */
    public void onKept(Key key, long atNanos) {
        input.onKept(key, atNanos);
    }

    /** Whether what the hook heard can wait for the next {@link #inputStep}, see {@link InputHandler#isRepeat}. */
    public boolean isRepeat(Key key, boolean down) {
        return input.isRepeat(key, down);
    }

    /** The hook has been registered: a priority key that is down already holds when this has returned. */
    public void onHookRegistered(long now) {
        input.onHookRegistered(now);
    }

    /** Some of what the hook heard is lost: the keys' state is read instead. */
    public void onInputLost(long now) {
        input.doubtAll(now);
    }

    /** Steps what belongs to the input thread: key readings, leases, the hook watchdog. */
    public long inputStep(long now) {
        // The watchdog first: a hook registered again makes the input handler look at its keys.
        long watch = watchdog.step(now);
        return Math.min(watch, Math.min(skills.step(now), input.step(now)));
    }

    public long schedulerStep(long now) {
        return scheduler.step(now);
    }

    public long dispatchStep(long now) {
        return dispatcher.step(now);
    }

    /** What the agent is told to do. */
    public AgentControl control() {
        return control;
    }

    /** Where actions are submitted, and what is down. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /** The holds, for status. */
    public SkillManager skills() {
        return skills;
    }

    /** The schedule as it is now. */
    public SchedulerStatus schedule() {
        return scheduler.status();
    }

    /** The name of the profile in force. */
    public String profileName() {
        return profile.name();
    }

    /** The lanes' figures. */
    public List<LaneStats> lanes() {
        return dispatcher.stats();
    }

    /** The agent takes the managed keys over only while it runs and nobody has paused it. */
    @Subscribe
    @AllowConcurrentEvents
    public void onStateChanged(Event.StateChanged changed) {
        takeOver.stateChanged();
    }

    private void onDesktopBroken() {
        // Releases are still tried, and may be refused, when the agent has stopped: tell it once.
        if (control.stopKeepingHolds(Dispatcher.MOST_FAILURES + " refused injections in a row")) {
            onBroken.run();
        }
    }

    private void report(String part, Throwable failure) {
        bus.post(new Event.Failure(clock.nanos(), part, failure.toString()));
    }

    private static Bindings bindings(Profile profile) {
        Map<Key, Bindings.Managed> managed = new EnumMap<>(Key.class);
        profile.priority().managed().forEach((key, each) ->
                managed.put(key, new Bindings.Managed(each.send(), each.preDelay())));
        return new Bindings(profile.priority().special(), managed, profile.hotkeys());
    }
}
