package dev.fermata.config.profile;

import dev.fermata.config.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was in a profile's file when it was looked at: its text, or the one reason why there is none.
 * Immutable.
 *
 * @param path the file as the player named it
 * @param text present exactly when {@code problem} is not
 * @param mayPass whether the problem may be over without a change of the file: it was another program's,
 *                or the system had no more open files to give
 * @param bases the files that it extends, the nearest first; theirs are among them
 */
public record ProfileText(Path path, Optional<String> text, Optional<Diagnostic> problem, boolean mayPass,
        List<ProfileText> bases) {
    public ProfileText {
        bases = List.copyOf(bases);
        if (text.isPresent() == problem.isPresent()) {
            throw new IllegalArgumentException("a text or a problem");
        }
    }

    /** The same with the files that it extends. */
    ProfileText extending(List<ProfileText> files) {
        return new ProfileText(path, text, problem, mayPass || files.stream().anyMatch(ProfileText::mayPass), files);
    }

    /** Whether a reader of both would notice no difference. Each run asks, so it is no record's own equality. */
    public boolean isLike(ProfileText other) {
        boolean like = path.equals(other.path) && text.equals(other.text) && problem.equals(other.problem)
                && mayPass == other.mayPass && bases.size() == other.bases.size();
        for (int i = 0; like && i < bases.size(); i++) {
            like = bases.get(i).isLike(other.bases.get(i));
        }
        return like;
    }

    /** The file and those that it extends: a change of any is a change of the profile. */
    public List<Path> paths() {
        return Stream.concat(Stream.of(path), bases.stream().map(ProfileText::path)).toList();
    }

    static ProfileText of(Path path, String text) {
        return new ProfileText(path, Optional.of(text), Optional.empty(), false, List.of());
    }

    /** The file as it is makes no profile. */
    static ProfileText refused(Path path, String problem, String expected) {
        return refused(path, Diagnostic.ofFile(path.toString(), problem, expected, List.of()));
    }

    static ProfileText refused(Path path, Diagnostic problem) {
        return new ProfileText(path, Optional.empty(), Optional.of(problem), false, List.of());
    }

    /** The file could not be read now. */
    static ProfileText unread(Path path, String problem) {
        return new ProfileText(path, Optional.empty(),
                Optional.of(Diagnostic.ofFile(path.toString(), problem, "", List.of())), true, List.of());
    }
}
