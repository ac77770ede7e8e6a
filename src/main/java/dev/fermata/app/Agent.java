package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.Diagnostic;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.Status;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.ProfileProblem;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.model.Scope;
import dev.fermata.observe.EventLogger;
import dev.fermata.observe.EventRelay;
import dev.fermata.observe.StandingWatch;
import dev.fermata.observe.WorkerWatch;
import dev.fermata.platform.Barrier;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.play.BufferLimits;
import dev.fermata.time.Clock;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running agent: the core with its threads on an open desktop.
 *
 * <p>Threads: {@code input} takes what the hook heard and reads key states, {@code scheduler} runs
 * due skills, {@code dispatch} sends keys, {@code events} tells listeners, {@code sense} looks at the screen where the
 * profile has sensors; the platform's own hook thread only hands over. {@code input} is started before the hook, the
 * two that play after it.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    /** How long stopping waits for one thread; all of them together stay below a second. */
    private static final Duration STOP_WAIT = Duration.ofMillis(200);
    /** How long starting waits for the keys to be read; that takes about a millisecond. */
    private static final Duration LOOK_WAIT = Duration.ofSeconds(5);

    private final Clock clock;
    private final Desktop desktop;
    private final Bus bus;
    private final EventRelay relay;
    private final StandingWatch standing = new StandingWatch();
    private final Core core;
    private final Monitoring monitoring;
    /** One a part, in the core's order. */
    private final Map<Part, Worker> workers = new LinkedHashMap<>();
    private final Recovery recovery;
    private final Seeing seeing;
    private final SpeechMaker speech;
    private final CallOutsMaker callOuts;
    private final ListenMaker listening;
    private final Companions companions;
    private final Profile first;
    @GuardedBy("this")
    private boolean closed;

    /**
     * Wires an agent; nothing runs before {@link #start}.
     *
     * @param desktop is closed with the agent
     * @param echoes what the desktop's hook will hear of the agent's own doing
     * @param settings of the clients' buffer, recovery and monitoring
     * @param host told when the desktop takes no input any more, the agent is STOPPED then; asked for other profiles
     */
    public Agent(Clock clock, Desktop desktop, EchoFilter echoes, Profile profile, Settings settings,
            Core.Host host) {
        this.clock = clock;
        this.desktop = desktop;
        bus = new Bus(new LoggedFailures());
        relay = new EventRelay(clock, failure -> LOG.error("an event listener failed", failure));
        relay.listen(new EventLogger());
        // Before whoever tells others of events: what those were told of is in the status.
        relay.listen(standing);
        // Before the core, which tells of its first profile while it is wired.
        bus.register(relay);
        recovery = settings.autoRecovery() ? Recovery.MEND : Recovery.REPORT;
        BufferLimits buffer = new BufferLimits(settings.buffer().size(), settings.buffer().maxAge());
        core = new Core(clock, desktop, echoes, buffer, recovery, ListenMaker.talkKeys(settings), profile, bus, host);
        first = profile;
        seeing = new Seeing(this, host);
        core.ledger().listen(Scope.PLAY, seeing);
        core.skills().lookBy(seeing);
        speech = new SpeechMaker(this, settings.speech());
        callOuts = new CallOutsMaker(this, speech, seeing);
        listening = new ListenMaker(this, settings.listen());
        companions = new Companions(this, settings);
        monitoring = new Monitoring(settings.monitoring(), Monitoring.thresholds(settings.alerts()), clock, bus, core, relay);
        monitoring.memory().add("input", core::estimatedMailboxBytes);
        for (Part part : core.parts()) {
            Worker worker = new Worker(part.name(), part, part.clock(clock), failure -> report(part.name(), failure));
            part.steppedBy(worker);
            workers.put(part, worker);
            watch(part.name(), worker);
        }
    }

    /** What is measured of this agent. */
    public Monitoring monitoring() {
        return monitoring;
    }

    /** The core, for commands and status. */
    public Core core() {
        return core;
    }

    /** The agent's clock, on which events are stamped. */
    public Clock clock() {
        return clock;
    }

    /** What to call the desktop in messages. */
    public String desktopName() {
        return desktop.name();
    }

    /** How the agent stands, made of its events; listeners before {@link #start}. */
    public StandingWatch standing() {
        return standing;
    }

    /** Adds a listener for every event, called on the {@code events} thread. */
    public void listen(Consumer<Event> listener) {
        relay.listen(listener);
    }

    /**
     * Starts the threads and the hook; the agent is STOPPED until its control is told otherwise. Whoever
     * tells it so before this has returned, such as a client: nothing is played before the hook hears and
     * the keys that were down before have been read.
     *
     * @throws dev.fermata.platform.DesktopException when the platform refuses the hook
     */
    public void start() {
        relay.start();
        core.onInputThread(() -> {
            seeing.load(first);
            callOuts.load(first);
            listening.load(first);
            companions.load(first);
        });
        each(Part.Role.HEARS, Worker::start);
        desktop.hook().start(new HookEars(core.hearing()));
        FirstKeys.look(core, clock, LOOK_WAIT);
        each(Part.Role.ACTS, Worker::start);
    }

    private void each(Part.Role role, Consumer<Worker> what) {
        workers.forEach((part, worker) -> {
            if (part.role() == role) {
                what.accept(worker);
            }
        });
    }

    /** Has one more thread watched over as the agent's own are. Any thread. @return has it watched no more */
    Runnable watch(String part, Worker worker) {
        return watch(part, worker, WorkerWatch.STALL);
    }

    /** As {@link #watch(String, Worker)}, of one that waits for a disk or a server for less than that. */
    Runnable watch(String part, Worker worker, Duration patience) {
        WorkerWatch watch = new WorkerWatch(part, worker, patience, recovery, bus::post);
        relay.houseKeep(watch);
        return () -> relay.houseKeepNoMore(watch);
    }

    /** What the agent sees; empty where its profile has no sensors. Any thread. */
    Optional<Status.SensesStatus> senses() {
        return seeing.status();
    }

    /** Makes what speaks. */
    SpeechMaker speech() {
        return speech;
    }

    /** Makes what listens. */
    ListenMaker listening() {
        return listening;
    }

    /** Speaks, listens, answers, keeps and tells as those say from now on. One thread at a time. */
    void take(Settings settings) {
        speech.change(settings.speech());
        callOuts.change();
        listening.change(settings.listen());
        companions.change(settings);
    }

    /** What goes along with it. */
    Companions companions() {
        return companions;
    }

    /** Something else may be seen than before: has all conditions looked at again, soon. Any thread. */
    void looked() {
        core.skills().looked();
        callOuts.looked();
    }

    /** Whether what is on the screen can be read on this desktop. */
    boolean captures() {
        return desktop.capabilities().captures();
    }

    /** Tells the player once when no keys go through to the program that has the focus. */
    void watch(Barrier barrier) {
        relay.houseKeep(new BarrierWatch(barrier, words -> tell(new Event.Advice(clock.nanos(), words))));
    }

    /** Tells everybody of something that happened. Any thread. */
    void tell(Event event) {
        bus.post(event);
    }

    /** Puts a profile in force soon, on the input thread. Any thread. */
    public void load(Profile profile) {
        load(profile, () -> { });
    }

    /** As {@link #load(Profile)}; {@code loaded} is called on the input thread when it is in force. */
    void load(Profile profile, Runnable loaded) {
        core.onInputThread(() -> {
            // Before its skills: what they look for must not be taken for what the old ones see.
            seeing.load(profile);
            callOuts.load(profile);
            listening.load(profile);
            companions.load(profile);
            core.load(profile);
            loaded.run();
        });
    }

    /** Tells that a profile was refused; the one before stays. Any thread. */
    void refuse(ProfileResult refused) {
        Optional<ProfileProblem> first = refused.diagnostics().stream().filter(Diagnostic::isError).findFirst()
                .map(each -> new ProfileProblem(each.file(), each.line(), each.column(), each.problem()));
        bus.post(new Event.ProfileRefused(clock.nanos(), refused.render(), first));
    }

    /**
     * Stops everything and releases whatever is down; idempotent, takes well below a second.
     *
     * @return the keys the desktop would not release
     */
    public synchronized List<Key> stop() {
        if (closed) {
            return List.of();
        }
        closed = true;
        core.control().stop("shutting down");
        each(Part.Role.ACTS, worker -> worker.stop(STOP_WAIT));
        LastKeys.letGo(clock, core.dispatcher(), clock.nanos() + STOP_WAIT.toNanos());
        List<Key> stuck = core.dispatcher().releaseEverything();
        each(Part.Role.HEARS, worker -> worker.stop(STOP_WAIT));
        seeing.close();
        callOuts.close();
        listening.close();
        speech.close();
        core.closeWindows();
        relay.close();
        companions.close();
        desktop.close();
        return stuck;
    }

    @Override
    public void close() {
        stop();
    }

    /** Tells of something that does not work, while the rest goes on. Any thread. */
    void tell(String part, String message) {
        bus.post(new Event.Failure(clock.nanos(), part, message));
    }

    /** Tells that a part failed and goes on. Any thread. */
    void report(String part, Throwable failure) {
        LOG.error("the {} thread failed and goes on", part, failure);
        tell(part, failure.toString());
    }
}
