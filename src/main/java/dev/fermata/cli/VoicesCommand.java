package dev.fermata.cli;

import dev.fermata.app.VoiceTrial;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.voices.VoiceBook;
import dev.fermata.config.voices.VoiceModel;
import dev.fermata.config.voices.VoicesReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
        footer = {"  fermata voices",
                "  fermata voices --test         speaks a sentence as the settings say",
                "  fermata voices --test alice   the same by a voice of voices.toml"})
final class VoicesCommand implements Callable<Integer> {
    private static final String SENTENCE = "This is how it sounds when something is said.";

    private final CommandEnvironment environment = CommandEnvironment.ofThisMachine();

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Option(names = "--test", paramLabel = "NAME|TEXT", arity = "0..1", fallbackValue = SENTENCE,
            description = "Ask the servers of voices.toml whether they are there, and speak as the settings say: a"
                    + " text, or a sentence if there is none. The name of a voice there has only that one asked and"
                    + " speak. No fermata need be running.")
    private String test;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        Settings.Speech settings = options.load().speech();
        PrintWriter out = spec.commandLine().getOut();
        VoiceTrial trial = new VoiceTrial(settings);
        List<VoiceModel> voices = voices(settings, out);
        if (test != null) {
            return test(trial, voices, out);
        }
        out.println("engine: " + trial.engine());
        if (!voices.isEmpty()) {
            out.println("voices of servers, by " + VoicesReader.FILE + ":");
            voices.forEach(each -> out.println("  " + each.name() + "  " + each.engine() + " " + trial.server(each)
                    + (each.character().equals(each.name()) ? "" : ", as " + each.character())));
        }
        out.println("sound devices: " + (trial.devices().isEmpty() ? "none" : ""));
        trial.devices().forEach(device -> out.println("  " + device));
        list(trial.listing(), out);
        return ExitCode.OK;
    }

    private int test(VoiceTrial trial, List<VoiceModel> voices, PrintWriter out) throws InterruptedException {
        Optional<VoiceModel> named = voices.stream().filter(each -> each.name().equals(test)).findFirst();
        Consumer<String> tell = line -> {
            out.println(line);
            out.flush();
        };
        boolean there = trial.reach(named.map(List::of).orElse(voices), tell);
        boolean heard = named.isPresent() ? trial.speak(named.get(), SENTENCE, tell) : trial.speak(test, tell);
        return heard && there ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** Those of the file, also where the settings want none of them to speak. */
    private List<VoiceModel> voices(Settings.Speech settings, PrintWriter out) {
        Path file = environment.places().config().resolve(VoicesReader.FILE);
        if (!settings.served().voices().voices().isEmpty() || !Files.exists(file)) {
            return settings.served().voices().voices();
        }
        VoicesReader.Result result = VoicesReader.read(file);
        if (!result.problems().isEmpty()) {
            out.println(result.render());
        }
        return result.book().orElse(VoiceBook.NONE).voices();
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
