package dev.fermata.cli;

import dev.fermata.config.Diagnostics;
import dev.fermata.config.imports.ImportedProfile;
import dev.fermata.config.imports.ImportedText;
import dev.fermata.config.imports.Importer;
import dev.fermata.config.imports.NotImportedException;
import dev.fermata.config.profile.NewProfile;
import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.ProfileJsonSchema;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.profile.ProfileStore;
import dev.fermata.config.profile.Senses;
import dev.fermata.model.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata import}: another program's profile as one of ours. */
@Command(
        name = "import",
        description = {"Makes profiles of your own out of those of pyahk and D3keyHelper.",
            "What cannot be taken over, and every mistake that is in it, is told here and in the profile."},
        footerHeading = "%nExamples:%n",
        footer = {"  fermata import d4.json               among your own profiles, as d4",
            "  fermata import d4.json -o mine.toml  as that file",
            "  fermata import d3oldsand.ini         every profile that is in it",
            "  fermata import d3oldsand.ini --only Wizard --size 2560x1440"})
final class ImportCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{2,5})[xX](\\d{2,5})");
    /** A byte more than can be a profile. */
    private static final int MOST_BYTES = 1_000_001;

    private final CommandEnvironment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE", description = "The other program's file: .json of pyahk, .ini of D3keyHelper.")
    private Path file;

    @Option(names = {"-o", "--out"}, paramLabel = "OUT",
            description = "Where to write: a file, or a folder for several; among your own profiles if left out.")
    private Path out;

    @Option(names = "--only", paramLabel = "NAME", description = "Only the profile of that name, of a file with"
            + " several.")
    private List<String> only = List.of();

    @Option(names = "--size", paramLabel = "WxH",
            description = "How large the game's window was, such as 1920x1080, where the file does not say it.")
    private String size;

    @Option(names = "--replace", description = "Replace what is there already.")
    private boolean replace;

    ImportCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    ImportCommand(CommandEnvironment environment) {
        this.environment = environment;
    }

    /** A profile that is to be written. @param reference what commands call it */
    private record Written(ImportedProfile profile, Path to, String reference, String text) {
    }

    @Override
    public Integer call() {
        List<ImportedProfile> profiles;
        Map<String, String> names = new LinkedHashMap<>();
        try {
            profiles = Importer.read(file, bytes(), name -> only.isEmpty() || only.contains(name),
                    name -> names.computeIfAbsent(name, each -> fileName(each, names)), size());
        } catch (NotImportedException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("fermata: nothing was imported:" + System.lineSeparator()
                    + Printable.lines(e.problem().render()));
            err.flush();
            return ExitCode.BAD_PROFILE;
        }
        List<Written> all = new ArrayList<>();
        for (ImportedProfile profile : profiles) {
            String name = names.computeIfAbsent(profile.name(), each -> fileName(each, names));
            all.add(written(profile, name, profiles.size()));
        }
        all.forEach(this::requireRoom);
        all.forEach(this::write);
        boolean good = true;
        PrintWriter terminal = spec.commandLine().getOut();
        Set<String> told = new HashSet<>();
        for (Written each : all) {
            good &= tell(each, told, terminal);
        }
        terminal.println("next:   read it with fermata edit " + all.get(0).reference() + ", then fermata run -p "
                + all.get(0).reference());
        terminal.flush();
        return good ? ExitCode.OK : ExitCode.BAD_PROFILE;
    }

    private byte[] bytes() {
        if (!Files.isRegularFile(file)) {
            throw new UncheckedIOException(file + (Files.exists(file) ? " is no ordinary file" : " does not exist"),
                    new IOException());
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<Senses.Size> size() {
        if (size == null) {
            return Optional.empty();
        }
        Matcher parts = SIZE.matcher(size.strip());
        Senses.Size found = parts.matches() ? new Senses.Size(Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2))) : new Senses.Size(0, 0);
        if (found.width() < 64 || found.height() < 64 || found.width() > 32_767 || found.height() > 32_767) {
            throw new ParameterException(spec.commandLine(), "--size is the width and the height of the game's"
                    + " window, such"
                    + " as 1920x1080, not '" + size + "'");
        }
        return Optional.of(found);
    }

    /** A name that a file can have, and that none of the others has. */
    private static String fileName(String name, Map<String, String> others) {
        String good = name.strip().replaceAll("[^\\p{L}\\p{N} ._-]", "-").replaceAll("^[^\\p{L}\\p{N}]+|[. ]+$", "");
        String cut = good.length() > 55 ? good.substring(0, 55).strip() : good;
        String wanted = NewProfile.isName(cut) ? cut : "imported";
        Set<String> taken = new HashSet<>();
        others.values().forEach(each -> taken.add(each.toLowerCase(Locale.ROOT)));
        String free = wanted;
        for (int number = 2; taken.contains(free.toLowerCase(Locale.ROOT)); number++) {
            free = wanted + " " + number;
        }
        return free;
    }

    private Written written(ImportedProfile profile, String name, int count) {
        Path to;
        String reference;
        if (out == null) {
            to = environment.places().ownProfiles().resolve(name + ".toml");
            reference = name;
        } else if (Files.isDirectory(out)) {
            to = out.resolve(name + ".toml");
            reference = to.toString();
        } else if (count > 1) {
            throw new ParameterException(spec.commandLine(), "there are " + count + " profiles in " + file + "; -o"
                    + " with a"
                    + " folder that is there takes them all, or --only one of them");
        } else {
            to = out.toString().endsWith(".toml") ? out : out.resolveSibling(out.getFileName() + ".toml");
            reference = to.toString();
        }
        String quoted = reference.matches("[\\w./:-]+") ? reference : "\"" + reference + "\"";
        return new Written(profile, to, quoted, ImportedText.of(profile, quoted));
    }

    private void requireRoom(Written each) {
        Path folder = each.to().toAbsolutePath().getParent();
        if (out != null && !Files.isDirectory(folder)) {
            throw new UncheckedIOException(folder + " is no folder that is there", new IOException());
        }
        if (Files.exists(each.to()) && !replace) {
            throw new UncheckedIOException(each.to() + " is there already; --replace writes over it, -o writes"
                    + " elsewhere",
                    new IOException());
        }
    }

    private void write(Written each) {
        try {
            if (out != null) {
                Files.writeString(each.to(), each.text());
                return;
            }
            ProfileStore store = new ProfileStore(environment.places().ownProfiles());
            String name = each.to().getFileName().toString().replaceFirst("\\.toml$", "");
            String text = ProfileJsonSchema.LINE + "\n" + each.text();
            if (Files.exists(each.to())) {
                store.save(name, text, ProfileStore.read(name, each.to()).version());
            } else {
                store.create(name, text);
            }
        } catch (IOException | NotDoneException e) {
            throw new UncheckedIOException(each.to() + " cannot be written: " + e.getMessage(), new IOException(e));
        }
    }

    /** What was made, what was not unless that is told, and what is to be done. Returns whether it passes the check. */
    private static boolean tell(Written each, Set<String> told, PrintWriter terminal) {
        terminal.println("made    " + AnswerText.plain(each.to().toString()));
        each.profile().remarks().stream().map(ImportedText::line).filter(told::add).forEach(line ->
                terminal.println("import: " + line));
        Map<String, String> lessons = ImportedText.lessons(each.profile(), each.reference());
        lessons.forEach((command, when) -> terminal.println("learn:  " + AnswerText.plain(command + "   " + when)));
        // What was not learned is told already, so it is not read as the file it is.
        ProfileResult result = ProfileReader.check(each.to().toString(), each.text());
        terminal.println((result.profile().isPresent() ? "ok      " : "broken  ") + AnswerText.plain(each.reference()));
        String warnings = Diagnostics.render(result.diagnostics());
        if (!warnings.isEmpty()) {
            terminal.println(warnings);
        }
        return result.profile().isPresent();
    }
}
