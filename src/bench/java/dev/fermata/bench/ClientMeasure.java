package dev.fermata.bench;

import dev.fermata.platform.virtual.VirtualDesktop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commands that ask a running agent something, as whole processes, beside the command that only tells its version. */
final class ClientMeasure implements Measure {
    private static final List<String> COMMANDS = List.of("status", "pause", "resume", "toggle");
    private static final String FLOOR = "--version";

    @Override
    public String name() {
        return "client";
    }

    @Override
    public String about() {
        return "commands to a running agent as whole processes, beside fermata --version";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        Map<String, List<Double>> seconds = new TreeMap<>();
        try (VirtualDesktop desktop = new VirtualDesktop();
                RunningAgent agent = new RunningAgent(effort.command(), desktop.hostDisplay(), event -> { },
                        "-p", "arpg")) {
            agent.awaitState("ready");
            agent.command("status");
            for (int round = 0; round < effort.pick(3, 12); round++) {
                for (String each : COMMANDS) {
                    seconds.computeIfAbsent(each, name -> new ArrayList<>()).add(agent.command(each));
                }
                seconds.computeIfAbsent(FLOOR, name -> new ArrayList<>()).add(agent.command(FLOOR));
            }
        }
        double floor = median(seconds.get(FLOOR));
        List<Row> rows = new ArrayList<>();
        for (String each : COMMANDS) {
            double median = median(seconds.get(each));
            rows.add(Row.alone(name(), "fermata " + each + ", median", "s", median, new Target.AtMost(0.25)));
            rows.add(new Row(name(), "fermata " + each + ", median", "s", median, "fermata " + FLOOR, floor,
                    new Target.Within(1.5)));
        }
        return rows;
    }

    private static double median(List<Double> values) {
        return Figures.median(values.stream().mapToDouble(each -> each).toArray());
    }
}
