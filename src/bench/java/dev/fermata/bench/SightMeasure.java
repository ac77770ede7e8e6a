package dev.fermata.bench;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.platform.x11.BareLooks;
import dev.fermata.sense.SenseLooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A running agent that plays by what it sees: from a change being drawn until the key is in a foreign window, and what
 * its sensors take of a core, the X server's work for them included.
 */
final class SightMeasure {
    private static final String NAME = "sense";
    private static final long PATIENCE_MILLIS = 2_000;
    private static final int TEN = 10;
    /** What reads one rectangle around the ten places as often, and does nothing with it. */
    private static final String BARE = "bare captures";
    private static final String[] ALL_OF_TEN = {"20", "100", "100", "508", "148"};
    private static final long FRAME_MILLIS = 50;

    private final Effort effort;
    private final VirtualDesktop desktop;

    SightMeasure(Effort effort, VirtualDesktop desktop) {
        this.effort = effort;
        this.desktop = desktop;
    }

    List<Row> run() throws Exception {
        List<Row> rows = new ArrayList<>();
        double[] still = untilKey(false);
        double[] moving = untilKey(true);
        rows.add(Row.alone(NAME, "drawn on a still screen -> key in the window, p50", "ms",
                Figures.percentile(50, still), Target.NONE));
        rows.add(Row.alone(NAME, "drawn on a still screen -> key in the window, p95", "ms",
                Figures.percentile(95, still), new Target.AtMost(15)));
        rows.add(Row.alone(NAME, "drawn on a moving screen -> key in the window, p50", "ms",
                Figures.percentile(50, moving), Target.NONE));
        rows.add(Row.alone(NAME, "drawn on a moving screen -> key in the window, p95", "ms",
                Figures.percentile(95, moving), new Target.AtMost(60)));
        Share none = share(0, true);
        Share ten = share(TEN, true);
        Share noneStill = share(0, false);
        Share tenStill = share(TEN, false);
        double agent = ten.agent() - none.agent();
        double server = ten.server() - none.server();
        Share bare = bareShare();
        rows.add(new Row(NAME, "CPU of ten sensors at 20/s, agent and X server", "% of a core", agent + server,
                BARE, bare.agent() + bare.server() - none.server(), new Target.AtMost(1)));
        rows.add(new Row(NAME, "CPU of ten sensors at 20/s, the X server's part", "% of a core", server,
                BARE, bare.server() - none.server(), Target.NONE));
        rows.add(Row.alone(NAME, "CPU of the agent with ten sensors, still screen", "% of a core",
                tenStill.agent() - noneStill.agent(),
                Target.NONE));
        return rows;
    }

    /** @param sensors how many, the first of them the bar that is drawn */
    private static Path profile(int sensors) throws IOException {
        Path folder = Scratch.folder("sight");
        StringBuilder text = new StringBuilder("schema = 1\nname = \"bench\"\n[window]\ntitle = \"" + DrawnGame.TITLE
                + "\"\n[dispatch]\nmin_gap = \"0ms\"\n");
        for (int i = 0; i < sensors; i++) {
            String name = i == 0 ? "hp" : "more" + i;
            boolean icon = i > 1;
            int[] region = icon ? new int[] {20 + 60 * i, 200, 48, 48}
                    : new int[] {DrawnGame.X, DrawnGame.Y + 40 * i, DrawnGame.LENGTH, DrawnGame.THICKNESS};
            text.append("[[sensor]]\nname = \"").append(name).append("\"\nkind = \"").append(icon ? "icon" : "bar")
                    .append("\"\nregion = [").append(region[0]).append(", ").append(region[1]).append(", ")
                    .append(region[2]).append(", ").append(region[3]).append("]\n");
            SenseLooks.learn(folder.resolve("looks/sight"), name, icon, region);
        }
        text.append("[[skill]]\nname = \"Potion\"\nkeys = \"1\"\n").append(sensors == 0 ? "every = \"1h\"\n"
                : "when = \"hp < 50\"\ncooldown = \"500ms\"\n");
        for (int i = 1; i < sensors; i++) {
            text.append("[[skill]]\nname = \"Skill ").append(i).append("\"\nkeys = \"2\"\nwhen = \"")
                    .append(i > 1 ? "more" + i + " ready" : "more1 < 1").append("\"\ncooldown = \"1h\"\n");
        }
        return Files.writeString(folder.resolve("sight.toml"), text);
    }

