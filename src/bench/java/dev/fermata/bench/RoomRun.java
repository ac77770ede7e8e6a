package dev.fermata.bench;

import dev.fermata.bench.EventReader.Heard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A busy room, run once: fifty messages a second by three relays and five hundred at once now and then, gifts, everything
 * that goes wrong with relays, a Redis server that is killed twice. In the end the agent is asked to end while hundreds
 * have just come.
 */
final class RoomRun {
    private static final long TICK = 20_000_000;
    private static final int BURST = 500;
    private static final int GIFTS_OF_A_BURST = 4;
    private static final int GIFTS_IN_SILENCE = 3;
    private static final double LEAST_SECONDS_FOR_DEAF = 240;
    private static final int LAST = 200;
    /** Of a generation of the heap. */
    private static final Pattern USED = Pattern.compile("(?m)generation\\s+total \\d+K, used (\\d+)K");
    private static final String DECISIONS = "fermata_stream_decision_seconds";
    private static final long DRAIN_SECONDS = 90;
    private static final double SECONDS = 1e-9;
    private static final String RULES = """
            [[answer]]
            on = "gift"
            text = "{Thanks|Thank you}, %user%, for %count% %gift%"
            many = "Thank you, %user% and %others% more, for %count% %gift%"
            sum = "And for %count% more gifts"
            [[answer]]
            on = "chat"
            words = ["hello"]
            text = "Hello, %user%"
            per_minute = 1
            [[answer]]
            on = "chat"
            text = "%user% asks %text%"
            reply = true
            per_minute = 4
            per_person = 1
            [[answer]]
            on = "like"
            text = "%count% likes"
            gather = "20s"
            [[answer]]
            on = "enter"
            text = "Welcome, %user%"
            many = "Welcome, %user% and %others% more"
            gather = "15s"
            per_minute = 1
            [ignore]
            words = ["darn"]
            [[model]]
            name = "first"
            kind = "openai"
            address = "MODELS"
            model = "m"
            first = "1s"
            idle = "1s"
            per_minute = 0
            [[model]]
            name = "second"
            kind = "ollama"
            address = "MODELS"
            model = "m"
            [reply]
            wait = "3s"
            """;

    final List<RoomRelay> relays = new ArrayList<>();
    final RoomTraffic traffic;
    final RoomFaults faults;
    final List<Look> looks = new ArrayList<>();
    final RoomModels models;
    final RedisBox redis;
    final SoundBox sound;
    final Path history;
    private final Path folder;
    private final double seconds;
    private final Random random;
    private final Path command;
    List<Heard> heard;
    /** The ids of what had just come when it was asked to end. */
    List<String> last;
    long gaps;
    long historyLost;
    long refused;
    String messages;
    int exitCode;

    /**
     * What was seen of the agent at a time.
     *
     * @param decided how many messages were decided upon till then, by its own account as all of decisions
     * @param decisionP99Millis of all of them
     * @param longestDecisionMillis of all of them
     * @param liveMegabytes what of its heap was in use when garbage had just been thrown away; NaN at other times
     */
    record Look(double seconds, ProcessFigures figures, double decided, double decisionP99Millis,
            double longestDecisionMillis, double liveMegabytes) {
    }

    RoomRun(Path command, double minutes, Random random) throws IOException, InterruptedException {
        this.command = command;
        this.seconds = minutes * 60;
        this.random = random;
        folder = Scratch.folder("bench-room");
        for (RelayTexts texts : RelayTexts.values()) {
            relays.add(new RoomRelay(texts));
        }
        traffic = new RoomTraffic(relays, random);
        faults = new RoomFaults(relays, traffic);
        models = new RoomModels();
        redis = new RedisBox(folder, "room:events");
        sound = new SoundBox(folder, minutes + 5);
        history = folder.resolve("fermata/history/history.db");
        Files.createDirectories(folder.resolve("fermata"));
        Files.writeString(folder.resolve("fermata/settings.toml"), """
                [speech]
                engine = "system"
                [history]
                on = true
                [bridge]
                address = "%s"
                events = "room:events"
                """.formatted(redis.address()));
        StringBuilder rules = new StringBuilder();
        relays.forEach(relay -> rules.append("[[feed]]\nname = \"").append(relay.texts().feed()).append("\"\nkind = \"")
                .append(relay.texts().kind()).append("\"\naddress = \"").append(relay.address()).append("\"\n"));
        Files.writeString(folder.resolve("fermata/stream.toml"), rules + RULES.replace("MODELS", models.address()));
    }

    /** Plays it to its end. */
    void play() throws IOException, InterruptedException {
        try (sound; redis; models; RoomAgent agent = new RoomAgent(command, folder, sound.environment())) {
            EventReader events = new EventReader(agent.base());
            awaitFeeds();
            long start = System.nanoTime();
            long end = start + (long) (seconds / SECONDS);
            room(agent, start, end);
            quiet(agent, events);
            giftsInSilence();
            quiet(agent, events);
            heard = events.heard();
            gaps = events.gaps();
            String metrics = agent.ask("metrics");
            historyLost = (long) RoomAgent.metric(metrics, "fermata_history_entries_total{outcome=\"lost\"}").orElse(-1);
            refused = (long) RoomAgent.metric(metrics, "fermata_stream_refused_total").orElse(-1);
            Set<String> before = Set.copyOf(traffic.told().keySet());
            traffic.burst(LAST, GIFTS_OF_A_BURST);
            last = traffic.told().keySet().stream().filter(id -> !before.contains(id)).toList();
            for (RoomRelay relay : relays) {
                relay.awaitRead();
            }
            exitCode = agent.stop();
            messages = agent.messages();
        } finally {
            for (RoomRelay relay : relays) {
                relay.close();
            }
        }
    }

