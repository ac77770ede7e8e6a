package dev.fermata.bench;

import dev.fermata.config.profile.Profile;
import dev.fermata.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How fast an hour of play is simulated: the first time in a process, and as a command. */
final class SimulationMeasure implements Measure {
    /** A key a second for an hour. */
    private static final int TAPS = 3_600;

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public String about() {
        return "an hour of play with the example profile and 3,600 taps of a priority key";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        Profile profile = CoreWithoutDesktop.profile("arpg");
        String script = "d:space t:150 u:space t:850\n".repeat(TAPS);
        double[] seconds = new double[effort.pick(2, 5)];
        long[] events = new long[1];
        for (int i = 0; i < seconds.length; i++) {
            events[0] = 0;
            long start = System.nanoTime();
            new Simulation(profile, "an hour", script, name -> profile, event -> events[0]++).run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return List.of(
                Row.alone(name(), String.format(Locale.ROOT, "1 h of play, %,d events, first time", events[0]), "s",
                        seconds[0], new Target.AtMost(1)),
                Row.alone(name(), "1 h of play, warm", "s", Figures.percentile(0, seconds), new Target.AtMost(1)),
                Row.alone(name(), "1 h of play, command from start to end", "s", command(effort, script), Target.NONE));
    }

    private static double command(Effort effort, String script) throws IOException, InterruptedException {
        Path file = Files.createTempFile("hour", ".txt");
        try {
            Files.writeString(file, script);
            long start = System.nanoTime();
            Process process = new ProcessBuilder(effort.command().toString(), "simulate", "-p", "arpg", file.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return Double.NaN;
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            Files.delete(file);
        }
    }
}