    /** Milliseconds of each change. */
    private double[] untilKey(boolean moves) throws Exception {
        int changes = effort.pick(15, 60);
        double[] millis = new double[changes];
        LinkedBlockingQueue<Long> arrived = new LinkedBlockingQueue<>();
        desktop.target().onEvent(event -> arrival(event, arrived));
        try (DrawnGame game = new DrawnGame(desktop.display())) {
            game.show(100);
            try (RunningAgent agent = RunningAgent.unwatched(effort.command(), desktop.display(), "-p",
                    profile(1).toString(), "--start", "running")) {
                agent.awaitPort();
                TimeUnit.SECONDS.sleep(2);
                for (int i = 0; i < changes; i++) {
                    pass(game, moves, 560 + i * 17 % 50);
                    arrived.clear();
                    long drawn = game.show(30);
                    millis[i] = (await(game, moves, arrived) - drawn) / 1e6;
                    game.show(100);
                }
            }
        }
        return millis;
    }

    private static void arrival(TargetWindow.Event event, LinkedBlockingQueue<Long> arrived) {
        if (event.key() == Key.DIGIT_1 && event.down()) {
            arrived.add(event.receivedNanos());
        }
    }

    private static void pass(DrawnGame game, boolean moves, long millis) throws InterruptedException {
        if (moves) {
            game.play(millis);
        } else {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }

    private static long await(DrawnGame game, boolean moves, LinkedBlockingQueue<Long> arrived)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (System.nanoTime() < end) {
            if (moves) {
                game.play(1);
            }
            Long at = arrived.poll(moves ? 0 : PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (at != null) {
                return at;
            }
        }
        throw new IllegalStateException("the key did not come");
    }

    /** What was used meanwhile, in parts of a hundred of a core. */
    private record Share(double agent, double server) {
    }

    private Share share(int sensors, boolean moves) throws Exception {
        try (DrawnGame game = new DrawnGame(desktop.display());
                RunningAgent agent = RunningAgent.unwatched(effort.command(), desktop.display(), "-p",
                        profile(sensors).toString(), "--start", "running")) {
            game.show(100);
            agent.awaitPort();
            return share(agent.pid(), game, moves);
        }
    }

    /** The same of a program that does the least that anyone who looks has to do. */
    private Share bareShare() throws Exception {
        try (DrawnGame game = new DrawnGame(desktop.display());
                Child bare = new Child(desktop.display(), BareLooks.class, ALL_OF_TEN)) {
            bare.awaitReady();
            return share(bare.pid(), game, true);
        }
    }

    private Share share(long looker, DrawnGame game, boolean moves) throws InterruptedException {
        long server = server();
        change(game, moves, effort.pick(3_000, 30_000));
        double lookerBefore = ProcessFigures.of(looker).cpuSeconds();
        double serverBefore = ProcessFigures.of(server).cpuSeconds();
        long start = System.nanoTime();
        change(game, moves, effort.pick(4_000, 15_000));
        double percent = 100 / ((System.nanoTime() - start) / 1e9);
        return new Share((ProcessFigures.of(looker).cpuSeconds() - lookerBefore) * percent,
                (ProcessFigures.of(server).cpuSeconds() - serverBefore) * percent);
    }

    /** Lets time pass in which the game moves, its bar too, or nothing does. */
    private static void change(DrawnGame game, boolean moves, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (int i = 0; moves && System.nanoTime() < end; i++) {
            game.show(90 + i % 10);
            game.play(FRAME_MILLIS);
        }
        pass(game, moves, moves ? 0 : millis);
    }

    /** The X server that the agent looks at. */
    private static long server() {
        return ProcessHandle.current().descendants().filter(each -> each.info().command().orElse("").endsWith("Xephyr"))
                .findFirst().orElseThrow().pid();
    }
}
