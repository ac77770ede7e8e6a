package dev.fermata.cli;

import dev.fermata.app.VoiceTrial;
import dev.fermata.config.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fermata voices}: what speaks, and how it sounds. */
@Command(
        name = "voices",
        description = "Lists what can speak and on which sound devices, or lets it be heard.",
        footerHeading = "%nExamples:%n",
        footer = {"  fermata voices", "  fermata voices --test    speaks a sentence as the settings say"})
final class VoicesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Option(names = "--test", paramLabel = "TEXT", arity = "0..1",
            fallbackValue = "This is how it sounds when something is said.",
            description = "Speak a text, or a sentence if there is none, as the settings say; no fermata need be"
                    + " running.")
    private String test;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        Settings.Speech settings = options.load().speech();
        PrintWriter out = spec.commandLine().getOut();
        VoiceTrial trial = new VoiceTrial(settings);
        if (test != null) {
            boolean heard = trial.speak(test, out::println);
            out.flush();
            return heard ? ExitCode.OK : ExitCode.FAILURE;
        }
        out.println("engine: " + trial.engine());
        out.println("sound devices: " + (trial.devices().isEmpty() ? "none" : ""));
        trial.devices().forEach(device -> out.println("  " + device));
        list(trial.listing(), out);
        return ExitCode.OK;
    }

    private static void list(List<String> command, PrintWriter out) throws InterruptedException {
        out.println("voices of the system, by " + command.get(0) + ":");
        out.flush();
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            out.println("  none: " + command.get(0) + " cannot be started");
        }
        out.flush();
    }
}
