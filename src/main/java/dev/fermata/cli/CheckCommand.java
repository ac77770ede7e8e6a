package dev.fermata.cli;

import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.stream.StreamReader;
import dev.fermata.config.voices.VoicesReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata check}: every problem of every profile named, or of all there are, and what is hardly wanted. */
@Command(
        name = "check",
        description = "Tells every problem of the given profiles, with its place and what to do.",
        footerHeading = "%nExamples:%n",
        footer = {"  fermata check                all there are, voices.toml, stream.toml",
                "  fermata check arpg my.toml   a shipped one and a file",
                "  fermata check --strict mine  not even warnings",
                "  fermata check - < my.toml    what an editor or a script has",
                "  fermata check voices.toml    the voices that servers have",
                "  fermata check stream.toml    what viewers are answered"})
final class CheckCommand implements Callable<Integer> {
    private final CommandEnvironment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "NAME|FILE", arity = "0..*", completionCandidates = ProfileOption.Names.class,
            description = "Profiles, or a voices.toml or stream.toml, - for standard input; all of the library, and"
                    + " the user's voices.toml and stream.toml, if left out.")
    private List<String> profiles = List.of();

    @Option(names = "--strict", description = "Take warnings for errors.")
    private boolean strict;

    CheckCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    CheckCommand(CommandEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ProfileLibrary library = ProfileOption.library(environment);
        List<String> names = profiles.isEmpty()
                ? library.list().stream().map(ProfileLibrary.Entry::name).toList() : profiles;
        PrintWriter out = spec.commandLine().getOut();
        boolean good = true;
        for (String name : names) {
            Optional<Boolean> other = tellFile(name, out);
            if (other.isPresent()) {
                good &= other.get();
                continue;
            }
            boolean input = name.equals("-");
            good &= tell(input || ProfileLibrary.isFile(name) ? name
                    : library.find(name).map(file -> name + "  " + file).orElse(name),
                    input ? ProfileReader.check(name, System.in) : library.check(name), strict, out);
        }
        for (String own : List.of(VoicesReader.FILE, StreamReader.FILE)) {
            Path file = environment.places().config().resolve(own);
            if (profiles.isEmpty() && Files.exists(file)) {
                good &= tellFile(file.toString(), out).orElseThrow();
            }
        }
        if (names.isEmpty()) {
            out.println("no profiles found in " + library.folders());
        }
        out.flush();
        return good ? ExitCode.OK : ExitCode.BAD_PROFILE;
    }

    /** Prints what is wrong with a file that is no profile. @return whether it passes; empty for a profile */
    private static Optional<Boolean> tellFile(String name, PrintWriter out) {
        String file = Path.of(name).getFileName() + "";
        if (file.equals(VoicesReader.FILE)) {
            VoicesReader.Result result = VoicesReader.read(Path.of(name));
            return Optional.of(tell(name, result.book().isPresent(), result.render(), out));
        }
        if (file.equals(StreamReader.FILE)) {
            StreamReader.Result result = StreamReader.read(Path.of(name));
            return Optional.of(tell(name, result.book().isPresent(), result.render(), out));
        }
        return Optional.empty();
    }

    private static boolean tell(String name, boolean good, String told, PrintWriter out) {
        out.println((good ? "ok      " : "broken  ") + AnswerText.plain(name));
        if (!told.isEmpty()) {
            out.println(told);
        }
        return good;
    }

    /**
     * Prints what is wrong with a profile.
     *
     * @param name with its path, if that is not plain
     * @return whether it passes
     */
    static boolean tell(String name, ProfileResult found, boolean strict, PrintWriter out) {
        ProfileResult result = strict ? found.strict() : found;
        return tell(name, result.profile().isPresent(), result.render(), out);
    }
}
