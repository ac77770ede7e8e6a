package dev.fermata.app;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.Profile;
import dev.fermata.control.AgentControl;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.hear.Bindings;
import dev.fermata.hear.HookWatchdog;
import dev.fermata.hear.InputHandler;
import dev.fermata.model.AgentState;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.pause.PauseLedger;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Screen;
import dev.fermata.platform.Windows;
import dev.fermata.play.BufferLimits;
import dev.fermata.play.Dispatcher;
import dev.fermata.play.LaneStats;
import dev.fermata.schedule.LatenessListener;
import dev.fermata.schedule.TaskStatus;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.skill.SkillManager;
import dev.fermata.time.Clock;
import dev.fermata.time.PunctualClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * The core, wired but without threads: {@link Agent} gives it threads and a real desktop, the
 * simulation steps it on virtual time. Both therefore run the same code.
 *
 * <p>Threading: each of the {@link #parts} is stepped by one thread; {@link #load}, {@link #onInput}, {@link #record} and
 * {@link #onHookRegistered} belong to that of {@code input}; the rest may be called from any.
 */
public final class Core {
    private final Clock clock;
    private final Desktop desktop;
    private final Host host;
    private final Bus bus;
    private final UnifiedScheduler scheduler;
    private final Dispatcher dispatcher;
    private final PauseLedger ledger;
    private final SkillManager skills;
    private final AgentControl control;
    private final InputHandler input;
    private final HookWatchdog watchdog;
    private final TakeOver takeOver;
    private final Commands commands;
    private final Hearing hearing;
    private final Part inputPart = new Part("input", Part.Role.HEARS, UnaryOperator.identity(), this::stepInput);
    private final Part schedulerPart = new Part("scheduler", Part.Role.ACTS, PunctualClock::of,
            now -> scheduler().step(now));
    private final Part dispatchPart = new Part("dispatch", Part.Role.ACTS, PunctualClock::ofRows,
            now -> dispatcher().step(now));
    /** Written by the input thread only. */
    private volatile Profile profile;

    /** What the core asks of whoever runs it, on the threads of its parts: who is asked hands over and returns. */
    public interface Host {
        /** The desktop takes no input any more; the agent has been stopped. Told once. */
        void onBroken();

        /**
         * Opens what tells which window has the focus.
         *
         * @throws DesktopException where nothing can
         */
        default Windows windows(Windows.Listener listener) {
            throw new DesktopException("this desktop does not tell which window has the focus");
        }

        /**
         * Opens what tells whether the session is locked; may tell at once that it is.
         *
         * @throws DesktopException where nothing can
         */
        default AutoCloseable sessionLock(Consumer<Boolean> listener) {
            return () -> { };
        }

        /**
         * Opens the screen for a profile's sensors; on the thread that is to look.
         *
         * @param window the game's; empty for the whole desktop
         * @throws DesktopException where it cannot be read
         */
        default Screen screen(Optional<GameWindow> window) {
            throw new DesktopException("this desktop does not show its screen");
        }

        /** A hotkey asks for another profile; whoever has only one ignores it. */
        default void useProfile(String name) {
        }
    }

    /**
     * @param echoes announces the core's injections to its own input handler
     * @param buffer bounds on what clients have waiting
     * @param recovery whether faults are mended or only told of
     * @param talk the keys with which the player talks
     * @param profile what to play first; nothing is played before the control is told to run
     * @param bus carries every event; the core registers its own subscribers
     */
    public Core(Clock clock, Desktop desktop, EchoFilter echoes, BufferLimits buffer, Recovery recovery,
            Set<Key> talk, Profile profile, Bus bus, Host host) {
        this.clock = clock;
        this.desktop = desktop;
        this.bus = bus;
        this.host = host;
        scheduler = new UnifiedScheduler(clock, schedulerPart::wake,
                (task, failure) -> report("skill " + task, failure));
        dispatcher = new Dispatcher(clock, bus, desktop.injector(), desktop.announced(echoes),
                buffer, dispatchPart::wake, this::onDesktopBroken);
        if (!desktop.capabilities().movesPointer()) {
            dispatcher.leaveOutMoves();
        }
        ledger = new PauseLedger(clock, bus, recovery, inputPart::wake);
        skills = new SkillManager(clock, bus, ledger, scheduler, dispatcher, inputPart::wake);
        control = new AgentControl(ledger, bus, clock);
        input = new InputHandler(bus, new DispatchedKeys(dispatcher), desktop.physicalKeys(), recovery, echoes,
                command -> commands().command(command));
        hearing = new Hearing(clock, desktop.hook(), input, echoes, inputPart::wake);
        watchdog = new HookWatchdog(desktop.hook(), dispatcher::pressesSent,
                () -> desktop.capabilities().hearsOwnInput() && ledger.isStarted(), bus, recovery,
                input::onHookRegistered);
        takeOver = new TakeOver(desktop.suppressor(), input, control::state, () -> commands().isElsewhere(), clock, bus,
                this::onInputThread);
        commands = new Commands(clock, bus, control, ledger, skills, dispatcher, takeOver, host, talk);
        bus.handleRequests(ledger::act);
        bus.register(skills);
        bus.register(control);
        bus.register(this);
        desktop.suppressor().onChange(takeOver::suppressionChanged);
        desktop.suppressor().listen(hearing::kept);
        load(profile);
    }

    /**
     * Puts a profile in force, all of it or nothing: keys, skills and suppression. What the old one kept pressed is
     * released; manual and API holds stay, and so do priority keys that are such still. Input thread only.
     */
    public void load(Profile newProfile) {
        profile = newProfile;
        Bindings bindings = commands.bindings(newProfile);
        desktop.hook().watch(bindings.watchedWith(hearing.recordedKeys()));
        // Before anything of the new profile can be pressed.
        commands.load(newProfile);
        skills.load(newProfile);
        input.configure(bindings, clock.nanos());
        takeOver.load(newProfile);
    }

    /** As {@link UnifiedScheduler#reportStartsTo} and {@link Dispatcher#reportPlayerKeysTo}, from now on. */
    public void reportTimesTo(LatenessListener tasks, LongConsumer playerKeys) {
        scheduler.reportStartsTo(tasks);
        dispatcher.reportPlayerKeysTo(playerKeys);
    }

    /** What is to be stepped, in the order in which they do their part of one moment. */
    public List<Part> parts() {
        return List.of(inputPart, schedulerPart, dispatchPart);
    }

    /** Takes what the hook heard; hook thread: hands over and returns. */
    public void heard(Key key, boolean down) {
        hearing.heard(key, down, 0);
    }

    /** What takes what is heard. */
    Hearing hearing() {
        return hearing;
    }

    /** Has something run on the input thread soon; any thread. */
    public void onInputThread(Runnable task) {
        hearing.run(task);
    }

    /** Takes one event of the hook. */
    public void onInput(Key key, boolean down, long atNanos) {
        hearing.onInput(key, down, atNanos);
    }

    /** As {@link Hearing#record}; of no keys for nobody any more. */
    Set<Key> record(Set<Key> keys, Recording to) {
        return hearing.record(keys, commands.bindings(profile).watchedWith(keys), to);
    }

    /** The hook has been registered: a priority key that is down already holds when this has returned. */
    public void onHookRegistered(long now) {
        input.onHookRegistered(now);
    }

    /** What waits in the mailbox, key readings, leases, the hook watchdog. */
    private long stepInput(long now) {
        hearing.drain(now);
        // The watchdog first: a hook registered again makes the input handler look at its keys.
        long watch = watchdog.step(now);
        long next = Math.min(Math.min(watch, ledger.step(now)), skills.step(now));
        return Math.min(next, hearing.step(now));
    }

    /** What waits for the input thread occupies so much. */
    public long estimatedMailboxBytes() {
        return hearing.estimatedBytes();
    }

    private Commands commands() {
        return commands;
    }

    private UnifiedScheduler scheduler() {
        return scheduler;
    }

    /** What the agent is told to do. */
    public AgentControl control() {
        return control;
    }

    /** Where actions are submitted, and what is down. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    Bus bus() {
        return bus;
    }

    /** Who holds. */
    public PauseLedger ledger() {
        return ledger;
    }

    /** What is played, and what of it is turned off. */
    public SkillManager skills() {
        return skills;
    }

    /** The schedule as it is now. */
    public List<TaskStatus> schedule() {
        return scheduler.tasks();
    }

    /** The name of the profile in force. */
    public String profileName() {
        return profile.name();
    }

    /** The lanes' figures. */
    public List<LaneStats> lanes() {
        return dispatcher.stats();
    }

    /** Ends what tells of windows, if anything does. When no part is stepped any more. */
    void closeWindows() {
        commands.close();
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
            host.onBroken();
        }
    }

    private void report(String part, Throwable failure) {
        bus.post(new Event.Failure(clock.nanos(), part, failure.toString()));
    }
}
