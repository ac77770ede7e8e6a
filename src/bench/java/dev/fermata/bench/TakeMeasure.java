package dev.fermata.bench;

import dev.fermata.config.TakeText;
import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How far each event of a take is from its own time, counted from the first: in the core, on the agent's own thread with
 * nothing behind it, and as a game's window sees it when {@code fermata play} has the agent play it; the best of three
 * plays each. Beside the first stands a loop that only parks, beside the second one that parks and sends. What of a
 * late event is the core's own doing is told besides: from when the machine had woken its thread. The peer is Repeat,
 * whose figures for such traces are those told by others: it is not run here.
 */
final class TakeMeasure implements Measure {
    private static final String PEER = "Repeat (as told, not run)";
    private static final int WARMING = 10;
    private static final int PLAYS = 3;
    private static final String BARE = "bare parkNanos loop";
    private static final String BARE_SENDER = "bare XTEST loop";
    private static final String PROFILE = """
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "1"
            every = "1h"
            """;

    /**
     * A take of presses and releases that come one after the other.
     *
     * @param peerMillis how late the last event of the peer is
     */
    private record Trace(String name, int events, long gapMicros, double speed, double peerMillis) {
        Take take(int divided) {
            List<Stroke> strokes = new ArrayList<>();
            for (int i = 0; i < events / divided; i++) {
                Key key = i / 2 % 2 == 0 ? Key.Q : Key.W;
                strokes.add(i % 2 == 0 ? new Stroke.Down(i * gapMicros, key) : new Stroke.Up(i * gapMicros, key));
            }
            return Take.of(strokes);
        }

        /** How far each is from its time, in milliseconds. */
        double[] off(long[] nanos) {
            double[] off = new double[nanos.length];
            for (int i = 0; i < nanos.length; i++) {
                off[i] = (nanos[i] - nanos[0]) / 1e6 - i * gapMicros / 1e3 / speed;
            }
            return off;
        }
    }

    private static final List<Trace> TRACES = List.of(new Trace("5 ms x 2000", 2_000, 5_000, 1, 536),
            new Trace("16 ms x 1000", 1_000, 16_000, 1, 155), new Trace("1 ms x 4000", 4_000, 1_000, 1, 356),
            new Trace("3 ms x 2000 at 2x", 2_000, 3_000, 2, 400));

    @Override
    public String name() {
        return "take";
    }

    @Override
    public String about() {
        return "replay: how far each event of a take is from its own time, in the core and in a game's window";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        int divided = effort.pick(5, 1);
        // An agent that plays a take has played before: its code is compiled.
        TakeInCore.play(TRACES.get(2).take(5), 1);
        List<Row> rows = new ArrayList<>();
        for (Trace trace : TRACES) {
            double[] own = {Double.MAX_VALUE};
            double[] off = best(trace, TakeMeasure::worst, () -> {
                TakeInCore.Sent sent = TakeInCore.play(trace.take(divided), trace.speed());
                own[0] = Math.min(own[0], sent.ownMillis(trace.gapMicros() * 1e3 / trace.speed()));
                return sent.nanos();
            });
            rows.add(new Row(name(), trace.name() + ", the worst event, in the core", "ms", worst(off), BARE,
                    worst(best(trace, TakeMeasure::worst, () -> bare(trace, divided))), new Target.AtMost(1)));
            rows.add(Row.alone(name(), trace.name() + ", the worst of it our own", "ms", own[0],
                    new Target.AtMost(1)));
            rows.add(new Row(name(), trace.name() + ", the last event, in the core", "ms", last(off), PEER,
                    trace.peerMillis(), Target.NONE));
        }
        rows.addAll(inTheWindow(effort));
        return rows;
    }

