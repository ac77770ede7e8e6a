package dev.fermata.cli;

import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.config.profile.SensorRegion;
import dev.fermata.model.Key;
import dev.fermata.model.NearestName;
import dev.fermata.platform.Screen;
import dev.fermata.sense.Lesson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata learn}: takes a look for a sensor from the screen as it is now. */
@Command(
        name = "learn",
        description = {"Shows a sensor how something looks: takes the picture from the screen now and keeps it beside "
                + "the profile. Run it once for each look, with the game showing what it says.",
            "Without any of the looks it asks for the place and for each look in turn: hover and press a key in the "
                + "game, while the terminal says what is next."},
        footerHeading = "%nExamples:%n",
        footer = {"  fermata learn arpg hp                     step by step, hovering in the game",
                "  fermata learn arpg hp --full              while your health is full",
                "  fermata learn arpg hp --empty             and while it is empty",
                "  fermata learn arpg meteor --ready         while the skill is ready",
                "  fermata learn arpg gold --glyphs 120/345  while that is written there"})
final class LearnCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Mixin
    private WindowOption window;

    @Parameters(index = "0", paramLabel = "NAME|FILE", completionCandidates = ProfileOption.Names.class,
            description = "A profile of your own, or a file.")
    private String profile;

    @Parameters(index = "1", paramLabel = "SENSOR", description = "One of its sensors.")
    private String sensor;

    @ArgGroup(multiplicity = "0..1")
    private What what;

    @Option(names = "--region", paramLabel = "X,Y,W,H", split = ",",
            description = "Where it is, in pixels of the window as it is now; then written into"
                    + " the profile; that of the profile if left out.")
    private List<Integer> region;

    @Option(names = "--take", paramLabel = "KEY", defaultValue = "f6",
            description = "The key that takes, step by step; kept from the game meanwhile (default: ${DEFAULT-VALUE}).")
    private String take;

    @Option(names = "--skip", paramLabel = "KEY", defaultValue = "f7",
            description = "The key that leaves a step out (default: ${DEFAULT-VALUE}).")
    private String skip;

    /** One of the looks. */
    static final class What {
        @Option(names = "--full", description = "A bar or an orb is full.")
        private boolean full;

        @Option(names = "--empty", description = "A bar or an orb is empty.")
        private boolean empty;

        @Option(names = "--ready", description = "An icon is ready.")
        private boolean ready;

        @Option(names = "--cooling", description = "An icon is cooling, with another drawing than when it is ready.")
        private boolean cooling;

        @Option(names = "--glyphs", paramLabel = "TEXT", description = "These digits, and a slash if there is one.")
        private String glyphs;

        @Option(names = "--value", paramLabel = "N", description = "An orb is worth so many percent.")
        private Double value;

        private String look() {
            return full ? "full" : empty ? "empty" : ready ? "ready" : "cooling";
        }

        private List<Sensor.Kind> kinds() {
            return glyphs != null ? List.of(Sensor.Kind.DIGITS) : value != null ? List.of(Sensor.Kind.ORB)
                    : full || empty ? List.of(Sensor.Kind.BAR, Sensor.Kind.ORB) : List.of(Sensor.Kind.ICON);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Profile loaded = ProfileOption.load(profile);
        Sensor found = find(loaded.senses().sensors());
        if (what != null && !what.kinds().contains(found.kind())) {
            throw new ParameterException(spec.commandLine(), "'" + sensor + "' is no sensor that has such a look");
        }
        if (region != null && (region.size() != 4 || region.get(2) < 1 || region.get(3) < 1)) {
            throw new ParameterException(spec.commandLine(), "--region is X,Y,W,H in pixels, such as 113,896,12,156");
        }
        try (Screen screen = window.open(spec, loaded)) {
            return what == null ? learnByHand(loaded, found, screen) : learn(loaded, found, screen);
        } catch (Lesson.NotLearnedException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("fermata: nothing was learned: " + e.getMessage());
            err.flush();
            return ExitCode.FAILURE;
        }
    }

    private Sensor find(List<Sensor> sensors) {
        List<String> names = sensors.stream().map(Sensor::name).toList();
        return sensors.stream().filter(each -> each.name().equals(sensor)).findFirst().orElseThrow(() -> {
            List<String> near = NearestName.among(names, sensor);
            return new ParameterException(spec.commandLine(), names.isEmpty() ? "this profile has no sensors"
                    : "this profile has no sensor '" + sensor + "'; " + (near.isEmpty() ? "it has "
                            + String.join(", ", names) : "did you mean '" + near.get(0) + "'?"));
        });
    }

    private static String write(Profile loaded, Sensor found, Sensor.Region region) throws IOException {
        try {
            SensorRegion.write(loaded.file().orElseThrow(), found.name(), region);
            return "written region = " + region + " into " + loaded.file().orElseThrow();
        } catch (NotDoneException e) {
            return "next:   write this into the sensor's table: region = " + region + " (" + e.getMessage() + ")";
        }
    }

    private int learnByHand(Profile loaded, Sensor found, Screen screen) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        Key takes = key(take, "--take");
        Key skips = key(skip, "--skip");
        if (takes == skips) {
            throw new ParameterException(spec.commandLine(), "--take and --skip are two keys, not both " + takes.id());
        }
        try (HeardPresses presses = new HeardPresses(takes, skips, out)) {
            LearnByHand steps = new LearnByHand(loaded.senses(), found, screen, presses, takes.id(), skips.id(),
                    out, in);
            Sensor.Region here = region == null ? steps.place() : given();
            steps.looks(here);
            writeIfOther(loaded, found, screen, here, out);
            steps.check(here);
        }
        return ExitCode.OK;
    }

    private Key key(String name, String option) {
        return Key.find(name).orElseThrow(() -> new ParameterException(spec.commandLine(), option
                + " is the name of a key, such as f6, not '" + name + "'; 'fermata keys' lists them"));
    }

    private Sensor.Region given() {
        return new Sensor.Region(region.get(0), region.get(1), region.get(2), region.get(3));
    }

    private static void writeIfOther(Profile loaded, Sensor found, Screen screen, Sensor.Region here, PrintWriter out)
            throws IOException {
        Senses senses = loaded.senses();
        // Compared where it was looked at: scaled there and back a region may be a pixel off.
        if (!here.equals(senses.inWindow(found.region(), screen.width(), screen.height()))) {
            out.println(write(loaded, found, senses.inProfile(here, screen.width(), screen.height())));
        }
        out.flush();
    }

    private int learn(Profile loaded, Sensor found, Screen screen) throws IOException, Lesson.NotLearnedException {
        Senses senses = loaded.senses();
        screen.look();
        Sensor.Region here = region == null ? senses.inWindow(found.region(), screen.width(), screen.height())
                : given();
        Lesson lesson = Lesson.look(found, here, screen);
        Lesson.Learned learned = what.glyphs != null ? lesson.keepGlyphs(what.glyphs)
                : what.value != null ? lesson.keep(what.value) : lesson.keep(what.look());
        PrintWriter out = spec.commandLine().getOut();
        out.println("learned " + found.name() + " at " + here + ": " + learned.text());
        out.println("kept    " + learned.file());
        writeIfOther(loaded, found, screen, here, out);
        return ExitCode.OK;
    }
}
