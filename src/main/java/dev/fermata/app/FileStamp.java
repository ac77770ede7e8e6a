package dev.fermata.app;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What can be told of a file without opening it; equal while it is the same and unchanged.
 *
 * @param identity the file system's own; empty on those that tell none, such as Windows'
 */
record FileStamp(Optional<Object> identity, FileTime created, FileTime modified, long size) {
    /** The coarsest time of a file in use, FAT's: a younger file may change without a newer time. */
    static final Duration COARSEST_TIME = Duration.ofSeconds(2);

    private static final FileTime EPOCH = FileTime.fromMillis(0);
    /** A file that is not there, or not to be looked at. */
    private static final FileStamp NONE = new FileStamp(Optional.empty(), EPOCH, EPOCH, 0);

    static List<FileStamp> of(List<Path> files) {
        List<FileStamp> all = new ArrayList<>(files.size());
        files.forEach(file -> all.add(of(file)));
        return all;
    }

    /** Of all files whose names begin so, in an order. Without streams: it is looked every second. */
    static List<FileStamp> beginning(List<Path> names) {
        Set<Path> folders = new LinkedHashSet<>();
        List<String> beginnings = new ArrayList<>();
        for (Path name : names) {
            folders.add(name.toAbsolutePath().getParent());
            beginnings.add(name.getFileName() + ".");
        }
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> some = Files.newDirectoryStream(folder)) {
                for (Path file : some) {
                    if (startsWithOne(file.getFileName().toString(), beginnings)) {
                        found.add(file);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                continue; // nothing has been learned there
            }
        }
        found.sort(null);
        List<FileStamp> all = new ArrayList<>(found.size());
        for (Path file : found) {
            all.add(of(file));
        }
        return all;
    }

    private static boolean startsWithOne(String name, List<String> beginnings) {
        for (int i = 0; i < beginnings.size(); i++) {
            if (name.startsWith(beginnings.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** By hand, as each run asks: a record's own equality is made at run time, of some thirty classes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FileStamp that && size == that.size && modified.equals(that.modified)
                && created.equals(that.created) && identity.equals(that.identity);
    }

    @Override
    public int hashCode() {
        return Objects.hash(identity, created, modified, size);
    }

    private static FileStamp of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(Optional.ofNullable(now.fileKey()), now.creationTime(), now.lastModifiedTime(),
                    now.size());
        } catch (IOException e) {
            return NONE;
        }
    }

    /** Whether the file could change once more without a change of its stamp. @param now by the wall clock */
    boolean isYoung(Instant now) {
        return !equals(NONE) && Duration.between(modified.toInstant(), now).abs().compareTo(COARSEST_TIME) < 0;
    }
}