    private List<Row> inTheWindow(Effort effort) throws Exception {
        int divided = effort.pick(5, 1);
        List<Row> rows = new ArrayList<>();
        try (VirtualDesktop desktop = new VirtualDesktop();
                RunningAgent agent = RunningAgent.unwatched(effort.command(), desktop.display(), "-p",
                        Profiles.of(PROFILE).toString(), "--start", "running");
                BareSender sender = new BareSender(desktop.display())) {
            agent.awaitPort();
            warm(desktop.target(), sender);
            for (Trace trace : TRACES) {
                Take take = trace.take(divided);
                double[] off = best(trace, TakeMeasure::p99,
                        () -> received(take, desktop.target(), () -> play(take, trace, agent)));
                double[] bare = best(trace, TakeMeasure::p99,
                        () -> received(take, desktop.target(), () -> sender.send(take, trace.speed())));
                rows.add(new Row(name(), trace.name() + ", in the window, p99", "ms", p99(off), BARE_SENDER, p99(bare),
                        new Target.AtMost(3)));
                rows.add(new Row(name(), trace.name() + ", the last event, in the window", "ms", last(off), PEER,
                        trace.peerMillis(), Target.NONE));
            }
        }
        return rows;
    }

    /** One play of a trace. */
    private interface Play {
        /** When each of its events came. */
        long[] nanos() throws Exception;
    }

    /**
     * The best of some plays: a machine that stands still for milliseconds, as virtual ones do every few seconds, makes
     * whoever plays late, and nobody early.
     */
    private static double[] best(Trace trace, ToDoubleFunction<double[]> badness, Play play) throws Exception {
        double[] best = trace.off(play.nanos());
        for (int i = 1; i < PLAYS; i++) {
            double[] off = trace.off(play.nanos());
            best = badness.applyAsDouble(off) < badness.applyAsDouble(best) ? off : best;
        }
        return best;
    }

    /** The first events that a window's thread ever gets it takes late, and all others are counted from them. */
    private static void warm(TargetWindow window, BareSender sender) throws Exception {
        Take take = TRACES.get(0).take(TRACES.get(0).events() / WARMING);
        received(take, window, () -> sender.send(take, 1));
    }

    private static double[] absolute(double[] off) {
        return Arrays.stream(off).map(Math::abs).toArray();
    }

    private static double p99(double[] off) {
        return Figures.percentile(99, absolute(off));
    }

    private static double worst(double[] off) {
        return Arrays.stream(absolute(off)).max().orElse(Double.NaN);
    }

    private static double last(double[] off) {
        return off[off.length - 1];
    }

    /** When a loop that does nothing else wakes for each event: what the machine leaves anybody. */
    private static long[] bare(Trace trace, int divided) {
        long[] woken = new long[trace.events() / divided];
        int[] count = {0};
        WakingLoop.wake(1e6 / trace.gapMicros() * trace.speed(), woken.length,
                late -> woken[count[0]++] = System.nanoTime());
        return woken;
    }

    /** Has something send the take's events. Returns when the window got each. */
    private static long[] received(Take take, TargetWindow window, Sending sending) throws Exception {
        int strokes = take.strokes().size();
        long[] got = new long[strokes];
        int[] count = {0};
        CountDownLatch all = new CountDownLatch(1);
        window.onEvent(event -> {
            if (count[0] < strokes) {
                got[count[0]++] = event.receivedNanos();
            }
            if (count[0] == strokes) {
                all.countDown();
            }
        });
        // What was collected of before is not collected while the events come.
        System.gc();
        sending.run();
        if (!all.await(take.lengthMicros() / 1_000 + 10_000, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the window got " + count[0] + " of " + strokes + " events");
        }
        return got;
    }

    /** What sends events. */
    private interface Sending {
        void run() throws Exception;
    }

    private static void play(Take take, Trace trace, RunningAgent agent) throws Exception {
        Path file = Files.writeString(Scratch.folder("take").resolve("bench" + TakeText.SUFFIX), TakeText.write(take));
        agent.command("play", file.toString(), "--speed", Figures.number(trace.speed()));
    }
}
