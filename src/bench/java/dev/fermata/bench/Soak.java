package dev.fermata.bench;

import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code scripts/bench soak}: the demo profile on a virtual desktop, played by a restless player, for
 * as long as wanted. Every event and everything the window gets is checked against the guarantees;
 * memory, threads and open files are watched.
 */
@Command(name = "soak", mixinStandardHelpOptions = true,
        description = "Plays the demo profile at random and checks every guarantee, and that nothing grows.")
final class Soak implements Callable<Integer> {
    private static final Path REPORT = Path.of("target", "bench", "soak.txt");
    /** Compilation and first uses are over by then. */
    private static final double WARM_UP = 0.3;
    /** Of resident memory after the warm-up; the noise of a collector that need not run. */
    private static final double MOST_GROWTH_MB_PER_HOUR = 30;
    private static final double LEAST_GROWTH_MB = 3;
    /** However slowly; heap, code and the allocator's reserves have reached their size by then. */
    private static final double MOST_GROWTH_MB = 8;
    private static final double LEAST_MINUTES_TO_SHOW = 10;

    @Option(names = "--minutes", defaultValue = "10", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--seed", description = "Plays the same again; told by every run.")
    private Long seed;

    @Option(names = "--fermata", defaultValue = "./fermata", paramLabel = "FILE",
            description = "What starts Fermata (default: ${DEFAULT-VALUE}).")
    private Path command;

    private record Look(double seconds, ProcessFigures figures) {
    }

    @Override
    public Integer call() throws Exception {
        long playedSeed = seed == null ? System.nanoTime() : seed;
        System.err.println("soaking for " + minutes + " minutes, --seed " + playedSeed);
        SoakProfile profile = new SoakProfile();
        SoakWitness witness = new SoakWitness();
        List<Look> looks = new ArrayList<>();
        int exitCode;
        SoakPlayer player;
        try (VirtualDesktop desktop = new VirtualDesktop();
                RunningAgent agent = new RunningAgent(command, desktop.display(), witness::event,
                        "-p", profile.file().toString(), "--start", "running")) {
            agent.awaitState("running");
            desktop.target().onEvent(witness::window);
            player = new SoakPlayer(desktop, profile, witness, new Random(playedSeed));
            long start = System.nanoTime();
            long end = start + (long) (minutes * 60e9);
            long nextLook = start;
            while (System.nanoTime() < end && agent.isAlive() && witness.breaches().isEmpty()) {
                if (System.nanoTime() >= nextLook) {
                    looks.add(new Look((System.nanoTime() - start) / 1e9, ProcessFigures.of(agent.pid())));
                    nextLook += TimeUnit.SECONDS.toNanos(2);
                }
                player.act();
            }
            player.rest();
            exitCode = agent.stop();
            TimeUnit.MILLISECONDS.sleep(300);
            witness.end(desktop.keysDown(), exitCode, agent.messages());
        }
        return report(witness, player, looks, playedSeed);
    }

    private int report(SoakWitness witness, SoakPlayer player, List<Look> looks, long playedSeed) throws Exception {
        List<Look> warm = looks.subList((int) (looks.size() * WARM_UP), looks.size());
        double slope = slopePerHour(warm);
        Look first = warm.get(0);
        Look last = warm.get(warm.size() - 1);
        double growth = slope * (last.seconds() - first.seconds()) / Duration.ofHours(1).toSeconds();
        boolean grows = growth > MOST_GROWTH_MB || slope > MOST_GROWTH_MB_PER_HOUR && growth > LEAST_GROWTH_MB;
        int threads = last.figures().threads() - first.figures().threads();
        int files = last.figures().files() - first.figures().files();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "soak: %.1f minutes, seed %d, %s", minutes, playedSeed,
                Machine.here().words()));
        lines.add("player: " + player.summary());
        lines.add("agent: " + witness.summary());
        lines.add(String.format(Locale.ROOT,
                "memory: %.1f MB at %.0f s, %.1f MB at the end, trend %+.1f MB an hour: %s",
                first.figures().residentMegabytes(), first.seconds(), last.figures().residentMegabytes(), slope,
                grows ? "GROWS" : "steady"));
        lines.add(String.format(Locale.ROOT, "threads: %d then, %d at the end; open files: %d then, %d at the end: %s",
                first.figures().threads(), last.figures().threads(), first.figures().files(), last.figures().files(),
                threads > 2 || files > 2 ? "GROW" : "steady"));
        lines.add(witness.breaches().isEmpty() ? "guarantees G1-G8: kept" : "BROKEN: " + witness.breaches());
        lines.forEach(System.out::println);
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, lines);
        if (minutes >= LEAST_MINUTES_TO_SHOW) {
            Page.write("soak", "```\n" + String.join("\n", lines) + "\n```\n");
        }
        boolean well = witness.breaches().isEmpty() && !grows && threads <= 2 && files <= 2;
        return well ? 0 : 1;
    }

    /** Least squares, in MB an hour. */
    private static double slopePerHour(List<Look> looks) {
        double meanX = looks.stream().mapToDouble(Look::seconds).average().orElse(0);
        double meanY = looks.stream().mapToDouble(look -> look.figures().residentMegabytes()).average().orElse(0);
        double xy = 0;
        double xx = 0;
        for (Look look : looks) {
            xy += (look.seconds() - meanX) * (look.figures().residentMegabytes() - meanY);
            xx += (look.seconds() - meanX) * (look.seconds() - meanX);
        }
        return xx == 0 ? 0 : xy / xx * Duration.ofHours(1).toSeconds();
    }
}
