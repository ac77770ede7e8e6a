package dev.fermata.cli;

import dev.fermata.app.Desktops;
import dev.fermata.app.Places;
import dev.fermata.app.Session;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.settings.LoadedSettings;
import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.observe.EventFormat;
import dev.fermata.observe.EventLine;
import dev.fermata.observe.EventWriter;
import dev.fermata.observe.RunSummary;
import dev.fermata.observe.Standing;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.simulate.ProfilePreview;
import dev.fermata.simulate.Rehearsal;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import dev.fermata.user.PrivateFiles;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata run}: the agent itself, until it is told to end. */
@CommandLine.Command(
        name = "run",
        description = "Plays a profile in the background, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata run -p arpg                     armed; the toggle key starts it",
            "  fermata run -p arpg --start running     plays at once",
            "  fermata run -p arpg --dry-run           listens, shows, sends nothing",
            "  fermata run -p arpg --events - | jq .   every event as a JSON line"
        })
final class RunCommand implements Callable<Integer> {
    /** What {@code --start} takes, for completion. */
    static final class Starts extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Starts() {
            super(List.of("ready", "running", "stopped"));
        }
    }

    /** How long the end waits for what has been said to be on the screen. */
    private static final Duration PRINTED = Duration.ofMillis(200);

    /** When what belongs to the start has been written, on other threads. */
    private static final Duration SETTLED = Duration.ofMillis(200);

    private final Desktops.Opener opener;
    private final AtomicReference<Session> started = new AtomicReference<>();

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunProfileOption profile;

    @Mixin
    private HelpOption help;

    @Option(names = "--start", defaultValue = "ready", paramLabel = "ready|running|stopped",
            completionCandidates = Starts.class,
            description = "Whether to wait for the toggle key, to play at once, or to wait until it is armed as well"
                    + " (default: ${DEFAULT-VALUE}).")
    private String start;

    @Option(names = "--dry-run", description = "Do everything but send keys and take keys over.")
    private boolean dryRun;

    @Option(names = "--events", paramLabel = "FILE|-",
            description = "Write every event as a JSON line; - writes to standard output, and the agent stops"
                    + " when nobody reads it any more.")
    private String events;

    @Option(names = "--only-into", paramLabel = "WINDOW", hidden = true,
            description = "Press keys only while that window has the focus; for 'fermata demo'.")
    private Long onlyInto;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    RunCommand() {
        this(Desktops::open);
    }

    /** @param opener opens the desktop to play on */
    RunCommand(Desktops.Opener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        AgentState begin = switch (start) {
            case "running" -> AgentState.RUNNING;
            case "ready" -> AgentState.READY;
            case "stopped" -> AgentState.STOPPED;
            default -> throw new ParameterException(spec.commandLine(),
                    "--start is ready, running or stopped, not '" + start + "'");
        };
        Printer printer = new Printer();
        try {
            return run(begin, printer);
        } catch (RuntimeException e) {
            if (started.get() == null) {
                StartFailure.tell(e);
            }
            throw e;
        } finally {
            printer.drain(PRINTED);
        }
    }

    private int run(AgentState begin, Printer printer) {
        boolean eventsOut = "-".equals(events);
        Screen screen = new Screen(printer.to(stream(eventsOut ? FileDescriptor.err : FileDescriptor.out)),
                Boolean.getBoolean("fermata.terminal") && !eventsOut);
        LoadedSettings found = options.loadWithSources();
        Logging.configure(Level.valueOf(found.settings().logLevel().name()), Places.ofThisMachine().state(),
                screen.beside(printer.to(stream(FileDescriptor.err))));
        if (!found.warnings().isEmpty()) {
            screen.line(found.warnings());
        }
        ProfileLibrary library = ProfileOption.library(found.settings());
        List<ProfileLibrary.Entry> followed = profile.followed(library);
        Profile loaded = profile.load(library, followed);
        List<Path> hidden = loaded.file().map(library::hiddenBy).orElse(List.of());
        Ending ending = new Ending();
        // Before anything can be pressed.
        ending.listen();
        try {
            return ending.code(play(loaded, followed, hidden, begin, found, screen, printer, ending));
        } finally {
            printer.drain(PRINTED);
            ending.done();
        }
    }

    /**
     * Runs an agent until its end is asked for.
     *
     * @param followed the profiles to change between, if any
     * @param hidden the files of other profiles of the same name
     * @return the exit code
     */
    private int play(Profile loaded, List<ProfileLibrary.Entry> followed, List<Path> hidden, AgentState begin,
            LoadedSettings found, Screen screen, Printer printer, Ending ending) {
        Path runtime = Places.ofThisMachine().runtime();
        AtomicReference<String> broken = new AtomicReference<>();
        Consumer<String> endBroken = why -> {
            broken.compareAndSet(null, why);
            ending.ask();
        };
        RunSummary summary = new RunSummary();
        StatusLine status = new StatusLine(screen, printer);
        Session session = Session.start(
                new Session.Options(loaded, ProfileOption.library(found.settings()),
                        Places.ofThisMachine().ownProfiles(),
                        (shown, time, holds) -> new ProfilePreview(new SystemClock()).play(shown, time, holds),
                        found.settings(), begin,
                        onlyInto == null ? OptionalLong.empty() : OptionalLong.of(onlyInto), options.namesAddress(),
                        Optional.ofNullable(events).<Supplier<EventWriter>>map(
                                target -> () -> eventWriter(target, screen, endBroken))),
                (echoes, clock) -> open(found.settings().devices(), echoes, clock, screen, printer), runtime,
                new Session.Listener() {
                    @Override
                    public void onEvent(Event event) {
                        summary.accept(EventLine.of(event));
                        status.accept(event);
                    }

                    @Override
                    public void onStanding(Standing standing) {
                        if (screen.isTerminal()) {
                            screen.title("fermata: " + standing.words());
                        }
                    }

                    @Override
                    public void onBroken() {
                        endBroken.accept("the desktop refused too many keys in a row; see the messages above");
                    }

                    @Override
                    public void onQuit(String by) {
                        screen.line("ended by " + by);
                        ending.ask();
                    }
                });
        started.set(session);
        Worker refresh = new Worker("status", status, session.agent().clock(), failure -> { });
        try {
            session.follow(followed);
            options.followedBy(session, found);
            RunText.greet(screen, loaded, hidden, session, begin);
            status.begin(session);
            if (screen.isTerminal()) {
                refresh.start();
            }
            if (!ending.await(SETTLED)) {
                rehearse(loaded);
                ending.await();
            }
        } finally {
            // First of all the keys.
            session.close();
            refresh.close();
        }
        status.end();
        screen.line(RunText.summary(summary));
        if (broken.get() == null) {
            return ExitCode.OK;
        }
        screen.line("fermata: " + broken.get());
        LoggerFactory.getLogger(RunCommand.class).info(broken.get());
        return ExitCode.FAILURE;
    }

    /** What fails here will fail in earnest too, and is told there; the agent goes on. */
    private static void rehearse(Profile profile) {
        try {
            Rehearsal.of(profile);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(RunCommand.class).warn("the profile could not be rehearsed", e);
        }
    }

    private Desktop open(Settings.Devices devices, EchoFilter echoes, Clock clock, Screen screen, Printer printer) {
        Desktops.Opener hearing = opener.hearing(devices);
        Desktop desktop = (dryRun ? Desktops.withoutSending(hearing) : hearing).open(echoes, clock);
        Desktops.onGone(why -> {
            screen.end();
            screen.line("fermata: " + why);
            // Of a service nobody sees the screen.
            LoggerFactory.getLogger(RunCommand.class).info(why);
            Session session = started.get();
            if (session != null) {
                session.desktopGone();
            }
            printer.drain(PRINTED);
            Runtime.getRuntime().halt(ExitCode.FAILURE);
        });
        return desktop;
    }

    /** A reader that goes away ends the agent, as with any program; a full disk does not. */
    private static EventWriter eventWriter(String target, Screen screen, Consumer<String> endBroken) {
        if (target.equals("-")) {
            // Not System.out, which keeps write errors to itself.
            return new EventWriter(writer(new FileOutputStream(FileDescriptor.out)), EventFormat.JSONL,
                    failure -> endBroken.accept("nobody reads the events any more (" + failure.getMessage() + ")"));
        }
        try {
            return new EventWriter(writer(PrivateFiles.output(Path.of(target))), EventFormat.JSONL,
                    failure -> screen.line("! events are not written to " + target + " any more: "
                            + failure.getMessage()));
        } catch (IOException e) {
            // The message begins with the file's name.
            throw new UncheckedIOException("events cannot be written: " + e.getMessage(), e);
        }
    }

    private static Writer writer(OutputStream stream) {
        return new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    }

    /** Not System.out and System.err: who writes to those while they stand still keeps everybody else waiting. */
    private static FileOutputStream stream(FileDescriptor descriptor) {
        return new FileOutputStream(descriptor);
    }
}
