package dev.fermata.config.profile;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.NotDoneException.Why;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user's own profiles, to be written by programs. A name is that of a file in the folder, so none leads out of it;
 * what is a link there is read and never written. A file is replaced all at once, and only while it is what its writer
 * has read, which is looked at last of all. Thread-safe; one lock is kept for a whole change, so that of two at once
 * the second sees what the first has written.
 */
public final class ProfileStore {
    /** How many deleted profiles are kept; the oldest goes. */
    static final int MOST_TRASHED = 100;

    private static final String TRASH = ".trash";
    private static final Pattern TRASHED = Pattern.compile("(\\d{1,15})\\.(.+)\\.toml");

    private final Path folder;
    private final Object changing = new Object();

    /** @param folder is made when something is written */
    public ProfileStore(Path folder) {
        this.folder = folder;
    }

    /**
     * A profile's file as it was read.
     *
     * @param version tells two contents of a file from each other
     */
    public record Stored(String name, Path file, String text, String version) {
        static Stored of(String name, Path file, String text) {
            return new Stored(name, file, text, versionOf(text));
        }
    }

    /** A deleted profile. @param id what it is restored by */
    public record Trashed(String id, String name, Instant deleted) {
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /** The file of that name; empty for what is none in the folder. */
    public Optional<Path> find(String name) throws NotDoneException {
        return ProfileFiles.list(folder).stream().filter(file -> ProfileFiles.nameOf(file).equals(name)).findFirst();
    }

    /** Why a file of the folder is not written; empty if it is. */
    public static Optional<String> whyNot(Path file) {
        return Files.isSymbolicLink(file) ? Optional.of("this is a link to another file")
                : Files.isRegularFile(file) ? Optional.empty() : Optional.of("this is not an ordinary file");
    }

    /** Reads any profile's file. */
    public static Stored read(String name, Path file) throws NotDoneException {
        ProfileText read = ProfileFile.load(file);
        if (read.text().isEmpty()) {
            throw new NotDoneException(Why.UNREADABLE, read.problem().orElseThrow().headline());
        }
        return Stored.of(name, file, read.text().get());
    }

    /** Where a new profile would be. @throws NotDoneException if it cannot be called that, or there is one */
    public Path vacant(String name) throws NotDoneException {
        if (!NewProfile.isName(name)) {
            throw new NotDoneException(Why.BAD_NAME, "no profile can be called that");
        }
        for (Path file : ProfileFiles.list(folder)) {
            if (ProfileFiles.nameOf(file).equalsIgnoreCase(name)) {
                throw exists(ProfileFiles.nameOf(file));
            }
        }
        return folder.resolve(name + ProfileFiles.SUFFIX);
    }

    /** Writes a new profile, and the schema that its first line may name. */
    public Stored create(String name, String text) throws NotDoneException {
        synchronized (changing) {
            Path file = vacant(name);
            return change(() -> {
                Files.createDirectories(folder);
                PrivateFiles.replace(folder.resolve(ProfileJsonSchema.FILE_NAME), ProfileJsonSchema.text());
                Path draft = ProfileFiles.draft(file, text);
                try {
                    ProfileFiles.moveWithoutReplacing(draft, file);
                } finally {
                    Files.deleteIfExists(draft);
                }
                return Stored.of(name, file, text);
            });
        }
    }

    /** Writes a profile anew. @param version that which the writer has read */
    public Stored save(String name, String text, String version) throws NotDoneException {
        synchronized (changing) {
            Path file = editable(name);
            return change(() -> {
                Path draft = ProfileFiles.draft(file, text);
                try {
                    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                        Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
                    }
                    requireVersion(name, file, version);
                    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(draft);
                }
                return Stored.of(name, file, text);
            });
        }
    }

