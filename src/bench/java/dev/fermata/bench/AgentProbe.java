package dev.fermata.bench;

import dev.fermata.app.Agent;
import dev.fermata.app.Desktops;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.ChangeBudget;
import dev.fermata.control.PauseService;
import dev.fermata.control.http.PauseServer;
import dev.fermata.control.http.ServerSettings;
import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.PauseMode;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.simulate.Rehearsal;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.user.SocketOwners;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The agent, unchanged, with its times told on the clock all processes share: {@code EVENT KEY NANOS}
 * for each event, and {@code injected KEY NANOS} when the server has taken a press. Arguments: a profile, and
 * {@code serve} for the API, whose port is then told.
 */
public final class AgentProbe {
    private static final long TAKE_OVER_MILLIS = 300;

    private AgentProbe() {
    }

    /** Prints {@code ready} and what happens. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // System.nanoTime itself, which counts alike in all processes of a Linux machine.
        Clock clock = new SystemClock(0);
        EchoFilter echoes = new EchoFilter();
        Desktop real = Desktops.open(echoes, clock);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Desktop timed = new Desktop(real.name(), real.capabilities(), real.hook(),
                new TimedInjector(real.injector(), lines), real.physicalKeys(), real.suppressor(), real.giveBack(),
                real.tenancy());
        Profile profile = CoreWithoutDesktop.read(Path.of(arguments[0]));
        Agent agent = new Agent(clock, timed, echoes, profile, Settings.DEFAULTS,
                () -> { });
        agent.listen(event -> lines.add(event.name() + " " + key(event) + " " + event.atNanos()));
        Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "close"));
        agent.start();
        agent.core().control().run("benchmark");
        Rehearsal.of(profile);
        if (arguments.length > 1) {
            System.out.println("port " + serve(agent));
        }
        // The input thread takes the managed keys over soon after.
        TimeUnit.MILLISECONDS.sleep(TAKE_OVER_MILLIS);
        System.out.println("ready");
        while (true) {
            System.out.println(lines.take());
        }
    }

    /** Has clients served as {@code fermata run} does. Returns the port. */
    private static int serve(Agent agent) throws IOException {
        PauseService service = new PauseService(agent.core().control(), agent.core().ledger(),
                agent.core().dispatcher(), agent.clock(), PauseMode.IMMEDIATE, Duration.ofSeconds(2),
                ChangeBudget.ofClients());
        PauseServer server = new PauseServer(ServerSettings.loopback(0, 1), agent.monitoring().timed(service),
                new NoPlay(), () -> {
            throw new IllegalStateException("nobody works on profiles");
        }, Optional.empty(), Optional::empty, () -> SegmentLimits.DEFAULTS, () -> {
            throw new IllegalStateException("nobody records");
        }, Optional::empty, Optional::empty, () -> {
            throw new IllegalStateException("nobody asks for the status");
        }, text -> { }, SocketOwners.forManyQuestions(), agent.clock(), Throwable::printStackTrace);
        agent.listen(server.events());
        server.start();
        return server.address().getPort();
    }

    private static String key(Event event) {
        if (event instanceof Event.HoldAdded added) {
            return added.hold().holder();
        }
        if (event instanceof Event.HoldRemoved removed) {
            return removed.holder();
        }
        if (event instanceof Event.PriorityKey change) {
            return change.key().id();
        }
        return event instanceof Event.KeySent sent ? sent.key().id() : "-";
    }

    /** Tells when the desktop had taken each press. */
    private record TimedInjector(Injector real, BlockingQueue<String> lines) implements Injector {
        @Override
        public void press(Key key) {
            real.press(key);
            real.awaitPressed();
            lines.add("injected " + key.id() + " " + System.nanoTime());
        }

        @Override
        public void release(Key key) {
            real.release(key);
        }

        @Override
        public boolean canSend(Key key) {
            return real.canSend(key);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
