package dev.fermata.bench;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How exactly a managed key keeps its pre-delay: taken by the server, less down and pre-delay. */
final class ManagedKeyMeasure implements Measure {
    private static final int DELAY_MILLIS = 30;
    private static final int WARM = 20;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final String PROFILE = """
            [priority]
            pre_delay = "%dms"
            [priority.managed.e]
            send = "0"
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "100ms"
            [dispatch]
            key_press = "10ms"
            min_gap = "10ms"
            """.formatted(DELAY_MILLIS);

    @Override
    public String name() {
        return "managed";
    }

    @Override
    public String about() {
        return "a managed key: when it was emitted, less when it went down and the pre-delay";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        Path profile = Profiles.of(PROFILE);
        List<Double> errors = new ArrayList<>();
        int taps = effort.pick(50, 200);
        try (VirtualDesktop desktop = new VirtualDesktop();
                Child agent = new Child(desktop.display(), AgentProbe.class, profile.toString())) {
            agent.awaitReady();
            for (int i = 0; i < WARM + taps; i++) {
                agent.clear();
                desktop.down(Key.E);
                long error = error(agent);
                if (i >= WARM) {
                    errors.add(error / 1e6);
                }
                desktop.up(Key.E);
                agent.await(PATIENCE_MILLIS, "hold_removed");
                PauseLatencyMeasure.rest(i);
            }
        }
        double[] all = errors.stream().mapToDouble(each -> each).toArray();
        return List.of(
                Row.alone(name(), "emitted - (down + pre-delay), p50", "ms", Figures.percentile(50, all), Target.NONE),
                Row.alone(name(), "emitted - (down + pre-delay), p99", "ms", Figures.percentile(99, all),
                        new Target.AtMost(2)),
                Row.alone(name(), "times emitted early", "", errors.stream().filter(each -> each < 0).count(),
                        new Target.AtMost(0)));
    }

    /** The two times come from two threads of the agent, in either order. */
    private static long error(Child agent) throws InterruptedException {
        long down = 0;
        long sent = 0;
        while (down == 0 || sent == 0) {
            String[] words = agent.await(PATIENCE_MILLIS);
            if (words == null) {
                throw new IllegalStateException("a managed key was not " + (down == 0 ? "heard" : "sent"));
            }
            if (words[0].equals("priority_down")) {
                down = Long.parseLong(words[2]);
            } else if (words[0].equals("injected") && words[1].equals("0")) {
                sent = Long.parseLong(words[2]);
            }
        }
        return sent - down - TimeUnit.MILLISECONDS.toNanos(DELAY_MILLIS);
    }
}
