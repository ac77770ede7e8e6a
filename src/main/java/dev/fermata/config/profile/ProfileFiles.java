package dev.fermata.config.profile;

import dev.fermata.config.profile.NotDoneException.Why;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What a {@link ProfileStore} does to files. Stateless. */
final class ProfileFiles {
    static final String SUFFIX = ".toml";

    private ProfileFiles() {
    }

    /** The text in a file of its own that is wholly on the disk, beside the one it is meant for. */
    static Path draft(Path file, String text) throws IOException {
        Path draft = PrivateFiles.draft(file, text);
        try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        return draft;
    }

    /** A link of the file system's cannot take another file's name; a move can, where somebody is as quick. */
    static void moveWithoutReplacing(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException noLinks) {
            Files.move(from, to);
            return;
        }
        Files.delete(from);
    }

    /** Those of a folder by name; none for one that is not there. */
    static List<Path> list(Path folder) throws NotDoneException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)
                    && file.getFileName().toString().length() > SUFFIX.length()).sorted().toList();
        } catch (IOException e) {
            throw system(e);
        }
    }

    /** What the profile of a file is called. */
    static String nameOf(Path file) {
        String fileName = String.valueOf(file.getFileName());
        return fileName.endsWith(SUFFIX) ? fileName.substring(0, fileName.length() - SUFFIX.length()) : fileName;
    }

    /** The system refuses it. */
    static NotDoneException system(IOException e) {
        return new NotDoneException(Why.SYSTEM, "the system refuses that: " + e.getMessage());
    }
}
