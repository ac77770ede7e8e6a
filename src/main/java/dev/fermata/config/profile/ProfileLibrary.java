package dev.fermata.config.profile;

import dev.fermata.config.Diagnostic;
import dev.fermata.model.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds profiles by name or by file. Immutable; looks at the folders anew at each call, so files may
 * come and go.
 */
public final class ProfileLibrary {
    private static final String SUFFIX = ".toml";

    private final List<Path> folders;

    /**
     * @param folders where named profiles are looked for, the first match wins; folders that do not
     *                exist are passed over
     */
    public ProfileLibrary(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Where named profiles are looked for, in this order. */
    public List<Path> folders() {
        return folders;
    }

    /**
     * A profile of the library.
     *
     * @param name what to call it on the command line: its file name without {@code .toml}
     * @param hidden the files of other profiles of that name, which only their paths lead to
     * @param result its profile, or what is wrong with it
     */
    public record Entry(String name, Path file, List<Path> hidden, ProfileResult result) {
        /** Its description, or its first problem when it is broken; one line. */
        public String summary() {
            return result.profile()
                    .map(Profile::description)
                    .orElseGet(() -> "broken: " + firstError());
        }

        private String firstError() {
            return result.diagnostics().stream()
                    .filter(Diagnostic::isError)
                    .findFirst()
                    .map(Diagnostic::headline)
                    .orElseThrow();
        }
    }

    /**
     * Reads a profile.
     *
     * @param nameOrFile a file when it contains a path separator or ends in {@code .toml}, else the name of a
     *                   profile in one of the folders, or of one in the folder that the command was called in
     * @return also for what cannot be found: then one diagnostic, with the nearest names there are
     */
    public ProfileResult read(String nameOrFile) {
        Optional<Path> found = find(nameOrFile);
        if (found.isPresent()) {
            return ProfileReader.read(found.get());
        }
        return ProfileResult.failed(isFile(nameOrFile) ? noSuchFile(nameOrFile) : noSuchName(nameOrFile));
    }

    /**
     * As {@link #read}, and warns of what is hardly wanted: in the profile, and where one profile hides another of the
     * same name.
     */
    public ProfileResult check(String nameOrFile) {
        Optional<Path> found = find(nameOrFile);
        if (found.isEmpty()) {
            return read(nameOrFile);
        }
        ProfileResult result = ProfileReader.check(found.get());
        return shadowing(found.get()).map(result::and).orElse(result);
    }

    /** As {@link #check(String)}, had a file, which need not be there, that text. */
    public ProfileResult check(Path file, String text) {
        ProfileResult result = ProfileReader.check(file, text);
        return shadowing(file).map(result::and).orElse(result);
    }

    private Optional<Diagnostic> shadowing(Path file) {
        List<Path> hidden = hiddenBy(file);
        String name = nameOf(file);
        Optional<Path> first = sameNamed(file).stream().findFirst()
                .filter(winner -> !isSame(winner, file) && isInFolders(file));
        if (hidden.isEmpty() && first.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.warningOfFile(file.toString(), first.isEmpty()
                ? "this hides another profile of the same name: " + paths(hidden)
                : "'-p " + name + "' plays another profile of the same name: " + first.get(),
                "another name for one of them, or '-p' with the path"));
    }

    /** The files that the name of that one would lead to, were it not there; none for a file that no name leads to. */
    public List<Path> hiddenBy(Path file) {
        List<Path> alike = sameNamed(file);
        return alike.isEmpty() || !isSame(alike.get(0), file) ? List.of()
                : alike.stream().filter(other -> !isSame(other, file)).toList();
    }

    private List<Path> sameNamed(Path file) {
        String fileName = String.valueOf(file.getFileName());
        return !fileName.endsWith(SUFFIX) ? List.of()
                : folders.stream().map(folder -> folder.resolve(fileName)).filter(Files::exists).toList();
    }

    /** Whether the file is in one of the folders, and so has a name. */
    public boolean isInFolders(Path file) {
        return sameNamed(file).stream().anyMatch(own -> isSame(own, file));
    }

    private static String nameOf(Path file) {
        String fileName = String.valueOf(file.getFileName());
        return fileName.endsWith(SUFFIX) ? fileName.substring(0, fileName.length() - SUFFIX.length()) : fileName;
    }

    private static String paths(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }

    private static boolean isSame(Path one, Path two) {
        try {
            return Files.isSameFile(one, two);
        } catch (IOException gone) {
            return false;
        }
    }

    /** As {@link #read}, but only by its name, for whoever may not have any file read. */
    public ProfileResult readNamed(String name) {
        return isFile(name) ? ProfileResult.failed(noSuchName(name)) : read(name);
    }

    /** The file a name or a path stands for; empty when it does not exist. */
    public Optional<Path> find(String nameOrFile) {
        if (isFile(nameOrFile)) {
            return path(nameOrFile).filter(Files::exists);
        }
        return folders.stream()
                .flatMap(folder -> path(nameOrFile + SUFFIX).map(folder::resolve).stream())
                .filter(Files::exists)
                .findFirst()
                .or(() -> path(nameOrFile + SUFFIX).filter(Files::isRegularFile));
    }

    /** Every profile of the folders by name; of two with one name the one that is found first. */
    public List<Entry> list() {
        return files().entrySet().stream()
                .map(file -> new Entry(file.getKey(), file.getValue(), hiddenBy(file.getValue()),
                        ProfileReader.read(file.getValue())))
                .toList();
    }

    /** Whether that is taken for a file's path rather than for a name. */
    public static boolean isFile(String nameOrFile) {
        return nameOrFile.endsWith(SUFFIX) || nameOrFile.contains("/") || nameOrFile.contains("\\");
    }

    private static Optional<Path> path(String written) {
        try {
            return written.equals(SUFFIX) ? Optional.empty() : Optional.of(Path.of(written));
        } catch (InvalidPathException impossible) {
            // A name this system cannot give to a file belongs to no file.
            return Optional.empty();
        }
    }

    private static Diagnostic noSuchFile(String file) {
        Optional<Path> folder = path(file).map(Path::toAbsolutePath).map(Path::getParent);
        Collection<String> there = folder.map(ProfileLibrary::profilesIn).orElse(Map.of()).keySet();
        String name = path(file).map(Path::getFileName).map(Path::toString).orElse(file);
        String prefix = file.endsWith(name) ? file.substring(0, file.length() - name.length()) : "";
        String base = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        List<String> near = NearestName.among(there, base).stream().map(n -> prefix + n + SUFFIX).toList();
        return Diagnostic.ofFile(file, "this file does not exist", "", near);
    }

    private Diagnostic noSuchName(String name) {
        String searched = folders.isEmpty()
                ? "no folder has profiles"
                : "a profile in " + String.join(" or ", folders.stream().map(Path::toString).toList())
                        + " ('fermata profiles' lists them)";
        boolean file = path(name).filter(Files::isRegularFile).isPresent();
        return Diagnostic.ofFile(name, "there is no profile of this name",
                searched + (file ? "; the file here is ./" + name : ""),
                NearestName.among(files().keySet(), name));
    }

    private Map<String, Path> files() {
        Map<String, Path> all = new TreeMap<>();
        folders.forEach(folder -> profilesIn(folder).forEach(all::putIfAbsent));
        return all;
    }

    /** Names to files; nothing for a folder that does not exist or cannot be read. */
    private static Map<String, Path> profilesIn(Path folder) {
        Map<String, Path> found = new TreeMap<>();
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && name.length() > SUFFIX.length()) {
                    found.put(name.substring(0, name.length() - SUFFIX.length()), file);
                }
            });
        } catch (IOException | UncheckedIOException vanished) {
            // The folder went away while it was listed: what was seen so far is all there is.
            return found;
        }
        return found;
    }
}
