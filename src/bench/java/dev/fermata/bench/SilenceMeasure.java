package dev.fermata.bench;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the game sees: how long after the player's key a skill's press still arrives at its window,
 * with a skill that presses as fast as profiles allow. 0 where none did.
 */
final class SilenceMeasure implements Measure {
    private static final long WATCH_MILLIS = 60;
    private static final String PROFILE = """
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "50ms"
            [[skill]]
            name = "Lance"
            keys = "r"
            every = "50ms"
            [dispatch]
            key_press = "5ms"
            min_gap = "5ms"
            """;

    @Override
    public String name() {
        return "silence";
    }

    @Override
    public String about() {
        return "a priority key until the last skill press, as the game's window sees both";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        Path profile = Profiles.of(PROFILE);
        int taps = effort.pick(30, 120);
        List<Double> late = new ArrayList<>();
        try (VirtualDesktop desktop = new VirtualDesktop();
                Child agent = new Child(desktop.display(), AgentProbe.class, profile.toString())) {
            agent.awaitReady();
            for (int i = 0; i < taps; i++) {
                TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS + i % 50);
                desktop.target().clear();
                desktop.down(Key.SPACE);
                TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
                late.add(lastPress(desktop.target().events()));
                desktop.up(Key.SPACE);
            }
        }
        double[] all = late.stream().mapToDouble(each -> each).toArray();
        return List.of(
                Row.alone(name(), "key -> last skill press in the window, p99", "ms", Figures.percentile(99, all),
                        new Target.AtMost(10)),
                Row.alone(name(), "holds with any skill press after the key", "%",
                        100.0 * late.stream().filter(each -> each > 0).count() / taps, Target.NONE));
    }

    private static double lastPress(List<TargetWindow.Event> events) {
        long key = 0;
        double last = 0;
        for (TargetWindow.Event event : events) {
            if (event.key() == Key.SPACE && event.down() && key == 0) {
                key = event.receivedNanos();
            } else if (key != 0 && event.down() && (event.key() == Key.Q || event.key() == Key.R)) {
                last = (event.receivedNanos() - key) / 1e6;
            }
        }
        if (key == 0) {
            throw new IllegalStateException("the window did not get the key");
        }
        return last;
    }
}
