package dev.fermata.bench;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * From the player's key to the pause, beside a bare JNativeHook listener that hears the same key. Both
 * times begin before the key is typed on the virtual keyboard, so they include the way through two X
 * servers, which is the same for both.
 */
final class PauseLatencyMeasure implements Measure {
    private static final String BARE = "bare JNativeHook listener";
    private static final long PATIENCE_MILLIS = 2_000;
    /** Until the JVM has compiled both ways. */
    private static final int WARM = 50;
    /** The first key comes once a start, so that it takes more starts than everything else. */
    private static final int FIRST_ONLY = 1;
    private static final String PROFILE = """
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "1s"
            """;

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> inside = new ArrayList<>();
    private final List<Double> bare = new ArrayList<>();
    private final List<Double> oursFirst = new ArrayList<>();
    private final List<Double> bareFirst = new ArrayList<>();

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public String about() {
        return "a physical key down until the scheduler is paused, beside a bare JNativeHook listener";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        Path profile = Profiles.of(PROFILE);
        int taps = effort.pick(60, 100);
        try (VirtualDesktop desktop = new VirtualDesktop()) {
            for (int round = 0; round < effort.pick(1, 8); round++) {
                playBare(desktop, WARM + taps);
                playOurs(desktop, profile, WARM + taps);
            }
            for (int round = 0; round < effort.pick(2, 12); round++) {
                playBare(desktop, FIRST_ONLY);
                playOurs(desktop, profile, FIRST_ONLY);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int percent : new int[] {50, 99}) {
            rows.add(new Row(name(), "key -> paused, p" + percent, "ms", percentile(ours, percent), BARE,
                    percentile(bare, percent), new Target.Within(1.3)));
        }
        rows.add(Row.alone(name(), "key -> paused, p99", "ms", percentile(ours, 99), new Target.AtMost(10)));
        double first = percentile(oursFirst, 50);
        rows.add(new Row(name(), "first key -> paused, median", "ms", first, BARE, percentile(bareFirst, 50),
                new Target.Within(1.5)));
        rows.add(Row.alone(name(), "first key -> paused, median", "ms", first, new Target.AtMost(10)));
        rows.add(Row.alone(name(), "hook -> paused, p50", "ms", percentile(inside, 50), Target.NONE));
        rows.add(Row.alone(name(), "hook -> paused, p99", "ms", percentile(inside, 99), Target.NONE));
        return rows;
    }

    private static double percentile(List<Double> values, double percent) {
        return Figures.percentile(percent, values.stream().mapToDouble(each -> each).toArray());
    }

    private void playOurs(VirtualDesktop desktop, Path profile, int presses) throws IOException, InterruptedException {
        try (Child agent = new Child(desktop.display(), AgentProbe.class, profile.toString())) {
            agent.awaitReady();
            for (int i = 0; i < presses; i++) {
                agent.clear();
                long typed = System.nanoTime();
                desktop.down(Key.SPACE);
                long heard = nanos(agent.await(PATIENCE_MILLIS, "scheduler_pause_requested"));
                long paused = nanos(agent.await(PATIENCE_MILLIS, "hold_added"));
                if (i == 0) {
                    oursFirst.add((paused - typed) / 1e6);
                } else if (i >= WARM) {
                    ours.add((paused - typed) / 1e6);
                    inside.add((paused - heard) / 1e6);
                }
                rest(i);
                desktop.up(Key.SPACE);
                agent.await(PATIENCE_MILLIS, "hold_removed");
                rest(i);
            }
        }
    }

    private void playBare(VirtualDesktop desktop, int presses) throws IOException, InterruptedException {
        try (Child listener = new Child(desktop.display(), BareListener.class)) {
            listener.awaitReady();
            for (int i = 0; i < presses; i++) {
                listener.clear();
                long typed = System.nanoTime();
                desktop.down(Key.SPACE);
                long heard = nanos(listener.await(PATIENCE_MILLIS, "heard", "true"));
                if (i == 0) {
                    bareFirst.add((heard - typed) / 1e6);
                } else if (i >= WARM) {
                    bare.add((heard - typed) / 1e6);
                }
                rest(i);
                desktop.up(Key.SPACE);
                listener.await(PATIENCE_MILLIS, "heard", "false");
                rest(i);
            }
        }
    }

    private static long nanos(String[] words) {
        if (words == null) {
            throw new IllegalStateException("a key was not heard");
        }
        return Long.parseLong(words[2]);
    }

    /** Hands are not in step with any timer. */
    static void rest(int seed) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(8_000 + new Random(seed).nextInt(9_000));
    }
}
