package dev.fermata.app;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.control.FakePlay;
import dev.fermata.control.Studios;
import dev.fermata.model.PauseScope;
import dev.fermata.model.Scope;
import java.util.Set;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.AgentControl;
import dev.fermata.model.Command;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.observe.EventFormat;
import dev.fermata.observe.EventLine;
import dev.fermata.observe.EventWriter;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import dev.fermata.user.RunToken;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * G7: many threads pause, resume, toggle, stop and start a whole agent while its skills play and the player
 * taps priority keys, and every stream of events tells it in the order in which it happened.
 */
@Tag("proof")
@Timeout(120)
class EventOrderTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = 60;
    /** So few that no stream has to leave any out. */
    private static final int CALLS = 25;
    private static final Duration GRACE = Duration.ofMillis(4);
    private static final List<String> HOLDERS = List.of(Hold.API_PREFIX + "a", Hold.API_PREFIX + "b");

    private static final Profile PROFILE = ProfileReader.parse("order", """
            schema = 1
            name = "order"
            [priority]
            special = ["space", "x"]
            [dispatch]
            key_press = "1ms"
            min_gap = "0ms"
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "20ms"
            [[skill]]
            name = "Combo"
            keys = "1,delay2,2,delay1,3"
            every = "25ms"
            [[skill]]
            name = "Potion"
            keys = "4"
            every = "20ms"
            during_hold = "run"
            [[skill]]
            name = "Channel"
            keys = "w"
            mode = "hold"
            """).profile().orElseThrow();

    private final SystemClock clock = new SystemClock();
    private final HandDesktop desktop = new HandDesktop();
    private final Agent agent = new Agent(clock, desktop.asDesktop(), new EchoFilter(), PROFILE, Settings.DEFAULTS,
            () -> { });
    private final CausalOrder relayed = new CausalOrder("relay");
    private final CausalOrder written = new CausalOrder("JSON lines");
    private final CausalOrder served = new CausalOrder("server-sent events");

    /** Hands on each line that is written. */
    private static final class Lines extends Writer {
        private final Consumer<String> sink;
        private final StringBuilder line = new StringBuilder();

        Lines(Consumer<String> sink) {
            this.sink = sink;
        }

        @Override
        public void write(char[] text, int from, int length) {
            for (char each : new String(text, from, length).toCharArray()) {
                if (each == '\n') {
                    sink.accept(line.toString());
                    line.setLength(0);
                } else {
                    line.append(each);
                }
            }
        }

        @Override
        public void flush() {
            // Every line was handed on as it came.
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }

    /** A profile whose problem is that mark. */
    private static ProfileResult marking(String mark) {
        return new ProfileResult(Optional.empty(), List.of(Diagnostic.ofFile("test", mark, "", List.of())));
    }

    @Test
    void everyStreamTellsEventsInTheOrderInWhichTheyHappened() throws Exception {
        List<CausalOrder> streams = List.of(relayed, written, served);
        agent.listen(event -> relayed.accept(EventLine.of(event)));
        agent.listen(new EventWriter(new Lines(written::acceptJson), EventFormat.JSONL, failure -> { }));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 2);
        try (ControlService service = ControlService.start(agent, onAnyPort(), RunToken.random(), "test",
                new FakePlay(), Studios.none(), Optional.empty())) {
            agent.start();
            Future<?> reader = threads.submit(() -> read(service.page()));
            await().until(() -> {
                agent.refuse(marking("are you there?"));
                return reader.isDone() || served.isMarked("are you there?");
            });
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<?>> calls = new ArrayList<>();
                calls.add(threads.submit(this::tapPriorityKeys));
                for (int i = 0; i < THREADS; i++) {
                    Random random = new Random((long) round * THREADS + i);
                    calls.add(threads.submit(() -> command(random)));
                }
                for (Future<?> each : calls) {
                    each.get(30, TimeUnit.SECONDS);
                }
                String mark = "round " + round;
                agent.refuse(marking(mark));
                await().until(() -> reader.isDone() || streams.stream().allMatch(each -> each.isMarked(mark)));
                if (reader.isDone()) {
                    reader.get();
                }
                for (CausalOrder each : streams) {
                    assertEquals(List.of(), each.wrong(), each + " in " + mark);
                }
            }
            reader.cancel(true);
        } finally {
            agent.stop();
            threads.shutdownNow();
        }
        for (CausalOrder each : streams) {
            assertTrue(each.presses() > 100 && each.holds() > 1_000, each::toString);
        }
    }

    private void command(Random random) {
        AgentControl control = agent.core().control();
        for (int i = 0; i < CALLS; i++) {
            String holder = HOLDERS.get(random.nextInt(HOLDERS.size()));
            Set<Scope> scopes = PauseScope.values()[random.nextInt(3)].scopes();
            switch (random.nextInt(10)) {
                case 0, 1 -> control.command(Command.State.TOGGLE);
                case 2 -> control.pause(holder, "test", scopes, OptionalLong.empty(), Optional.empty());
                case 3 -> control.pause(holder, "test", scopes, OptionalLong.of(random.nextInt(2_000_000)),
                        Optional.empty());
                case 4 -> control.pause(holder, "test", scopes, OptionalLong.empty(), Optional.of(GRACE));
                case 5 -> control.toggle(holder, "test", scopes, OptionalLong.empty(), Optional.empty());
                case 6 -> control.resume(holder, "test");
                case 7 -> control.resumeClients("test");
                case 8 -> {
                    control.command(Command.State.PANIC);
                    control.run("test");
                }
                default -> {
                    control.resumeClients("test");
                    control.run("test");
                    clock.parkUntil(clock.nanos() + random.nextInt(3_000_000));
                }
            }
        }
    }

    private void tapPriorityKeys() {
        for (int i = 0; i < CALLS; i++) {
            Key key = i % 3 == 0 ? Key.X : Key.SPACE;
            desktop.player(key, true);
            clock.parkUntil(clock.nanos() + i % 4 * 300_000L);
            desktop.player(key, false);
            clock.parkUntil(clock.nanos() + i % 5 * 300_000L);
        }
    }

    private Void read(String page) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + "events")).build();
        HttpResponse<Stream<String>> answer = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                .send(request, HttpResponse.BodyHandlers.ofLines());
        assertEquals(200, answer.statusCode());
        answer.body().filter(line -> line.startsWith("data: "))
                .forEach(line -> served.acceptJson(line.substring("data: ".length())));
        return null;
    }

    private static Settings onAnyPort() {
        Settings settings = Settings.DEFAULTS;
        Settings.Api api = settings.api();
        return new Settings(new Settings.Api(true, 0, api.bind(), api.token(), api.allowedOrigins(), api.screen()),
                settings.givenSessionId(),
                settings.pause(), settings.buffer(), settings.autoRecovery(), settings.monitoring(),
                settings.logLevel(), settings.alerts(), settings.present(), settings.ownProfiles(), settings.speech(),
                settings.segments(), settings.devices(), settings.listen(), settings.stream(), settings.history(),
                settings.bridge());
    }
}
