package dev.fermata.bench;

import dev.fermata.platform.virtual.VirtualDesktop;
import java.util.ArrayList;
import java.util.List;

/**
 * From the command to the hook that hears, beside a bare JNativeHook listener. On the outer of the two
 * servers: there is nothing to type, and the inner one would only take processor time from both.
 */
final class StartMeasure implements Measure {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "the command until the hook hears, beside a bare JNativeHook listener";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        try (VirtualDesktop desktop = new VirtualDesktop()) {
            for (int round = 0; round < effort.pick(3, 8); round++) {
                long start = System.nanoTime();
                try (RunningAgent agent = new RunningAgent(effort.command(), desktop.hostDisplay(), event -> { },
                        "-p", "arpg")) {
                    agent.awaitState("ready");
                    ours.add((System.nanoTime() - start) / 1e6);
                }
                start = System.nanoTime();
                try (Child listener = new Child(desktop.hostDisplay(), BareListener.class)) {
                    listener.awaitReady();
                    bare.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        double median = Figures.median(ours.stream().mapToDouble(each -> each).toArray());
        return List.of(
                Row.alone(name(), "command -> hook ready, median", "ms", median, new Target.AtMost(300)),
                new Row(name(), "command -> hook ready, median", "ms", median, "bare JNativeHook listener",
                        Figures.median(bare.stream().mapToDouble(each -> each).toArray()), Target.NONE));
    }
}
