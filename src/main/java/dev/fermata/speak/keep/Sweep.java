package dev.fermata.speak.keep;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes away what there is no room for in a folder. Others may do the same there at the same time. Files of other
 * names are left alone.
 *
 * @param sound ends the names of sounds
 * @param draft ends the names of what is being written
 */
record Sweep(Path folder, String sound, String draft) {
    /** Nobody writes for so long; whoever did has died. */
    private static final Duration ABANDONED = Duration.ofHours(1);
    /** What is made room for at once, of all: or the next sound would want it again. */
    private static final double FREED = 0.1;

    private record File(Path path, long bytes, Instant used) {
    }

    /**
     * Does it.
     *
     * @param most bytes that all sounds may use
     * @param age how long one stays that nobody uses
     * @return how many bytes there is room for now
     * @throws IOException when the folder cannot be read
     */
    long make(long most, Instant now, Duration age) throws IOException {
        List<File> files = new ArrayList<>();
        long all = 0;
        for (File each : files(now, age)) {
            files.add(each);
            all += each.bytes();
        }
        if (all > most) {
            files.sort(Comparator.comparing(File::used).thenComparing(File::path));
            for (File each : files) {
                if (all <= most * (1 - FREED)) {
                    break;
                }
                delete(each.path());
                all -= each.bytes();
            }
        }
        return most - all;
    }

    private List<File> files(Instant now, Duration age) throws IOException {
        List<File> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path path : found) {
                String name = path.getFileName().toString();
                boolean isSound = name.endsWith(sound);
                if (isSound || name.endsWith(draft)) {
                    look(path).ifPresent(file -> {
                        Duration longest = isSound ? age : ABANDONED;
                        // One far in the future is of a clock that was wrong, and would stay for ever.
                        if (file.used().isBefore(now.minus(longest)) || file.used().isAfter(now.plus(longest))) {
                            delete(path);
                        } else if (isSound) {
                            files.add(file);
                        }
                    });
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private static Optional<File> look(Path path) {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile()
                    ? Optional.of(new File(path, found.size(), found.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // another process was quicker
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // On Windows somebody may be reading it; the next sweep takes it.
            return;
        }
    }
}
