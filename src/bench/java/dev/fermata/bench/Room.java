package dev.fermata.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code scripts/bench stream}: {@code fermata stream} in a busy room with everything real: relays over WebSockets, with
 * all that goes wrong with relays, a Redis server that is killed, the history in its file, espeak-ng on a sound server.
 * Needs redis-server, pulseaudio, parec and espeak-ng.
 */
@Command(name = "stream", mixinStandardHelpOptions = true,
        description = "Answers a busy room and checks that nothing vanishes, gifts come first and nothing grows.")
final class Room implements Callable<Integer> {
    private static final Path REPORT = Path.of("target", "bench", "stream.txt");
    private static final double LEAST_MINUTES_TO_SHOW = 10;

    @Option(names = "--minutes", defaultValue = "10", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--seed", description = "What viewers do, again; told by every run.")
    private Long seed;

    @Option(names = "--busy", description = "The machine has other things to do: times are told, not judged.")
    private boolean busy;

    @Option(names = "--fermata", defaultValue = "./fermata", paramLabel = "FILE",
            description = "What starts Fermata (default: ${DEFAULT-VALUE}).")
    private Path command;

    @Override
    public Integer call() throws Exception {
        long played = seed == null ? System.nanoTime() : seed;
        System.err.println("a busy room for " + minutes + " minutes, --seed " + played);
        Machine machine = Machine.here();
        RoomRun run = new RoomRun(command, minutes, new Random(played));
        run.play();
        RoomReport report = new RoomReport(run, busy);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "stream: %.1f minutes, seed %d, %s, %s", minutes, played,
                Subject.of(command).words(), machine.words()));
        lines.addAll(report.lines());
        lines.forEach(System.out::println);
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, lines);
        if (minutes >= LEAST_MINUTES_TO_SHOW) {
            Page.write("stream", "```\n" + String.join("\n", lines) + "\n```\n");
        }
        return report.isKept() ? 0 : 1;
    }
}
