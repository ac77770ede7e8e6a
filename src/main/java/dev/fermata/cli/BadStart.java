package dev.fermata.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What around the process lets no command work. Looked for before any is made: each would tell it in
 * words of its own, or write into a folder that nobody meant. Pure.
 */
final class BadStart {
    /** What Java puts in the place of bytes that are no text in the locale's encoding. */
    private static final char UNREADABLE = '\uFFFD';
    /** Needs no home folder: that of the log stands in for it. */
    private static final String RUNTIME = "XDG_RUNTIME_DIR";
    /** In place of each of the others there is one in the home folder. */
    private static final List<String> FOLDERS =
            List.of("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", RUNTIME);

    private BadStart() {
    }

    /** What is wrong with this process, and what to do about it; empty when it can start. */
    static Optional<String> problem(String... arguments) {
        return problem(System.getProperty("user.home"), System.getProperty("sun.jnu.encoding"), System.getenv(),
                arguments);
    }

    /**
     * @param home as Java tells it: {@code HOME} by our launchers, else what the user database says, and
     *             {@code ?} where that does not know the user
     * @param encoding that of file names, by the locale
     */
    static Optional<String> problem(String home, String encoding, Map<String, String> environment,
            String... arguments) {
        // Loops, for this is on the way of every command: the first stream of a process costs milliseconds.
        boolean needsHome = false;
        String unreadable = isReadable(home) ? null : home;
        for (String name : FOLDERS) {
            String folder = environment.getOrDefault(name, "");
            needsHome |= folder.isEmpty() && !name.equals(RUNTIME);
            unreadable = isReadable(folder) ? unreadable : folder;
        }
        if (unreadable != null) {
            return Optional.of("the folder '" + unreadable + "', which settings, log or lock belong in, "
                    + unreadable(encoding));
        }
        // Help and version need no folder.
        boolean asksForMore = arguments.length > 0 && !arguments[0].startsWith("-");
        if (!asksForMore || !needsHome || Path.of(home).isAbsolute()) {
            return Optional.empty();
        }
        String given = environment.getOrDefault("HOME", "");
        return Optional.of("there is no home folder for settings, log and lock: " + (given.isEmpty()
                ? "HOME is not set, and the user database has none for this user"
                : "HOME is '" + given + "', which is not an absolute path") + "; set HOME to a folder of yours");
    }

    /** What may be the cause when a command has failed: it was given what this locale cannot write. */
    static Optional<String> hint(String encoding, String... arguments) {
        for (String argument : arguments) {
            if (!isReadable(argument) && !encoding.equals("UTF-8")) {
                return Optional.of("'" + argument + "' " + unreadable(encoding));
            }
        }
        return Optional.empty();
    }

    /** Why a text names no file. What a command was given may have more to it: see {@link #hint}. */
    static String explain(InvalidPathException wrong) {
        boolean letters = isReadable(wrong.getInput()) && wrong.getInput().chars().anyMatch(each -> each > 127);
        return "'" + wrong.getInput() + "' " + (letters ? unreadable(System.getProperty("sun.jnu.encoding"))
                : "cannot be the name of a file: " + wrong.getReason());
    }

    private static boolean isReadable(String folder) {
        return folder.indexOf(UNREADABLE) < 0;
    }

    private static String unreadable(String encoding) {
        return "is no text in this locale, whose encoding is " + encoding
                + "; set LC_ALL to an installed locale that can write it, e.g. LC_ALL=C.UTF-8";
    }
}
