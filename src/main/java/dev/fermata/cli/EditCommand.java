package dev.fermata.cli;

import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.model.Printable;
import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata edit}: a profile in the user's editor, and then the check. */
@Command(
        name = "edit",
        description = {
            "Opens a profile in your editor, and checks it when the editor ends.",
            "The editor is that of VISUAL, else of EDITOR, which may have options of its own."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  fermata edit druid", "  EDITOR='code --wait' fermata edit druid"})
final class EditCommand implements Callable<Integer> {
    /** What a shell answers when it finds no such command. */
    private static final int NOT_FOUND = 127;

    private final CommandEnvironment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "NAME|FILE", completionCandidates = ProfileOption.Names.class,
            description = "A profile of your own, or a file.")
    private String profile;

    EditCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    EditCommand(CommandEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ProfileLibrary library = ProfileOption.library(environment);
        Optional<Path> file = library.find(profile);
        if (file.isEmpty()) {
            return refuse(library.read(profile).render() + System.lineSeparator()
                    + "'fermata new' makes a profile", ExitCode.BAD_PROFILE);
        }
        if (!ProfileLibrary.isFile(profile) && file.get().startsWith(environment.places().shippedProfiles())) {
            return refuse("'" + profile + "' came with Fermata, and goes with the next version; 'fermata new NAME"
                    + " --from " + profile + "' makes one of your own", ExitCode.FAILURE);
        }
        String editor = editor(environment.variables());
        int ended = run(command(editor, file.get()));
        if (ended != 0) {
            String how = ended == NOT_FOUND ? "was not found" : "ended with " + ended;
            return refuse("the editor '" + editor + "' " + how + "; VISUAL or EDITOR says which to use",
                    ExitCode.FAILURE);
        }
        boolean good = CheckCommand.tell(profile, library.check(profile), false, out);
        out.flush();
        return good ? ExitCode.OK : ExitCode.BAD_PROFILE;
    }

    private int refuse(String why, int code) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("fermata: " + Printable.lines(why));
        err.flush();
        return code;
    }

    private static String editor(Map<String, String> variables) {
        return Stream.of("VISUAL", "EDITOR").map(name -> variables.getOrDefault(name, ""))
                .filter(value -> !value.isBlank()).findFirst()
                .orElse(OperatingSystem.current() == OperatingSystem.WINDOWS ? "notepad" : "vi");
    }

    /** By the shell, as other programs do it: the value may have options and quotes. */
    private static List<String> command(String editor, Path file) {
        return OperatingSystem.current() == OperatingSystem.WINDOWS
                ? List.of("cmd", "/c", editor + " \"" + file + "\"")
                : List.of("/bin/sh", "-c", editor + " \"$@\"", editor, file.toString());
    }

    private static int run(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("the editor cannot be started: " + e.getMessage(), e);
        }
    }
}
