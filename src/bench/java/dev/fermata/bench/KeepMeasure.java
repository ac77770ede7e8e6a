package dev.fermata.bench;

import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What the history and the bridge take of a running agent's memory, beside what their libraries take by themselves. */
final class KeepMeasure implements Measure {
    private static final Pattern RUNNING = Pattern.compile("RUNNING");
    /** What the design allows on top of a library. */
    private static final double MEGABYTES_ON_TOP = 4;

    @Override
    public String name() {
        return "keep";
    }

    @Override
    public String about() {
        return "resident memory that the history and the bridge add to a running agent; needs redis-server";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        int seconds = effort.pick(10, 30);
        Path folder = Scratch.folder("bench-keep");
        try (VirtualDesktop desktop = new VirtualDesktop(); RedisBox redis = new RedisBox(folder, "fermata:events")) {
            String port = redis.address().substring(redis.address().lastIndexOf(':') + 1);
            double nothing = library(desktop, "none", "");
            double sqlite = library(desktop, "sqlite", folder.resolve("bare.db").toString()) - nothing;
            double jedis = library(desktop, "jedis", port) - nothing;
            double plain = agent(effort, desktop, Map.of(), seconds);
            double history = agent(effort, desktop, Map.of("FERMATA_HISTORY_ON", "true"), seconds) - plain;
            double bridge = agent(effort, desktop, Map.of("FERMATA_BRIDGE_ADDRESS", redis.address()), seconds) - plain;
            return List.of(
                    new Row(name(), "resident memory, what the history adds", "MB", history, "SQLite's library by itself",
                            sqlite, new Target.AtMost(sqlite + MEGABYTES_ON_TOP)),
                    new Row(name(), "resident memory, what the bridge adds", "MB", bridge, "Jedis by itself", jedis,
                            new Target.AtMost(jedis + MEGABYTES_ON_TOP)));
        }
    }

    private static double library(VirtualDesktop desktop, String which, String where) throws Exception {
        try (Child child = new Child(desktop.display(), BareLibrary.class, which, where)) {
            child.awaitReady();
            TimeUnit.SECONDS.sleep(1);
            return ProcessFigures.of(child.pid()).residentMegabytes();
        }
    }

    private static double agent(Effort effort, VirtualDesktop desktop, Map<String, String> environment, int seconds)
            throws Exception {
        try (RunningAgent agent = RunningAgent.unwatched(effort.command(), desktop.display(), environment,
                "-p", Profiles.example(true).toString(), "--start", "running")) {
            agent.awaitMessage(RUNNING);
            TimeUnit.SECONDS.sleep(seconds);
            return ProcessFigures.of(agent.pid()).residentMegabytes();
        }
    }
}
