package dev.fermata.user;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Files and folders for this user's eyes only: folders {@code rwx------}, files {@code rw-------}. What is there
 * already is used only if it is this user's own and no link, so that somebody else, in a folder that several
 * users can write, cannot have us write, empty or believe a file of their choice.
 *
 * <p>Where the system has no such permissions (Windows) links are refused all the same; files then have the
 * permissions of the user's own folders, which other users cannot open. A folder above that others can write
 * must have the sticky bit, as {@code /tmp} has. Thread-safe.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    /** In {@code /tmp} everybody may write, and nobody take away another's files. */
    private static final int STICKY = 01000;
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {
    }

    /**
     * Sees to it that a folder of Fermata's own is there and private; one that is not private yet is made so.
     * Never to be called with a folder that others use as well.
     *
     * @return the folder
     * @throws NotPrivateException when it is a link, another user's, or no folder
     * @throws IOException when it cannot be made
     */
    public static Path folder(Path folder) throws IOException {
        if (Files.notExists(folder, NOFOLLOW_LINKS)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                Files.createDirectories(parent, only(FOLDER));
            }
            try {
                Files.createDirectory(folder, only(FOLDER));
            } catch (FileAlreadyExistsException e) {
                // Somebody was quicker; who, is looked at now.
            }
        }
        if (!requireOurs(folder).isDirectory()) {
            throw new NotPrivateException(folder, "is no folder", "move it away");
        }
        if (CurrentUser.uid().isPresent() && ((Integer) Files.getAttribute(folder, "unix:mode") & STICKY) != 0) {
            throw new NotPrivateException(folder, "is there for several users", "name another one");
        }
        tighten(folder, FOLDER);
        return folder;
    }

    /** Whether {@link #folder} would succeed, as far as can be told without it. Changes nothing. */
    public static boolean canBeOurs(Path folder) {
        try {
            return Files.exists(folder, NOFOLLOW_LINKS) ? requireOurs(folder).isDirectory()
                    : canBeMadeIn(folder.toAbsolutePath().getParent());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean canBeMadeIn(Path parent) {
        Path there = parent;
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isDirectory(there) && Files.isWritable(there);
    }

    /**
     * Opens a file, private from its first moment; one that is there already must be this user's own, and is
     * made private.
     *
     * @param how as for {@link FileChannel#open}, without {@code TRUNCATE_EXISTING}: truncate what this returns
     * @throws NotPrivateException when it is a link or another user's
     * @throws IOException when it cannot be opened
     */
    public static FileChannel open(Path file, OpenOption... how) throws IOException {
        Set<OpenOption> options = new HashSet<>(Set.of(how));
        if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            throw new IllegalArgumentException("it may be another user's file: truncate what this returns");
        }
        options.add(NOFOLLOW_LINKS);
        if (Files.exists(file, NOFOLLOW_LINKS)) {
            requireOurs(file);
        }
        FileChannel channel = FileChannel.open(file, options, only(FILE));
        try {
            // Once more: it may have come in between.
            requireOurs(file);
            tighten(file, FILE);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Opens what the user named for writing: a file is emptied; what is below {@code /dev} or {@code /proc}, such
     * as the shell's {@code >(command)}, is taken as it is. Interrupting a thread that writes does not close it.
     *
     * @throws NotPrivateException when it is a link or another user's
     * @throws IOException when it cannot be opened
     */
    public static OutputStream output(Path file) throws IOException {
        Path whole = file.toAbsolutePath().normalize();
        boolean device = whole.startsWith("/dev") && !whole.startsWith("/dev/shm") || whole.startsWith("/proc");
        if (POSIX && device) {
            return Files.newOutputStream(file, StandardOpenOption.WRITE);
        }
        if (Files.exists(file, NOFOLLOW_LINKS) && requireOurs(file).isOther()) {
            // A pipe, whose reader would take closing for the end.
            return Files.newOutputStream(file, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
        }
        open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
        // Not the channel itself, which an interrupt would close.
        return Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING,
                NOFOLLOW_LINKS);
    }

    /**
     * Writes a file all at once: whoever reads it finds the old content or the new one.
     *
     * @param file in a {@link #folder} of ours
     */
    public static void replace(Path file, String content) throws IOException {
        Path fresh = draft(file, content);
        try {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Writes what a file is to have into another one beside it, for a {@link Files#move}.
     *
     * @return the other one; it is this process's own, and one at a time for each file
     */
    public static Path draft(Path file, String content) throws IOException {
        // Not a temporary file with a random name: the first random number of a process makes a start slow.
        Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(fresh);
        try (FileChannel out = open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        return fresh;
    }

    /**
     * Reads a file that only this user can have written or read.
     *
     * @param limit in bytes
     * @throws NotPrivateException when others may read or write it, or it is a link or another user's
     * @throws IOException when it cannot be read or is larger
     */
    public static String read(Path file, int limit) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, NOFOLLOW_LINKS)) {
            requireOurs(file);
            if (isOpenToOthers(file)) {
                throw new NotPrivateException(file, "can be read or written by other users", "chmod 600 it");
            }
            if (in.size() > limit) {
                throw new IOException(file + " is larger than " + limit + " bytes");
            }
            return new String(Channels.newInputStream(in).readNBytes(limit), StandardCharsets.UTF_8);
        }
    }

    /**
     * Whether others than its user can read or write a file. False where permissions cannot be told.
     *
     * @throws IOException when it cannot be looked at
     */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return POSIX && !FILE.containsAll(withoutExecution(Files.getPosixFilePermissions(file)));
    }

    private static Set<PosixFilePermission> withoutExecution(Set<PosixFilePermission> permissions) {
        Set<PosixFilePermission> rest = new HashSet<>(permissions);
        rest.removeIf(each -> each.name().toLowerCase(Locale.ROOT).endsWith("_execute"));
        return rest;
    }

    /** No link, and this user's own, as far as that can be told. */
    private static BasicFileAttributes requireOurs(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
            throw new NotPrivateException(path, "is a link, and none is followed here",
                    "remove it, or name the place that it leads to");
        }
        OptionalInt us = CurrentUser.uid();
        if (us.isPresent() && !Files.getAttribute(path, "unix:uid", NOFOLLOW_LINKS).equals(us.getAsInt())) {
            throw new NotPrivateException(path, "belongs to another user", "choose another place, or remove it");
        }
        return found;
    }

    private static void tighten(Path path, Set<PosixFilePermission> wanted) throws IOException {
        if (POSIX && !Files.getPosixFilePermissions(path).equals(wanted)) {
            Files.setPosixFilePermissions(path, wanted);
        }
    }

    private static FileAttribute<?>[] only(Set<PosixFilePermission> permissions) {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
