package dev.fermata.cli;

import dev.fermata.app.ProfileRefusedException;
import dev.fermata.config.profile.NewProfile;
import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.profile.ProfileStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata new}: a profile of the user's own, with its schema beside it. */
@Command(
        name = "new",
        description = "Makes a profile of your own, to be changed with 'fermata edit'.",
        footerHeading = "%nExamples:%n",
        footer = {"  fermata new druid               a small one that plays one skill",
                "  fermata new druid --from arpg   a copy of another"})
final class NewCommand implements Callable<Integer> {
    private final CommandEnvironment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "NAME", description = "What to call it.")
    private String name;

    @Option(names = "--from", paramLabel = "NAME|FILE", completionCandidates = ProfileOption.Names.class,
            description = "The profile to copy.")
    private String from;

    NewCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    NewCommand(CommandEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!NewProfile.isName(name)) {
            throw new ParameterException(spec.commandLine(),
                    "a profile's name has letters, digits, blanks and . _ -, at most 63, unlike '" + name + "'");
        }
        PrintWriter out = spec.commandLine().getOut();
        ProfileLibrary library = ProfileOption.library(environment);
        String text = from == null ? NewProfile.text(name) : copy(library);
        Path file;
        try {
            file = new ProfileStore(environment.places().ownProfiles()).create(name, text).file();
        } catch (NotDoneException e) {
            Path wanted = environment.places().ownProfiles().resolve(name + ".toml");
            throw new UncheckedIOException(wanted + (e.why() == NotDoneException.Why.EXISTS
                    ? " is there already; 'fermata edit \"" + name + "\"' opens it" : ": " + e.getMessage()),
                    new IOException(e));
        }
        out.println("made    " + AnswerText.plain(file.toString()));
        boolean good = CheckCommand.tell(name, library.check(file.toString()), false, out);
        out.println("next:   fermata edit \"" + name + "\", then fermata run -p \"" + name + "\"");
        out.flush();
        return good ? ExitCode.OK : ExitCode.BAD_PROFILE;
    }

    private String copy(ProfileLibrary library) {
        ProfileResult result = library.read(from);
        if (result.profile().isEmpty()) {
            throw new ProfileRefusedException(
                    "the profile cannot be copied:" + System.lineSeparator() + result.render());
        }
        Path file = library.find(from).orElseThrow();
        try {
            return NewProfile.copy(Files.readString(file), name, file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
