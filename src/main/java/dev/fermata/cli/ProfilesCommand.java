package dev.fermata.cli;

import dev.fermata.config.profile.ProfileLibrary;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fermata profiles}: what there is to run. */
@Command(
        name = "profiles",
        description = "Lists the profiles there are and where they were found.")
final class ProfilesCommand implements Callable<Integer> {
    private final CommandEnvironment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    ProfilesCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    ProfilesCommand(CommandEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ProfileLibrary library = ProfileOption.library(environment);
        List<ProfileLibrary.Entry> entries = library.list();
        int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
        for (ProfileLibrary.Entry entry : entries) {
            out.printf("%-" + width + "s  %s%n", AnswerText.plain(entry.name()), AnswerText.plain(entry.summary()));
            out.println(" ".repeat(width + 2) + AnswerText.plain(entry.file().toString()));
            entry.hidden().forEach(hidden ->
                    out.println(" ".repeat(width + 2) + "hides " + AnswerText.plain(hidden.toString())));
        }
        out.println((entries.isEmpty() ? "no profiles found in " : "from ")
                + String.join(", ", library.folders().stream().map(Object::toString).toList()));
        out.flush();
        return ExitCode.OK;
    }
}
