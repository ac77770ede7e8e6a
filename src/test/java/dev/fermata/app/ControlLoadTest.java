package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.ChangeBudget;
import dev.fermata.control.FakePlay;
import dev.fermata.control.PauseService;
import dev.fermata.control.Studios;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.observe.RunSummary;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import dev.fermata.user.RunToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 64 clients and a player at once, over real HTTP, against a whole agent with its threads. Each
 * client keeps a model of its own pause; in the end the agent's holds are what the models say.
 */
@Tag("proof")
class ControlLoadTest {
    private static final int CLIENTS = 64;
    private static final int CALLS = 20_000 / CLIENTS + 1;
    private static final int BROWSERS = 8;
    private static final Profile PROFILE = ProfileReader.parse("load", """
            schema = 1
            name = "load"
            [priority]
            pre_delay = "5ms"
            special = ["space"]
            [priority.managed.e]
            [dispatch]
            key_press = "1ms"
            min_gap = "0ms"
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "20ms"
            [[skill]]
            name = "Channel"
            keys = "w"
            mode = "hold"
            """).profile().orElseThrow();

    private final HandDesktop desktop = new HandDesktop();
    private final Agent agent = new Agent(new SystemClock(), desktop.asDesktop(), new EchoFilter(), PROFILE,
            Settings.DEFAULTS, () -> { });
    private final RunSummary summary = new RunSummary();

    @Test
    void noUpdateIsLostUnderLoad() throws Exception {
        agent.listen(event -> summary.accept(EventLine.of(event)));
        try (ControlService service = ControlService.start(agent, onAnyPort(), RunToken.random(), "test",
                new FakePlay(), Studios.none(), Optional.empty(), unlimited())) {
            agent.start();
            agent.core().control().run("test");
            AtomicBoolean playing = new AtomicBoolean(true);
            ExecutorService pool = Executors.newFixedThreadPool(BROWSERS + 1);
            try {
                Future<?> player = pool.submit(() -> play(playing));
                Set<String> expected = new TreeSet<>();
                List<Future<Set<String>>> all = new ArrayList<>();
                for (int i = 0; i < BROWSERS; i++) {
                    all.add(pool.submit(calls(service.page(), i)));
                }
                for (Future<Set<String>> each : all) {
                    expected.addAll(each.get());
                }
                playing.set(false);
                player.get();
                Awaitility.await().until(() -> agent.core().ledger().hold(Hold.PRIORITY_KEYS).isEmpty());
                assertEquals(expected, holders(), "the holds are what each client's own calls make of them");
                assertEquals(expected.isEmpty() ? AgentState.RUNNING : AgentState.PAUSED,
                        agent.core().control().state());
            } finally {
                playing.set(false);
                pool.shutdownNow();
            }
        }
        assertEquals(List.of(), agent.stop());
        assertEquals(List.of(), agent.core().dispatcher().down());
        assertEquals(0, summary.duringHolds());
        assertTrue(summary.holds() > 1_000, () -> "only " + summary.holds() + " holds");
    }

    /** What is looked for here shows under more changes than clients are allowed. */
    private PauseService unlimited() {
        Core core = agent.core();
        return new PauseService(core.control(), core.ledger(), core.dispatcher(), agent.clock(),
                Settings.DEFAULTS.pause().mode(), Settings.DEFAULTS.pause().gracefulTimeout(),
                new ChangeBudget(1_000_000, 1_000_000));
    }

    private Set<String> holders() {
        return agent.core().ledger().holds().stream().map(Hold::holder).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Eight clients a connection, each with its own pause. Returns the holders that end paused. */
    private Callable<Set<String>> calls(String page, int browser) {
        return () -> {
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            Random random = new Random(browser);
            Set<String> paused = new TreeSet<>();
            for (int call = 0; call < CALLS * CLIENTS / BROWSERS; call++) {
                String client = "c" + (browser * (CLIENTS / BROWSERS) + random.nextInt(CLIENTS / BROWSERS));
                String holder = Hold.API_PREFIX + client;
                String action = List.of("pause", "resume", "toggle", "status").get(random.nextInt(4));
                boolean was = paused.contains(holder);
                boolean is = action.equals("pause") || !action.equals("resume") && was != action.equals("toggle");
                String body = "{\"action\":\"" + action + "\",\"client\":\"" + client + "\"}";
                HttpRequest request = action.equals("status")
                        ? HttpRequest.newBuilder(URI.create(page + "status")).timeout(Duration.ofSeconds(20)).build()
                        : HttpRequest.newBuilder(URI.create(page + "pause_control")).timeout(Duration.ofSeconds(20))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                assertEquals(200, answer.statusCode(), answer::body);
                assertEquals(is, answer.body().contains("\"holder\":\"" + holder + "\""),
                        () -> action + ": " + answer.body());
                if (is) {
                    paused.add(holder);
                } else {
                    paused.remove(holder);
                }
            }
            return paused;
        };
    }

    /** Taps the priority keys until told to stop, and ends with both up. */
    private void play(AtomicBoolean playing) {
        Random random = new Random(7);
        while (playing.get()) {
            Key key = random.nextBoolean() ? Key.SPACE : Key.E;
            desktop.player(key, true);
            agent.clock().parkUntil(agent.clock().nanos() + random.nextInt(3_000_000));
            desktop.player(key, false);
            agent.clock().parkUntil(agent.clock().nanos() + random.nextInt(3_000_000));
        }
    }

    private static Settings onAnyPort() {
        Settings.Api api = Settings.DEFAULTS.api();
        Settings settings = Settings.DEFAULTS;
        return new Settings(new Settings.Api(true, 0, api.bind(), api.token(), api.allowedOrigins(), api.screen()),
                settings.givenSessionId(),
                settings.pause(), settings.buffer(), settings.autoRecovery(), settings.monitoring(),
                settings.logLevel(), settings.alerts(), settings.present(), settings.ownProfiles(), settings.speech(),
                settings.segments(), settings.devices(), settings.listen(), settings.stream(), settings.history(),
                settings.bridge());
    }
}
