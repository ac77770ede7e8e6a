package dev.fermata.cli;

import dev.fermata.app.ListenTrial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata listen}: which microphones there are, and what is understood. */
@Command(
        name = "listen",
        description = {"Shows what is heard and understood by the microphone. No fermata need be running, and nothing"
                + " is done about what is said.",
            "Without an option it says what the settings make of it."},
        footerHeading = "%nExamples:%n",
        footer = {"  fermata listen --devices                     the microphones there are",
                "  fermata listen --test --phrase 'drink'       say it; Ctrl-C ends",
                "  fermata listen --test --save /tmp/said       and listen to what was heard"})
final class ListenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Option(names = "--devices", description = "List the microphones.")
    private boolean devices;

    @Option(names = "--test", description = "Listen, and show how loud it is, whether that is speech and what is"
            + " understood.")
    private boolean test;

    @Option(names = "--phrase", paramLabel = "WORDS", description = "With --test: what may be said; may be repeated"
            + " (pause, resume, stop everything).")
    private List<String> phrases;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "3600",
            description = "With --test: stop after so long (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--save", paramLabel = "FOLDER",
            description = "With --test: write what is said there, a WAV file each. Without it no sound is kept.")
    private Path save;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--seconds is 1 or more, not " + seconds);
        }
        if (!test && (phrases != null || save != null)) {
            throw new ParameterException(spec.commandLine(), "--phrase and --save belong to --test");
        }
        PrintWriter out = spec.commandLine().getOut();
        ListenTrial trial = new ListenTrial(options.load().listen());
        if (test) {
            return test(trial, out);
        }
        if (devices) {
            return devices(trial.devices(), out);
        }
        out.println(trial.isOn() ? "the microphone is listened to while a profile has voice commands"
                : "the microphone is not listened to: listen.microphone is off");
        try {
            out.println("recogniser: " + trial.recogniser());
        } catch (IOException e) {
            out.println("recogniser: none, " + e.getMessage());
        }
        out.flush();
        return ExitCode.OK;
    }

    static int devices(List<String> names, PrintWriter out) {
        if (names.isEmpty()) {
            out.println("there is no microphone; one that is plugged in and still not here may belong to a sound server"
                    + " that this program does not reach");
        }
        names.forEach(out::println);
        out.flush();
        return names.isEmpty() ? ExitCode.FAILURE : ExitCode.OK;
    }

    private int test(ListenTrial trial, PrintWriter out) throws InterruptedException {
        List<String> said = phrases == null ? ListenTrial.PHRASES : phrases;
        try {
            out.println("listening for: " + String.join(", ", said) + "; Ctrl-C ends");
            out.flush();
            trial.listen(said, Duration.ofSeconds(seconds), Optional.ofNullable(save), new LevelLine(out));
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        } catch (IOException e) {
            out.println(e.getMessage());
            out.flush();
            return ExitCode.FAILURE;
        }
    }
}
