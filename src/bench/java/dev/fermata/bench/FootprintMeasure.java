package dev.fermata.bench;

import dev.fermata.desktop.virtual.VirtualDesktop;
import dev.fermata.model.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a running agent takes from the game: CPU, wake-ups, memory, threads. */
final class FootprintMeasure implements Measure {
    private static final long SETTLE_MILLIS = 2_500;

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
        long watch = effort.pick(3_000, 8_000);
        List<Row> rows = new ArrayList<>();
        try (VirtualDesktop desktop = new VirtualDesktop()) {
            double bareMemory;
            int bareThreads;
            try (Child bare = new Child(desktop.display(), BareListener.class)) {
                bare.awaitReady();
                TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
                ProcessFigures figures = ProcessFigures.of(bare.pid());
                bareMemory = figures.residentMegabytes();
                bareThreads = figures.threads();
            }
            Path profile = Profiles.example(true);
            try (RunningAgent agent = new RunningAgent(effort.command(), desktop.display(), event -> { },
                    "-p", profile.toString(), "--start", "running")) {
                agent.awaitState("running");
                TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
                watch("running", agent, watch, 1, rows);
                desktop.down(Key.SPACE);
                agent.await(event -> event.name().equals("hold_added"));
                watch("held", agent, watch, 0.5, rows);
                desktop.up(Key.SPACE);
                agent.await(event -> event.name().equals("hold_removed"));
                ProcessFigures end = ProcessFigures.of(agent.pid());
                rows.add(new Row(name(), "resident memory", "MB", end.residentMegabytes(),
                        "bare JNativeHook listener", bareMemory, Target.NONE));
                rows.add(Row.alone(name(), "resident memory", "MB", end.residentMegabytes(), new Target.AtMost(64)));
                rows.add(new Row(name(), "threads", "", end.threads(), "bare JNativeHook listener", bareThreads,
                        Target.NONE));
            }
            Path silent = Profiles.example(false);
            try (RunningAgent agent = new RunningAgent(effort.command(), desktop.display(), event -> { },
                    "-p", silent.toString(), "--start", "running")) {
                agent.awaitState("running");
                desktop.down(Key.F9);
                desktop.up(Key.F9);
                agent.awaitState("paused");
                TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
                watch("paused", agent, watch, Double.NaN, rows);
            }
        }
        return rows;
    }

    /** @param mostCpu in percent of one core; NaN where the promise is about wake-ups */
    private void watch(String state, RunningAgent agent, long millis, double mostCpu, List<Row> rows)
            throws InterruptedException {
        ProcessFigures before = ProcessFigures.of(agent.pid());
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(millis);
        ProcessFigures after = ProcessFigures.of(agent.pid());
        double seconds = (System.nanoTime() - start) / 1e9;
        boolean paused = Double.isNaN(mostCpu);
        rows.add(Row.alone(name(), "CPU, " + state, "% of a core",
                (after.cpuSeconds() - before.cpuSeconds()) / seconds * 100,
                paused ? Target.NONE : new Target.AtMost(mostCpu)));
        rows.add(Row.alone(name(), "wake-ups of scheduler and dispatcher, " + state, "/s",
                (after.wakesSince(before, "scheduler") + after.wakesSince(before, "dispatch")) / seconds,
                paused ? new Target.AtMost(0) : Target.NONE));
        rows.add(Row.alone(name(), "wake-ups of all threads, " + state, "/s", after.wakesSince(before) / seconds,
                Target.NONE));
    }
}