    private void awaitFeeds() throws InterruptedException {
        for (int i = 0; i < 1_000 && !relays.stream().allMatch(RoomRelay::isConnected); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void room(RoomAgent agent, long start, long end) throws IOException, InterruptedException {
        // Thanks for the gifts of a burst take ten seconds: oftener, and nothing else would ever be heard.
        long burst = (long) (Math.max(20, Math.min(30, seconds / 3)) / SECONDS);
        long fault = (long) (Math.min(15, seconds * 0.85 / faults.kinds()) / SECONDS);
        long nextBurst = start + burst / 2;
        long nextFault = start + fault;
        long nextGift = start + 3_000_000_000L;
        long nextLook = start;
        List<Long> kills = new ArrayList<>(List.of(start + (end - start) * 3 / 10, start + (end - start) * 7 / 10));
        long startRedis = Long.MAX_VALUE;
        long collect = start + (end - start) / 5;
        long deaf = seconds < LEAST_SECONDS_FOR_DEAF ? Long.MAX_VALUE : start + 20_000_000_000L;
        for (long now = start; now < end && agent.isAlive(); now = next(now)) {
            traffic.anything(false);
            if (now >= nextBurst) {
                nextBurst += burst;
                traffic.burst(BURST, GIFTS_OF_A_BURST);
            }
            if (now >= nextGift) {
                nextGift = now + (long) ((6 + 6 * random.nextDouble()) / SECONDS);
                traffic.gift(1 + random.nextInt(2));
            }
            if (now >= nextFault) {
                nextFault += fault;
                faults.next();
            }
            if (now >= deaf) {
                deaf = Long.MAX_VALUE;
                faults.fallDeaf();
            }
            faults.mend(now);
            if (!kills.isEmpty() && now >= kills.get(0)) {
                kills.remove(0);
                redis.kill();
                startRedis = now + (long) (Math.min(8, seconds / 15) / SECONDS);
            }
            if (now >= startRedis) {
                startRedis = Long.MAX_VALUE;
                redis.start();
            }
            if (now >= nextLook) {
                nextLook += 2_000_000_000L;
                look(agent, (now - start) * SECONDS, Double.NaN);
            }
            if (now >= collect) {
                collect = Long.MAX_VALUE;
                look(agent, (now - start) * SECONDS, live(agent));
            }
        }
        look(agent, seconds, live(agent));
    }

    /** Has the agent's JVM throw away what is garbage. Returns how much is left, in megabytes. */
    private static double live(RoomAgent agent) throws IOException, InterruptedException {
        jcmd(agent, "GC.run");
        return USED.matcher(jcmd(agent, "GC.heap_info")).results().mapToLong(used -> Long.parseLong(used.group(1))).sum()
                / 1024.0;
    }

    private static String jcmd(RoomAgent agent, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(agent.pid()), command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void look(RoomAgent agent, double at, double live) throws IOException, InterruptedException {
        String metrics = agent.ask("metrics");
        looks.add(new Look(at, ProcessFigures.of(agent.pid()), RoomAgent.metric(metrics, DECISIONS + "_count").orElse(0),
                decision(metrics, "0.99"), decision(metrics, "1"), live));
    }

    private static double decision(String metrics, String quantile) {
        return RoomAgent.metric(metrics, DECISIONS + "{quantile=\"" + quantile + "\"}").orElse(Double.NaN) * 1_000;
    }

    /** Waits for the next tick, unless it is over already. Returns when it was due. */
    private static long next(long now) throws InterruptedException {
        long due = now + TICK;
        long left = due - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
        return due;
    }

    /** Gifts while nothing is heard, though as much comes as before. */
    private void giftsInSilence() throws InterruptedException {
        for (int i = 0; i < GIFTS_IN_SILENCE; i++) {
            traffic.gift(1);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
            for (long now = System.nanoTime(); now < end; now = next(now)) {
                traffic.nothing();
            }
        }
    }

    /** Nothing comes any more, until all of it has an end. */
    private void quiet(RoomAgent agent, EventReader events) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        int before = -1;
        while (System.nanoTime() < end) {
            faults.mend(System.nanoTime());
            TimeUnit.MILLISECONDS.sleep(500);
            String metrics = agent.ask("metrics");
            int count = events.count();
            boolean open = new RoomWitness(events.heard()).openEnds() > 0;
            if (!open && count == before && relays.stream().allMatch(RoomRelay::isConnected)
                    && RoomAgent.metric(metrics, "fermata_bridge_connected").orElse(0) == 1
                    && RoomAgent.metric(metrics, "fermata_stream_waiting").orElse(1) == 0) {
                return;
            }
            before = count;
        }
    }
}
