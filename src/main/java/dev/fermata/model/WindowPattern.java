package dev.fermata.model;

import java.util.Optional;

/**
 * Which window is the game's: one for which everything is true that is given. Immutable.
 *
 * @param exe of the program's file name, or of its whole path if it has a slash or backslash
 */
public record WindowPattern(Optional<Glob> title, Optional<Glob> windowClass, Optional<Glob> exe) {

    /** Whether such a window is meant. */
    public boolean matches(WindowNames names) {
        return title.stream().allMatch(glob -> glob.matches(names.title()))
                && windowClass.stream().allMatch(glob -> names.classes().stream().anyMatch(glob::matches))
                && exe.stream().allMatch(glob -> glob.matches(ofExe(glob, names.exe())));
    }

    private static String ofExe(Glob glob, String path) {
        boolean whole = glob.toString().indexOf('/') >= 0 || glob.toString().indexOf('\\') >= 0;
        return whole ? path : path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
