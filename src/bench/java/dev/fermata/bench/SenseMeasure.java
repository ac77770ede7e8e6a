package dev.fermata.bench;

import dev.fermata.platform.Screen;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.platform.x11.X11Screen;
import dev.fermata.sense.SenseLooks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What it costs to look at a real X server, and how soon what is drawn there is answered by a key. */
final class SenseMeasure implements Measure {
    /** What the system that Fermata comes from takes for two bars, its capture left out. */
    private static final double ORIGINAL_MILLIS = 0.26;

    @Override
    public String name() {
        return "sense";
    }

    @Override
    public String about() {
        return "capturing and reading two bars on X11; a change drawn until the key arrives; CPU of ten sensors";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        List<Row> rows = new ArrayList<>(looks(effort));
        try (VirtualDesktop desktop = new VirtualDesktop()) {
            rows.addAll(new SightMeasure(effort, desktop).run());
        }
        return rows;
    }

    private List<Row> looks(Effort effort) throws Exception {
        int looks = effort.pick(2_000, 20_000);
        Path folder = Scratch.folder("sense");
        try (VirtualDesktop desktop = new VirtualDesktop();
                Screen screen = new X11Screen(desktop.display(), OptionalLong.empty(), false)) {
            SenseLooks.Cost moving = SenseLooks.ofTwoBars(screen, folder, false, looks);
            long before = screen.captures();
            SenseLooks.Cost still = SenseLooks.ofTwoBars(screen, folder, true, looks);
            return List.of(
                    Row.alone(name(), "capture and two bars, p50", "ms", Figures.percentile(50, moving.nanos()) / 1e6,
                            new Target.AtMost(ORIGINAL_MILLIS)),
                    Row.alone(name(), "capture and two bars, p99", "ms", Figures.percentile(99, moving.nanos()) / 1e6,
                            Target.NONE),
                    Row.alone(name(), "allocated by a look, median", "bytes", moving.bytes(), new Target.AtMost(0)),
                    Row.alone(name(), "a look at a still screen, p50", "ms",
                            Figures.percentile(50, still.nanos()) / 1e6, Target.NONE),
                    Row.alone(name(), "captures of " + looks + " looks at a still screen", "",
                            screen.captures() - before - 2, new Target.AtMost(0)));
        }
    }
}
