package dev.fermata.cli;

import dev.fermata.config.profile.ProfileJsonSchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fermata schema}: what editors of TOML need to know of profiles. */
@Command(
        name = "schema",
        description = {
            "Prints the JSON schema of profiles, for editors that complete and mark TOML.",
            "A profile names it in its first line, '" + ProfileJsonSchema.LINE + "'; 'fermata new' puts both there."
        },
        footerHeading = "%nExamples:%n",
        footer = "  fermata schema   to be saved as " + ProfileJsonSchema.FILE_NAME + " beside the profile")
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ProfileJsonSchema.text());
        out.flush();
        return ExitCode.OK;
    }
}
