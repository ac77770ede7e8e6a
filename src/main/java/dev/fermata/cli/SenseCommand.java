package dev.fermata.cli;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Sensor;
import dev.fermata.platform.Screen;
import dev.fermata.sense.Reading;
import dev.fermata.sense.Sensors;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata sense}: what a profile's sensors read, without playing. */
@Command(
        name = "sense",
        description = "Shows what the sensors of a profile read, as it changes. Nothing is played.",
        footerHeading = "%nExamples:%n",
        footer = {"  fermata sense -p arpg --once                       each sensor once",
                "  fermata sense -p arpg --window 0x1c00007           inside that window",
                "  fermata sense -p arpg --format jsonl --seconds 60  for a script"})
final class SenseCommand implements Callable<Integer> {
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** How readings are printed. */
    enum Format { TEXT, JSONL }

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Mixin
    private ProfileOption profile;

    @Mixin
    private WindowOption window;

    @Option(names = "--once", description = "Look once, and tell of every sensor.")
    private boolean once;

    @Option(names = "--format", paramLabel = "text|jsonl", defaultValue = "text",
            description = "For people or for programs (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "3600",
            description = "Stop after so long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    private final Map<String, String> told = new HashMap<>();

    @Override
    public Integer call() {
        if (seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--seconds is 1 or more, not " + seconds);
        }
        Profile loaded = profile.load();
        if (loaded.senses().sensors().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "this profile has no sensors");
        }
        try (Screen screen = window.open(spec, loaded)) {
            look(loaded, new Sensors(loaded.senses(), screen), screen, spec.commandLine().getOut());
        }
        return ExitCode.OK;
    }

    private void look(Profile loaded, Sensors sensors, Screen screen, PrintWriter out) {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long period = TimeUnit.SECONDS.toNanos(1) / loaded.senses().rate();
        if (!once && format == Format.TEXT) {
            // The first look finds the window.
            screen.look();
            out.println("looking at " + screen.name() + ", " + loaded.senses().rate()
                    + " times a second at most; Ctrl-C ends");
        }
        for (long now = start; now < end && !once || now == start; now = System.nanoTime()) {
            sensors.look(now);
            sensors.age(System.nanoTime());
            for (Sensor sensor : loaded.senses().sensors()) {
                tell(sensor, sensors.readings().get(sensor.name()), now - start, out);
            }
            out.flush();
            if (!once) {
                // What is drawn on a screen that was still is looked at at once.
                screen.awaitChange(IDLE_NANOS);
                LockSupport.parkNanos(now + period - System.nanoTime());
            }
        }
        if (!once && format == Format.TEXT) {
            out.println(screen.captures() + " rectangles were read");
            out.flush();
        }
    }

    private void tell(Sensor sensor, Reading reading, long nanos, PrintWriter out) {
        String value = ReadingText.value(sensor, reading);
        if (value.equals(told.put(sensor.name(), value))) {
            return;
        }
        if (format == Format.JSONL) {
            out.println(json(sensor, reading, TimeUnit.NANOSECONDS.toMillis(nanos)));
        } else {
            out.printf("%9.3f  %-16s %s%n", nanos / 1e9, sensor.name(), ReadingText.whole(sensor, reading));
        }
    }

    private static String json(Sensor sensor, Reading reading, long millis) {
        String value = switch (sensor.kind()) {
            case PIXEL -> reading.value() == 1 ? "true" : "false";
            case ICON -> reading.value() == 1 ? "\"ready\"" : "\"cooling\"";
            case BAR, ORB -> ReadingText.number(reading.value());
            case DIGITS -> Math.round(reading.value())
                    + (reading.maximum() > 0 ? ",\"maximum\":" + Math.round(reading.maximum()) : "");
        };
        return "{\"t_ms\":" + millis + ",\"sensor\":\"" + sensor.name() + "\","
                + (reading.isKnown() ? "\"value\":" + value + ",\"state\":\"known\""
                        : "\"state\":\"unknown\",\"why\":\"" + reading.why() + "\"")
                + ",\"confidence\":" + Math.round(100 * reading.confidence()) / 100.0 + "}";
    }
}
