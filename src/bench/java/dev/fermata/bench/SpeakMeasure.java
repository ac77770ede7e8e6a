package dev.fermata.bench;

import dev.fermata.event.Bus;
import dev.fermata.model.Key;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.pause.Stillness;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.speak.SpeechQueue;
import dev.fermata.speak.Voice;
import dev.fermata.speak.sound.Player;
import dev.fermata.speak.sound.SimulatedPlayer;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** What the voice costs, and how soon it begins and falls silent, up to the device; that of a sound server is a test. */
final class SpeakMeasure implements Measure {
    private static final String UNPARK = "thread that is unparked";
    private static final Pattern RUNNING = Pattern.compile("RUNNING");
    private static final int RATE = 48_000;
    private static final SystemClock CLOCK = new SystemClock();
    /** What the design allows on top of what Java's sound library takes by itself. */
    private static final double MEGABYTES_ON_TOP = 4;
    private static final Sound LONG = new Sound(new short[RATE * 60], RATE);

    @Override
    public String name() {
        return "speak";
    }

    @Override
    public String about() {
        return "from a request to the device and from a hold to silence in-process; the queue; an idle voice's memory";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        List<Row> rows = new ArrayList<>(turns(effort.pick(300, 3_000)));
        rows.add(operations(effort.pick(20_000, 200_000)));
        rows.addAll(memory(effort));
        return rows;
    }

    /** A player that keeps the time, and when it was started and stopped. */
    private static final class Watched implements Player {
        private final SimulatedPlayer player = new SimulatedPlayer();
        private boolean begins;
        private volatile long begunAt;
        private volatile long silentAt;

        @Override
        public void start(Sound sound, long position, long nowNanos) {
            player.start(sound, position, nowNanos);
            begins = true;
        }

        @Override
        public long step(long nowNanos) {
            if (begins) {
                begins = false;
                begunAt = System.nanoTime();
            }
            return player.step(nowNanos);
        }

        @Override
        public long position(long nowNanos) {
            return player.position(nowNanos);
        }

        @Override
        public boolean isOver(long nowNanos) {
            return player.isOver(nowNanos);
        }

        @Override
        public long stop(long nowNanos) {
            silentAt = System.nanoTime();
            return player.stop(nowNanos);
        }

        @Override
        public long gaps() {
            return 0;
        }

        @Override
        public String device() {
            return "none";
        }
    }

    /** Nobody has to hear what happens here. */
    private static final class Unheard implements Bus.FailureHandler {
        @Override
        public void subscriberFailed(Object subscriber, Object event, Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void nobodyListens(Object event) {
            // It happened all the same.
        }
    }

    private static SpeechQueue queue(Player player, Runnable wake) {
        Voice ready = new Voice() {
            @Override
            public void ask(long id, String text, Listener listener) {
                listener.sounds(id, LONG);
            }

            @Override
            public void cancel(long id) {
                // It is made already.
            }
        };
        SpeechQueue queue = new SpeechQueue(CLOCK, new Bus(new Unheard()), player, ready, "bench", wake);
        queue.heed(Stillness.NONE, Optional.empty());
        return queue;
    }

    private static SpeechRequest request(String text) {
        return new SpeechRequest(text, SpeechPriority.NORMAL, true, Duration.ofMinutes(1), "bench");
    }

    private List<Row> turns(int times) throws InterruptedException {
        Watched player = new Watched();
        Worker[] made = new Worker[1];
        SpeechQueue stepped = queue(player, () -> {
            if (made[0] != null) {
                made[0].wake();
            }
        });
        made[0] = new Worker("speech", stepped, CLOCK, Throwable::printStackTrace);
        made[0].start();
        double[] begins = new double[times];
        double[] silences = new double[times];
        double[] floor = new double[times];
        for (int i = 0; i < times; i++) {
            TimeUnit.MICROSECONDS.sleep(1_500);
            player.begunAt = 0;
            long asked = System.nanoTime();
            long id = stepped.submit(request("text " + i)).id();
            begins[i] = until(() -> player.begunAt, asked);
            TimeUnit.MICROSECONDS.sleep(1_500);
            player.silentAt = 0;
            long held = System.nanoTime();
            stepped.heed(Stillness.ALL, Optional.empty());
            silences[i] = until(() -> player.silentAt, held);
            stepped.drop(id, "measured");
            stepped.heed(Stillness.NONE, Optional.empty());
            floor[i] = unpark();
        }
        made[0].close();
        return List.of(
                new Row(name(), "request to first samples handed to the device, p50", "ms",
                        Figures.percentile(50, begins), UNPARK, Figures.percentile(50, floor), Target.NONE),
                new Row(name(), "request to first samples handed to the device, p95", "ms",
                        Figures.percentile(95, begins), UNPARK, Figures.percentile(95, floor), new Target.AtMost(5)),
                new Row(name(), "hold to the player's silence, p95", "ms", Figures.percentile(95, silences), UNPARK,
                        Figures.percentile(95, floor), new Target.AtMost(5)));
    }

