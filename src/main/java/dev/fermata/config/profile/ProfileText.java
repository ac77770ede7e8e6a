package dev.fermata.config.profile;

import dev.fermata.config.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was in a profile's file when it was looked at: its text, or the one reason why there is none.
 * Immutable; two of the same file are equal when nothing has changed that a reader would notice.
 *
 * @param path the file as the player named it
 * @param text present exactly when {@code problem} is not
 * @param mayPass whether the problem may be over without a change of the file: it was another program's,
 *                or the system had no more open files to give
 */
public record ProfileText(Path path, Optional<String> text, Optional<Diagnostic> problem, boolean mayPass) {
    public ProfileText {
        if (text.isPresent() == problem.isPresent()) {
            throw new IllegalArgumentException("a text or a problem");
        }
    }

    static ProfileText of(Path path, String text) {
        return new ProfileText(path, Optional.of(text), Optional.empty(), false);
    }

    /** The file as it is makes no profile. */
    static ProfileText refused(Path path, String problem, String expected) {
        return refused(path, Diagnostic.ofFile(path.toString(), problem, expected, List.of()));
    }

    static ProfileText refused(Path path, Diagnostic problem) {
        return new ProfileText(path, Optional.empty(), Optional.of(problem), false);
    }

    /** The file could not be read now. */
    static ProfileText unread(Path path, String problem) {
        return new ProfileText(path, Optional.empty(),
                Optional.of(Diagnostic.ofFile(path.toString(), problem, "", List.of())), true);
    }
}
