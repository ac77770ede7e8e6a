package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.settings.LoadedSettings;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.Preview;
import dev.fermata.control.client.AgentFile;
import dev.fermata.control.client.Endpoint;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.ViewersStatus;
import dev.fermata.observe.EventWriter;
import dev.fermata.observe.Standing;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Tenancy;
import dev.fermata.platform.WindowFocus;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import dev.fermata.user.RunToken;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the agent from start to end: the lock, the desktop, the agent, the profile's hot reload, the event stream.
 */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Agent agent;
    private final PlayedProfile profile;
    private final List<AutoCloseable> owned = new ArrayList<>();
    private String page;
    private boolean lacksApi;
    /** Null where the settings ask for none. */
    private volatile Presentation presentation;
    @GuardedBy("this")
    private boolean closed;

    /**
     * What to run.
     *
     * @param profiles where other profiles are looked for that somebody asks for
     * @param ownProfiles the folder of the user's own profiles, where the page writes them
     * @param preview plays what the page has that is not saved
     * @param begin the state to begin in; not PAUSED
     * @param onlyInto the window to keep to, if there is one
     * @param needsApi whether not to start without the API where its port is taken
     * @param events opens what writes the events, if anything; asked when the desktop is this agent's
     *               alone, and closed with the session
     */
    public record Options(
            Profile profile, ProfileLibrary profiles, Path ownProfiles, Preview preview, Settings settings,
            AgentState begin, OptionalLong onlyInto, boolean needsApi, Optional<Supplier<EventWriter>> events) {
    }

    /** Hears what happens in a session. */
    public interface Listener {
        /** Something happened; told in order, on the relay's thread. */
        void onEvent(Event happened);

        /** The agent stands otherwise than before; told on the same thread. */
        default void onStanding(Standing standing) {
        }

        /** The desktop takes no input any more. */
        void onBroken();

        /** A client wants the program to end; returns at once. */
        void onQuit(String by);
    }

    private Session(Agent agent, PlayedProfile profile) {
        this.agent = agent;
        this.profile = profile;
    }

    /**
     * Opens the desktop and starts an agent on it.
     *
     * @param opener opens the desktop; it is closed with the session, also when starting fails
     * @param runtime the folder of what is found after this process has died, and of the file that
     *                clients find it by
     * @throws AlreadyRunningException when another agent works on this desktop
     * @throws dev.fermata.platform.DesktopException when there is no desktop to use
     * @throws java.io.UncheckedIOException when the API's port is taken, where that is needed
     */
    public static Session start(Options options, Desktops.Opener opener, Path runtime,
            Listener listener) {
        Clock clock = new SystemClock();
        EchoFilter echoes = new EchoFilter();
        Optional<WindowFocus> focus = options.onlyInto().stream().mapToObj(Desktops.platform()::focusOf).findFirst();
        Desktop real = opener.open(echoes, clock);
        Desktop desktop = focus.map(only -> OnlyInto.on(real, only)).orElse(real);
        Tenancy tenancy = Desktops.tenancy(desktop);
        occupy(desktop, tenancy, runtime);
        SessionHost host = new SessionHost(listener);
        Agent agent = new Agent(clock, desktop, echoes, options.profile(), options.settings(), host);
        PlayedProfile played = new PlayedProfile(agent, options.profiles());
        host.choosesBy(played);
        Session session = new Session(agent, played);
        session.owned.add(tenancy);
        session.owned.add(session.profile);
        try {
            agent.listen(listener::onEvent);
            agent.standing().listen(listener::onStanding);
            session.present(options.settings(), listener);
            options.events().ifPresent(session::writeEvents);
            session.serve(options, runtime, listener);
            Desktops.platform().barrier().ifPresent(agent::watch);
            agent.start();
            focus.ifPresent(session::keepTo);
            if (options.begin() != AgentState.STOPPED) {
                agent.core().control().arm("started");
            }
            if (options.begin() == AgentState.RUNNING) {
                agent.core().control().run("started");
            }
            if (options.begin() == AgentState.STOPPED && session.presentation != null) {
                session.presentation.stopped(options.profile().howToStart());
            }
            session.profile.begin(options.profile());
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** What to call the desktop in messages. */
    public String desktopName() {
        return agent.desktopName();
    }

    /** Where people find the live page; empty when there is no API. */
    public Optional<String> page() {
        return Optional.ofNullable(page);
    }

    /** Whether there is no API although the settings want one: its port was taken. */
    public boolean lacksApi() {
        return lacksApi;
    }

    /** What viewers of a stream may have played; empty where the settings let none. */
    public Optional<ViewersStatus> viewers() {
        return agent.companions().viewers();
    }

    /**
     * Plays of these profiles, which name a window, the one whose window has the focus, from now on; if there are any.
     */
    public void follow(List<ProfileLibrary.Entry> profiles) {
        if (!profiles.isEmpty()) {
            owned.add(new FollowedWindows(profiles, profile, Desktops.platform()::windows));
        }
    }

    /**
     * Takes settings over that are saved from now on, as far as they can change while it runs, and the files that belong
     * to them.
     *
     * @param files what they are in, the user's own first; need not be there
     * @param begun what this session was started with, which has just been read
     * @param loader reads all sources again
     * @param alsoBy takes over what the agent itself has nothing to do with; any thread
     */
    public void followSettings(List<Path> files, LoadedSettings begun, Supplier<LoadedSettings> loader,
            Consumer<Settings> alsoBy) {
        SettingsReload reload = new SettingsReload(agent, files, begun, loader, alsoBy);
        profile.followSettings(new FileWatch(reload.files(), agent.clock(), reload));
    }

    /** The running agent. */
    public Agent agent() {
        return agent;
    }

    /** Tells the player, where the settings ask for it, that the desktop has gone; takes half a second at most. */
    public void desktopGone() {
        Presentation to = presentation;
        if (to != null) {
            to.desktopGone();
        }
    }

    /** Stops the agent, releases every key, and gives the desktop to the next one; idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        agent.close();
        for (int i = owned.size() - 1; i >= 0; i--) {
            close(owned.get(i));
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // The agent has stopped and its keys are up; the process is about to end.
            LOG.warn("closing {} failed", part, e);
        }
    }

    private void writeEvents(Supplier<EventWriter> opener) {
        EventWriter writer = opener.get();
        agent.listen(writer);
        owned.add(writer);
    }

    private void keepTo(WindowFocus focus) {
        OnlyInto only = new OnlyInto(focus, agent.core().ledger(), agent.core().control());
        only.step(agent.clock().nanos());
        Worker worker = new Worker("focus", only, agent.clock(), failure -> agent.report("focus", failure));
        owned.add(worker);
        worker.start();
    }

    private void present(Settings settings, Listener listener) {
        if (settings.present().isAskedFor()) {
            presentation = new Presentation(settings, Desktops.platform(), this, profile, listener::onQuit);
            owned.add(presentation);
        }
    }

    private void serve(Options options, Path runtime, Listener listener) {
        Settings settings = options.settings();
        OptionalInt port = OptionalInt.empty();
        RunToken runToken = RunToken.random();
        if (settings.api().enabled()) {
            try {
                port = OptionalInt.of(serve(options, runToken, listener));
            } catch (UncheckedIOException e) {
                if (options.needsApi()) {
                    throw e;
                }
                lacksApi = true;
                agent.tell("api", e.getMessage() + ". It plays without page and clients until it is started anew");
            }
        }
        publish(new AgentFile(port, Endpoint.reachable(settings.api().bind()), ProcessHandle.current().pid(),
                settings.sessionId(), Optional.of(runToken)), runtime);
    }

    /** @return the port */
    private int serve(Options options, RunToken runToken, Listener listener) {
        String version = Session.class.getPackage().getImplementationVersion();
        ControlService service = ControlService.start(agent, options.settings(), runToken,
                version == null ? "dev" : version, new PlayService(agent, profile, listener::onQuit),
                new StudioMaker(options.profiles(), options.ownProfiles(), profile, agent.clock(), options.preview()),
                options.settings().api().screen() ? Optional.of(new LookingMaker(options.profiles(),
                        new PicturesShown(agent.clock(), agent::tell))) : Optional.empty());
        owned.add(service);
        page = service.page();
        return service.port();
    }

    /** Clients that find no file need --port; the agent plays all the same. */
    private void publish(AgentFile file, Path runtime) {
        try {
            owned.add(file.publish(runtime));
        } catch (UncheckedIOException e) {
            LOG.warn("clients of this agent will need --port: {}", e.getMessage());
        }
    }

    private static void occupy(Desktop desktop, Tenancy tenancy, Path runtime) {
        Optional<Tenancy.Other> other;
        try {
            other = tenancy.take(runtime);
        } catch (RuntimeException e) {
            desktop.close();
            throw e;
        }
        other.ifPresent(tenant -> {
            desktop.close();
            String pid = tenant.pid().isPresent() ? " (process " + tenant.pid().getAsLong() + ")" : "";
            throw new AlreadyRunningException("another fermata" + pid + " is running on " + desktop.name()
                    + "; stop it first: two would take each other's keys for yours");
        });
    }
}
