package dev.fermata.cli;

import dev.fermata.app.Desktops;
import dev.fermata.app.Places;
import dev.fermata.app.Session;
import dev.fermata.client.AgentFile;
import dev.fermata.client.Endpoint;
import dev.fermata.event.Event;
import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.monitor.Tally;
import dev.fermata.profile.Profile;
import dev.fermata.profile.Skill;
import dev.fermata.settings.Settings;
import dev.fermata.time.Worker;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
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
        mixinStandardHelpOptions = true,
        description = "Plays a profile in the background, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata run -p arpg                     armed; its toggle key starts it",
            "  fermata run -p arpg --start running     playing at once",
            "  fermata run -p arpg --dry-run           listens, shows, sends nothing",
            "  fermata run -p arpg --events - | jq .   every event as a JSON line"
        })
final class RunCommand implements Callable<Integer> {
    /** How long a shutdown may take before the process ends regardless. */
    private static final Duration SHUTDOWN = Duration.ofMillis(900);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProfileOption profile;

    @Option(names = "--start", defaultValue = "ready", paramLabel = "running|ready",
            description = "Whether to play at once or wait for the toggle key (default: ${DEFAULT-VALUE}).")
    private String start;

    @Option(names = "--dry-run", description = "Do everything but send keys and take keys over.")
    private boolean dryRun;

    @Option(names = "--events", paramLabel = "FILE|-",
            description = "Write every event as a JSON line; - writes to standard output.")
    private String events;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() {
        boolean running = switch (start) {
            case "running" -> true;
            case "ready" -> false;
            default -> throw new ParameterException(spec.commandLine(), "--start is running or ready, not '" + start + "'");
        };
        Places places = Places.ofThisMachine();
        Settings settings = options.load();
        Logging.configure(Level.valueOf(settings.logLevel().name()), places.state());
        Profile loaded = profile.load();
        PrintStream people = "-".equals(events) ? System.err : System.out;
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<String> broken = new AtomicReference<>();
        Tally tally = new Tally(mayPlayDuringHold(loaded));
        AtomicReference<StatusLine> status = new AtomicReference<>();

        Session session = Session.start(
                new Session.Options(loaded, running, Optional.ofNullable(events).map(this::writer)),
                dryRun ? Desktops::openWithoutSending : Desktops::open, places.runtime(),
                event -> {
                    tally.accept(event);
                    show(status.get(), event);
                },
                () -> {
                    broken.set("the desktop refused too many keys in a row; see the messages above");
                    end.countDown();
                });
        Desktops.onGone(() -> {
            people.println();
            people.println("fermata: the desktop has gone away (the X server ended); start fermata again when it is back");
            people.flush();
            Runtime.getRuntime().halt(ExitCode.FAILURE);
        });
        Optional<AgentFile.Published> published = publish(settings, places.runtime(), people);
        greet(people, loaded, session.desktopName());
        boolean terminal = Boolean.getBoolean("fermata.terminal") && people == System.out;
        StatusLine line = new StatusLine(session.agent().core(), session.agent().clock(), people, terminal);
        status.set(line);
        Worker refresh = new Worker("status", line, session.agent().clock(), failure -> { });
        refresh.start();

        AtomicReference<Integer> code = new AtomicReference<>(ExitCode.OK);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            end.countDown();
            await(ended, SHUTDOWN);
            Runtime.getRuntime().halt(code.get());
        }, "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);

        awaitForever(end);
        refresh.close();
        published.ifPresent(AgentFile.Published::close);
        session.close();
        line.end();
        people.println(summary(tally));
        if (broken.get() != null) {
            people.println("fermata: " + broken.get());
            code.set(ExitCode.FAILURE);
        }
        people.flush();
        ended.countDown();
        return code.get();
    }

    /** Tells clients where this agent is; it plays without them as well. */
    private static Optional<AgentFile.Published> publish(Settings settings, Path runtime, PrintStream people) {
        Settings.Api api = settings.api();
        AgentFile file = new AgentFile(api.enabled() ? OptionalInt.of(api.port()) : OptionalInt.empty(),
                Endpoint.reachable(api.bind()), ProcessHandle.current().pid(), settings.sessionId());
        try {
            return Optional.of(file.publish(runtime));
        } catch (UncheckedIOException e) {
            people.println("fermata: clients will need --port: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void show(StatusLine line, Event event) {
        if (line != null) {
            line.accept(event);
        }
    }

    private static Set<String> mayPlayDuringHold(Profile profile) {
        return profile.skills().stream().filter(Skill::runsDuringHold).map(Skill::name).collect(Collectors.toSet());
    }

    private Writer writer(String target) {
        if (target.equals("-")) {
            return new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        }
        try {
            return new OutputStreamWriter(new FileOutputStream(Path.of(target).toFile()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("events cannot be written to " + target + ": " + e.getMessage(), e);
        }
    }

    private static void greet(PrintStream out, Profile profile, String desktop) {
        out.println("fermata plays '" + profile.name() + "' on " + desktop);
        out.println(hotkey(profile, Command.TOGGLE, "starts and pauses") + hotkey(profile, Command.MASTER, "arms and stops")
                + hotkey(profile, Command.PANIC, "stops at once") + "Ctrl-C ends");
        String priority = profile.priority().special().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        String managed = profile.priority().managed().keySet().stream().map(Object::toString).sorted()
                .collect(Collectors.joining(", "));
        if (!priority.isEmpty() || !managed.isEmpty()) {
            out.println("silent while you hold: " + priority + (managed.isEmpty() ? "" : (priority.isEmpty() ? "" : ", ")
                    + managed + " (sent for you after the pre-delay)"));
        }
        out.flush();
    }

    private static String hotkey(Profile profile, Command command, String does) {
        Hotkey key = profile.hotkeys().get(command);
        return key == null ? "" : key + " " + does + ", ";
    }

    private static String summary(Tally tally) {
        return "played " + tally.played() + " actions and " + tally.playersKeys() + " keys of yours; "
                + tally.holds() + " holds, " + tally.duringHolds() + " actions during them; "
                + tally.dropped() + " not played; " + tally.down().size() + " keys left down";
    }

    private static void awaitForever(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch, Duration atMost) {
        try {
            latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
