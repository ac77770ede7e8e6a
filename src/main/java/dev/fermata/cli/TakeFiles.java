package dev.fermata.cli;

import dev.fermata.config.TakeText;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where takes are written: {@code combo.take}, then {@code combo-2.take} and so on. Each file is for this user's eyes
 * only, and there whole or not at all. One thread at a time.
 */
final class TakeFiles {
    private final Path first;
    private final boolean force;
    private int number;

    /**
     * @param named what the user wants the first to be called
     * @param force whether what is there is written over; else the next number that is free is taken
     */
    TakeFiles(Path named, boolean force) {
        String name = String.valueOf(named.getFileName());
        first = name.endsWith(TakeText.SUFFIX) ? named : named.resolveSibling(name + TakeText.SUFFIX);
        this.force = force;
    }

    /**
     * Refuses what could not be written later.
     *
     * @throws UncheckedIOException when the file is there already, or its folder is not
     */
    TakeFiles checked() {
        Path folder = first.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new UncheckedIOException(folder + " is no folder that can be written to", new IOException());
        }
        if (Files.isDirectory(first)) {
            throw new UncheckedIOException(first + " is a folder", new IOException());
        }
        if (!force && Files.exists(first, LinkOption.NOFOLLOW_LINKS)) {
            throw new UncheckedIOException(first + " is there already; --force writes over it, -o writes elsewhere",
                    new IOException());
        }
        return this;
    }

    /** Writes the next one. Returns where; when it fails the next call tries the same place. */
    Path write(String text) throws IOException {
        for (int next = number + 1; ; next++) {
            Path file = file(next);
            if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Path draft = PrivateFiles.draft(file, text);
            try {
                if (force) {
                    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    Files.move(draft, file);
                }
                number = next;
                return file;
            } catch (FileAlreadyExistsException e) {
                // Somebody was quicker: the next number.
                continue;
            } finally {
                Files.deleteIfExists(draft);
            }
        }
    }

    private Path file(int which) {
        String name = first.getFileName().toString();
        String stem = name.substring(0, name.length() - TakeText.SUFFIX.length());
        return which == 1 ? first : first.resolveSibling(stem + "-" + which + TakeText.SUFFIX);
    }
}
