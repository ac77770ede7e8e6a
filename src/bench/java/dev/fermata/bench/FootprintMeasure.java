package dev.fermata.bench;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a running agent takes from the game: CPU, wake-ups, memory, threads. */
final class FootprintMeasure implements Measure {
    private static final String BARE = "bare JNativeHook listener";
    private static final String LOOP = "loop that wakes as often";

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
        settleMillis = effort.pick(3_000, 20_000);
        watchMillis = effort.pick(3_000, 10_000);
        List<Row> rows = new ArrayList<>();
        try (VirtualDesktop desktop = new VirtualDesktop()) {
            ProcessFigures bare;
            Watched bareHeld;
            try (Child listener = new Child(desktop.display(), BareListener.class)) {
                listener.awaitReady();
                desktop.down(Key.SPACE);
                settle();
                bareHeld = watch(listener.pid());
                desktop.up(Key.SPACE);
                bare = ProcessFigures.of(listener.pid());
            }
            Watched running;
            Watched held;
            ProcessFigures ours;
            try (RunningAgent agent = RunningAgent.unwatched(effort.command(), desktop.display(),
                    "-p", Profiles.example(true).toString(), "--start", "running")) {
                agent.awaitMessage(RUNNING);
                settle();
                running = watch(agent.pid());
                desktop.down(Key.SPACE);
                agent.awaitMessage(HELD);
                settle();
                held = watch(agent.pid());
                desktop.up(Key.SPACE);
                ours = ProcessFigures.of(agent.pid());
            }
            Watched paused = watchPaused(effort, desktop);
            addCpu("running", running, new Target.AtMost(1), desktop, rows);
            addCpu("held", held, new Target.AtMost(0.5), desktop, rows);
            rows.add(new Row(name(), "CPU, held", "% of a core", held.cpuPercent(), BARE, bareHeld.cpuPercent(),
                    Target.NONE));
            addCpu("paused", paused, Target.NONE, desktop, rows);
            addWakes("running", running, Target.NONE, rows);
            addWakes("held", held, Target.NONE, rows);
            addWakes("paused", paused, new Target.AtMost(0), rows);
            rows.add(new Row(name(), "resident memory", "MB", ours.residentMegabytes(),
                    BARE, bare.residentMegabytes(), Target.NONE));
            rows.add(Row.alone(name(), "resident memory", "MB", ours.residentMegabytes(), new Target.AtMost(64)));
            rows.add(new Row(name(), "threads", "", ours.threads(), BARE, bare.threads(), Target.NONE));
        }
        return rows;
    }

    private Watched watchPaused(Effort effort, VirtualDesktop desktop) throws Exception {
        try (RunningAgent agent = new RunningAgent(effort.command(), desktop.display(), event -> { },
                "-p", Profiles.example(false).toString(), "--start", "running")) {
            agent.awaitState("running");
            desktop.down(Key.F9);
            desktop.up(Key.F9);
            agent.awaitState("paused");
            settle();
            return watch(agent.pid());
        }
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

    /** Beside a loop that wakes as often: on a virtual machine that is most of it. */
    private void addCpu(String state, Watched watched, Target target, VirtualDesktop desktop, List<Row> rows)
            throws Exception {
        double loop;
        try (Child waking = new Child(desktop.display(), WakingLoop.class, Double.toString(watched.allWakes()))) {
            waking.awaitReady();
            TimeUnit.SECONDS.sleep(1);
            loop = watch(waking.pid()).cpuPercent();
        }
        String what = "CPU, " + state;
        rows.add(Row.alone(name(), what, "% of a core", watched.cpuPercent(), target));
        rows.add(new Row(name(), what, "% of a core", watched.cpuPercent(), LOOP, loop, Target.NONE));
    }

    /** @param target of the scheduler and the dispatcher */
    private void addWakes(String state, Watched watched, Target target, List<Row> rows) {
        rows.add(Row.alone(name(), "wake-ups of scheduler and dispatcher, " + state, "/s", watched.coreWakes(),
                target));
        rows.add(Row.alone(name(), "wake-ups of all threads, " + state, "/s", watched.allWakes(), Target.NONE));
    }
}
