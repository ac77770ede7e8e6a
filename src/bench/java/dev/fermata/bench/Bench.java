package dev.fermata.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/bench}. */
@Command(
        name = "scripts/bench",
        mixinStandardHelpOptions = true,
        description = "Measures Fermata against its peers and the floor, in alternating rounds of one run.",
        subcommands = {Soak.class, Room.class})
public final class Bench implements Callable<Integer> {
    private static final Path RESULTS = Path.of("target", "bench", "results.json");

    private static final List<Measure> MEASURES = List.of(
            new WakeMeasure(), new LatenessMeasure(), new PauseCallMeasure(), new HeapMeasure(),
            new QueueMeasure(), new StatusMeasure(), new HttpStatusMeasure(), new AllocationMeasure(),
            new SimulationMeasure(), new SessionMeasure(),
            new PauseLatencyMeasure(), new ManagedKeyMeasure(), new SilenceMeasure(), new ToggleLoadMeasure(),
            new TakeMeasure(),
            new SenseMeasure(), new SpeakMeasure(), new ListenMeasure(), new StartMeasure(), new FootprintMeasure(),
            new ClientMeasure(), new KeepMeasure());

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "What to measure; all of it if left out.")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "A rough look in a fifth of the time.")
    private boolean quick;

    @Option(names = "--enforce", description = "Exit with 1 when a target is missed.")
    private boolean enforce;

    @Option(names = "--list", description = "Say what can be measured.")
    private boolean list;

    @Option(names = "--fermata", defaultValue = "./fermata", paramLabel = "FILE",
            description = "What starts Fermata, e.g. a package's command (default: ${DEFAULT-VALUE}).")
    private Path command;

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            MEASURES.forEach(measure -> System.out.printf("%-12s %s%n", measure.name(), measure.about()));
            return 0;
        }
        List<Row> rows = new ArrayList<>();
        Machine machine = Machine.here();
        long begin = System.nanoTime();
        for (Measure measure : chosen()) {
            long start = System.nanoTime();
            System.err.print("measuring " + measure.name() + " ... ");
            rows.addAll(measured(measure));
            System.err.println(seconds(start) + " s");
        }
        Report report = new Report(Subject.of(command), machine, quick, rows);
        report.print(System.out);
        report.writeJson(RESULTS);
        boolean whole = names.isEmpty() && !quick;
        if (whole) {
            Page.write("results", report.markdown());
        }
        System.err.println("took " + seconds(begin) + " s; all figures: " + RESULTS + (whole ? ", " + Page.FILE : ""));
        return enforce && report.missed() > 0 ? 1 : 0;
    }

    /** What cannot be measured is a line too, and a missed target: the figures of the others are not lost. */
    private List<Row> measured(Measure measure) throws InterruptedException {
        try {
            return measure.run(new Effort(quick, command));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            System.err.print("failed: " + e + ", ");
            return List.of(Row.alone(measure.name(), "could not be measured", "", Double.NaN, new Target.AtMost(0)));
        }
    }

    private List<Measure> chosen() {
        for (String name : names) {
            if (MEASURES.stream().noneMatch(measure -> measure.name().equals(name))) {
                throw new CommandLine.ParameterException(new CommandLine(this),
                        "there is no measure '" + name + "'; --list shows them");
            }
        }
        return MEASURES.stream().filter(measure -> names.isEmpty() || names.contains(measure.name())).toList();
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }
}