    /** Calls a profile something else. */
    public Stored rename(String name, String to, String version) throws NotDoneException {
        synchronized (changing) {
            Path file = editable(name);
            boolean sameButCapitals = name.equalsIgnoreCase(to) && NewProfile.isName(to);
            Path target = sameButCapitals ? folder.resolve(to + ProfileFiles.SUFFIX) : vacant(to);
            return change(() -> {
                Stored stored = requireVersion(name, file, version);
                if (sameButCapitals) {
                    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    ProfileFiles.moveWithoutReplacing(file, target);
                }
                return Stored.of(to, target, stored.text());
            });
        }
    }

    /** Moves a profile to the trash. @return what it is restored by */
    public String delete(String name, String version, Instant now) throws NotDoneException {
        synchronized (changing) {
            Path file = editable(name);
            return change(() -> {
                requireVersion(name, file, version);
                Files.createDirectories(trash());
                List<Trashed> there = trashed();
                long id = Math.max(now.toEpochMilli(),
                        there.isEmpty() ? 0 : there.get(0).deleted().toEpochMilli() + 1);
                ProfileFiles.moveWithoutReplacing(file, trash().resolve(id + "." + name + ProfileFiles.SUFFIX));
                for (Trashed old : there.subList(Math.min(there.size(), MOST_TRASHED - 1), there.size())) {
                    Files.deleteIfExists(fileOf(old));
                }
                return Long.toString(id);
            });
        }
    }

    /** Gets a deleted profile back. */
    public Stored restore(String id) throws NotDoneException {
        synchronized (changing) {
            Trashed found = trashed().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow(() ->
                    new NotDoneException(Why.UNKNOWN_TRASH, "nothing in the trash is called that"));
            Path file = vacant(found.name());
            return change(() -> {
                ProfileFiles.moveWithoutReplacing(fileOf(found), file);
                return read(found.name(), file);
            });
        }
    }

    /** What has been deleted, the last first. */
    public List<Trashed> trashed() throws NotDoneException {
        List<Trashed> found = new ArrayList<>();
        if (Files.isDirectory(folder.resolve(TRASH), LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : ProfileFiles.list(folder.resolve(TRASH))) {
                Matcher name = TRASHED.matcher(file.getFileName().toString());
                if (name.matches() && whyNot(file).isEmpty()) {
                    found.add(new Trashed(name.group(1), name.group(2),
                            Instant.ofEpochMilli(Long.parseLong(name.group(1)))));
                }
            }
        }
        found.sort(Comparator.comparing(Trashed::deleted).reversed());
        return found;
    }

    private Path fileOf(Trashed trashed) throws IOException {
        return trash().resolve(trashed.id() + "." + trashed.name() + ProfileFiles.SUFFIX);
    }

    private Path trash() throws IOException {
        Path trash = folder.resolve(TRASH);
        if (Files.isSymbolicLink(trash)) {
            throw new IOException(trash + " is a link, and none is followed here");
        }
        return trash;
    }

    /** What is to be done to files; under the lock. */
    private interface Change<T> {
        T make() throws IOException, NotDoneException;
    }

    @GuardedBy("changing")
    private <T> T change(Change<T> change) throws NotDoneException {
        try {
            return change.make();
        } catch (FileAlreadyExistsException e) {
            throw e.getFile().endsWith(ProfileFiles.SUFFIX)
                    ? exists(ProfileFiles.nameOf(Path.of(e.getFile()))) : ProfileFiles.system(e);
        } catch (IOException e) {
            throw ProfileFiles.system(e);
        }
    }

    private Path editable(String name) throws NotDoneException {
        Path file = find(name).orElseThrow(() -> new NotDoneException(Why.UNKNOWN, "you have no profile of this name"));
        Optional<String> whyNot = whyNot(file);
        if (whyNot.isPresent()) {
            throw new NotDoneException(Why.NOT_EDITABLE, whyNot.get());
        }
        return file;
    }

    private static Stored requireVersion(String name, Path file, String version) throws NotDoneException {
        Stored there = read(name, file);
        if (!there.version().equals(version)) {
            throw NotDoneException.changed(there);
        }
        return there;
    }

    private static NotDoneException exists(String name) {
        return new NotDoneException(Why.EXISTS, "there is a profile called '" + name + "' already");
    }

    private static String versionOf(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, hash.length / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
