package dev.fermata.bench;

import dev.fermata.desktop.virtual.VirtualDesktop;
import dev.fermata.model.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a running agent takes from the game: CPU, wake-ups, memory, threads. */
final class FootprintMeasure implements Measure {
    private static final String BARE = "bare JNativeHook listener";

    private static final Pattern RUNNING = Pattern.compile("RUNNING");
    private static final Pattern HELD = Pattern.compile("held by priority-keys");

    private long settleMillis;
    private long watchMillis;

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public String about() {
        return "CPU and wake-ups while running, held and paused; resident memory and threads";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        // A game is played for hours: the first seconds, when code is compiled, say little about them.
        settleMillis = effort.pick(3_000, 25_000);
        watchMillis = effort.pick(3_000, 10_000);
        List<Row> rows = new ArrayList<>();
        try (VirtualDesktop desktop = new VirtualDesktop()) {
            ProcessFigures bareFigures;
            Watched bareHeld;
            try (Child bare = new Child(desktop.display(), BareListener.class)) {
                bare.awaitReady();
                desktop.down(Key.SPACE);
                settle();
                bareHeld = watch(bare.pid());
                desktop.up(Key.SPACE);
                bareFigures = ProcessFigures.of(bare.pid());
            }
            Path profile = Profiles.example(true);
            try (RunningAgent agent = RunningAgent.unwatched(effort.command(), desktop.display(),
                    "-p", profile.toString(), "--start", "running")) {
                agent.awaitMessage(RUNNING);
                settle();
                Watched running = watch(agent.pid());
                desktop.down(Key.SPACE);
                agent.awaitMessage(HELD);
                settle();
                Watched held = watch(agent.pid());
                rows.add(cpu("running", running, new Target.AtMost(1)));
                rows.add(cpu("held", held, new Target.AtMost(0.5)));
                rows.add(new Row(name(), "CPU, held", "% of a core", held.cpuPercent(), BARE, bareHeld.cpuPercent(),
                        Target.NONE));
                wakes("running", running, Target.NONE, rows);
                wakes("held", held, Target.NONE, rows);
                desktop.up(Key.SPACE);
                ProcessFigures end = ProcessFigures.of(agent.pid());
                rows.add(new Row(name(), "resident memory", "MB", end.residentMegabytes(),
                        BARE, bareFigures.residentMegabytes(), Target.NONE));
                rows.add(Row.alone(name(), "resident memory", "MB", end.residentMegabytes(), new Target.AtMost(64)));
                rows.add(new Row(name(), "threads", "", end.threads(), BARE, bareFigures.threads(),
                        Target.NONE));
            }
            Path silent = Profiles.example(false);
            try (RunningAgent agent = new RunningAgent(effort.command(), desktop.display(), event -> { },
                    "-p", silent.toString(), "--start", "running")) {
                agent.awaitState("running");
                desktop.down(Key.F9);
                desktop.up(Key.F9);
                agent.awaitState("paused");
                settle();
                Watched paused = watch(agent.pid());
                rows.add(cpu("paused", paused, Target.NONE));
                wakes("paused", paused, new Target.AtMost(0), rows);
            }
        }
        return rows;
    }

    private void settle() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(settleMillis);
    }

    /** What a process used meanwhile. */
    private record Watched(double cpuPercent, double coreWakes, double allWakes) {
    }

    private Watched watch(long pid) throws InterruptedException {
        ProcessFigures before = ProcessFigures.of(pid);
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(watchMillis);
        ProcessFigures after = ProcessFigures.of(pid);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Watched((after.cpuSeconds() - before.cpuSeconds()) / seconds * 100,
                (after.wakesSince(before, "scheduler") + after.wakesSince(before, "dispatch")) / seconds,
                after.wakesSince(before) / seconds);
    }

    private Row cpu(String state, Watched watched, Target target) {
        return Row.alone(name(), "CPU, " + state, "% of a core", watched.cpuPercent(), target);
    }

    /** @param target of the scheduler and the dispatcher */
    private void wakes(String state, Watched watched, Target target, List<Row> rows) {
        rows.add(Row.alone(name(), "wake-ups of scheduler and dispatcher, " + state, "/s", watched.coreWakes(), target));
        rows.add(Row.alone(name(), "wake-ups of all threads, " + state, "/s", watched.allWakes(), Target.NONE));
    }
}