    private interface Time {
        long at();
    }

    private static double until(Time time, long since) {
        long at = time.at();
        while (at == 0) {
            LockSupport.parkNanos(20_000);
            at = time.at();
        }
        return (at - since) / 1e6;
    }

    private static double unpark() throws InterruptedException {
        long[] woken = new long[1];
        Thread sleeper = new Thread(() -> {
            LockSupport.park();
            woken[0] = System.nanoTime();
        });
        sleeper.start();
        while (sleeper.getState() != Thread.State.WAITING) {
            TimeUnit.MICROSECONDS.sleep(100);
        }
        long begun = System.nanoTime();
        LockSupport.unpark(sleeper);
        sleeper.join();
        return (woken[0] - begun) / 1e6;
    }

    /** Requests that are taken in and dropped again while others wait. */
    private Row operations(int times) {
        SpeechQueue queue = queue(new SimulatedPlayer(), () -> { });
        for (int i = 0; i < 50; i++) {
            queue.submit(request("waits " + i));
        }
        double ours = 0;
        double floor = 0;
        for (int round = 0; round < 3; round++) {
            ours = Math.max(ours, rate(times, i -> queue.drop(queue.submit(request("text " + i)).id(), "measured")));
            PriorityQueue<String> least = new PriorityQueue<>();
            floor = Math.max(floor, rate(times, i -> {
                least.add("text " + i);
                least.poll();
            }));
        }
        return new Row(name(), "requests taken in and dropped, 50 waiting", "thousands/s", ours / 1_000,
                "bare PriorityQueue", floor / 1_000, Target.NONE);
    }

    private interface Operation {
        void run(int number);
    }

    private static double rate(int times, Operation operation) {
        long begun = System.nanoTime();
        for (int i = 0; i < times; i++) {
            operation.run(i);
        }
        return times / ((System.nanoTime() - begun) / 1e9);
    }

    /** A running agent before it has spoken and after, when its line is closed again, on a device that plays nothing. */
    private List<Row> memory(Effort effort) throws Exception {
        Path alsa = Scratch.folder("bench-alsa").resolve("asound.conf");
        Files.writeString(alsa, "pcm.!default { type null }\nctl.!default { type null }\n");
        Map<String, String> silent = Map.of("ALSA_CONFIG_PATH", alsa.toString());
        try (VirtualDesktop desktop = new VirtualDesktop()) {
            double without = resident(desktop, silent, "without");
            double with = resident(desktop, silent, "with");
            double before;
            double after;
            try (RunningAgent agent = RunningAgent.unwatched(effort.command(), desktop.display(), silent,
                    "-p", Profiles.example(false).toString(), "--start", "running")) {
                agent.awaitMessage(RUNNING);
                desktop.down(Key.SPACE);
                desktop.up(Key.SPACE);
                TimeUnit.SECONDS.sleep(effort.pick(3, 10));
                before = ProcessFigures.of(agent.pid()).residentMegabytes();
                agent.command("say", "it speaks", "--wait");
                TimeUnit.SECONDS.sleep(25);
                after = ProcessFigures.of(agent.pid()).residentMegabytes();
            }
            double library = with - without;
            return List.of(
                    new Row(name(), "resident memory, a voice that has spoken and is idle", "MB", after,
                            "the same agent before", before, Target.NONE),
                    new Row(name(), "resident memory, what the voice adds", "MB", after - before,
                            "Java's sound library by itself", library, new Target.AtMost(library + MEGABYTES_ON_TOP)));
        }
    }

    private static double resident(VirtualDesktop desktop, Map<String, String> environment, String what)
            throws Exception {
        try (Child child = new Child(desktop.display(), environment, BareSound.class, what)) {
            child.awaitReady();
            TimeUnit.SECONDS.sleep(1);
            return ProcessFigures.of(child.pid()).residentMegabytes();
        }
    }
}
