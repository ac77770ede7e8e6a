package dev.fermata.bench;

import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The player's keys while four clients toggle their pauses 2,000 times a second in all, beside the same agent
 * with nobody at it: until the pause is in force, what skills still press, and whether each press of a managed
 * key reaches the window once, while the keys are taken over and given back all the time.
 */
final class ToggleLoadMeasure implements Measure {
    private static final int CLIENTS = 4;
    private static final int TOGGLES_PER_SECOND = 2_000;
    private static final String CALM = "the same agent, nobody toggles";
    private static final long PATIENCE_MILLIS = 5_000;
    private static final int WARM = 10;
    private static final String PROFILE = """
            [priority]
            pre_delay = "10ms"
            special = ["space"]
            [priority.managed.e]
            [priority.managed.r]
            [priority.managed.mouse_right]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "50ms"
            [dispatch]
            key_press = "5ms"
            min_gap = "5ms"
            """;

    /** What was seen of the player's taps. */
    private static final class Seen {
        private final List<Double> inForce = new ArrayList<>();
        private int skillKeys;
        private int managedWrong;
    }

    @Override
    public String name() {
        return "toggles";
    }

    @Override
    public String about() {
        return "the player's keys while four clients toggle 2,000 times a second";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        Path profile = Profiles.of(PROFILE);
        int taps = effort.pick(40, 120);
        Seen loaded = new Seen();
        Seen calm = new Seen();
        long asked = 0;
        long done = 0;
        long nanos = 0;
        try (VirtualDesktop desktop = new VirtualDesktop();
                Child agent = new Child(desktop.display(), AgentProbe.class, profile.toString(), "serve")) {
            int port = Integer.parseInt(agent.await(TimeUnit.SECONDS.toMillis(20), "port")[1]);
            agent.awaitReady();
            play(desktop, agent, WARM, new Seen());
            for (int round = 0; round < effort.rounds(); round++) {
                play(desktop, agent, taps, calm);
                long begun = System.nanoTime();
                try (Togglers togglers = new Togglers(port, CLIENTS, TOGGLES_PER_SECOND)) {
                    TimeUnit.SECONDS.sleep(1);
                    play(desktop, agent, taps, loaded);
                    asked += togglers.done() + togglers.refused();
                    done += togglers.done();
                    nanos += System.nanoTime() - begun;
                }
                resume(port);
            }
        }
        double seconds = nanos / 1e9;
        return List.of(
                row("key -> in force, p50", loaded, calm, 50, Target.NONE),
                row("key -> in force, p99", loaded, calm, 99, new Target.AtMost(10)),
                Row.alone(name(), "skill presses in the window later than 10 ms after the key", "",
                        loaded.skillKeys, new Target.AtMost(0)),
                Row.alone(name(), "presses of managed keys that the window did not get exactly once", "",
                        loaded.managedWrong, new Target.AtMost(0)),
                Row.alone(name(), "toggles asked for", "1/s", asked / seconds, Target.NONE),
                Row.alone(name(), "toggles done", "1/s", done / seconds, Target.NONE));
    }

    private Row row(String what, Seen loaded, Seen calm, double percent, Target target) {
        return new Row(name(), what, "ms", percentile(loaded, percent), CALM, percentile(calm, percent), target);
    }

    private static double percentile(Seen seen, double percent) {
        return Figures.percentile(percent, seen.inForce.stream().mapToDouble(each -> each).toArray());
    }

    private static void play(VirtualDesktop desktop, Child agent, int taps, Seen seen)
            throws IOException, InterruptedException {
        for (int i = 0; i < taps; i++) {
            agent.clear();
            desktop.target().clear();
            long typed = System.nanoTime();
            desktop.down(Key.SPACE);
            long paused = nanos(agent.await(PATIENCE_MILLIS, "hold_added", Hold.PRIORITY_KEYS));
            seen.inForce.add((paused - typed) / 1e6);
            TimeUnit.MILLISECONDS.sleep(30);
            seen.skillKeys += lateSkillKeys(desktop.target().events());
            desktop.up(Key.SPACE);
            agent.await(PATIENCE_MILLIS, "hold_removed", Hold.PRIORITY_KEYS);
            Key managed = List.of(Key.E, Key.R, Key.MOUSE_RIGHT).get(i % 3);
            desktop.down(managed);
            TimeUnit.MILLISECONDS.sleep(25);
            desktop.up(managed);
            agent.await(PATIENCE_MILLIS, "hold_removed", Hold.PRIORITY_KEYS);
            TimeUnit.MILLISECONDS.sleep(40);
            long presses = desktop.target().events().stream()
                    .filter(event -> event.key() == managed && event.down()).count();
            seen.managedWrong += presses == 1 ? 0 : 1;
            PauseLatencyMeasure.rest(i);
        }
    }

    private static int lateSkillKeys(List<TargetWindow.Event> events) {
        long key = Long.MAX_VALUE;
        int late = 0;
        for (TargetWindow.Event event : events) {
            if (event.key() == Key.SPACE && event.down() && key == Long.MAX_VALUE) {
                key = event.receivedNanos();
            } else if (event.key() == Key.Q && event.down() && key != Long.MAX_VALUE
                    && event.receivedNanos() - key > TimeUnit.MILLISECONDS.toNanos(10)) {
                late++;
            }
        }
        return late;
    }

    private static void resume(int port) throws InterruptedException {
        // What clients may do in a second is used up.
        TimeUnit.SECONDS.sleep(3);
        HttpCaller.post(port, "/pause_control", "{\"action\":\"resume\",\"all\":true}");
        TimeUnit.MILLISECONDS.sleep(300);
    }

    private static long nanos(String[] words) {
        if (words == null) {
            throw new IllegalStateException("a key was not heard");
        }
        return Long.parseLong(words[2]);
    }
}
