package dev.fermata.speak.keep;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.Clock;
import dev.fermata.user.NotPrivateException;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sounds in files of this user's own, one each, found by a key. A file is there whole or not at all; one that is
 * damaged is taken away and counts as none. When they use too much room those go that were used least lately, and
 * what was not used for long goes too: a file's time is when it was last used, and nothing else is noted anywhere.
 * Several processes may share a folder. Any thread.
 *
 * <p>Nothing here fails: where files cannot be written or read, nothing is kept, and that is told.
 */
public final class KeptSounds {
    /** Ends the name of what is being written. */
    static final String DRAFT = ".tmp";
    private static final String SOUND = ".wav";
    /** Others may keep sounds in the same folder meanwhile. */
    private static final int SWEPT_EVERY = 50;
    /** One sound takes no more than this part of the room. */
    private static final int PART = 4;
    private static final int MOST_TOLD = 20;

    /** Finds the folder; asked when the first sound is looked for. */
    @FunctionalInterface
    public interface Folder {
        /** @throws IOException when there is no place for it */
        Path find() throws IOException;
    }

    private final Folder folder;
    private final long most;
    private final Duration age;
    private final Clock clock;
    private final Consumer<String> tell;
    private final AtomicLong drafts = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    @GuardedBy("this")
    private Path found;
    @GuardedBy("this")
    private long room;
    @GuardedBy("this")
    private int keptSince = SWEPT_EVERY;

    /**
     * Opens nothing yet.
     *
     * @param most bytes that all files may use
     * @param age how long one stays that nobody uses
     * @param tell told, for people and once each, why nothing is kept; any thread
     */
    public KeptSounds(Folder folder, long most, Duration age, Clock clock, Consumer<String> tell) {
        this.folder = folder;
        this.most = most;
        this.age = age;
        this.clock = clock;
        this.tell = tell;
    }

    /** How often a sound was looked for that was not kept. */
    public long misses() {
        return misses.get();
    }

    /** How often a sound could not be kept, or not be looked for. */
    public long failures() {
        return failures.get();
    }

    /**
     * The sound that was kept under a key.
     *
     * @throws InterruptedException when the thread was interrupted meanwhile
     */
    Optional<Sound> find(String key) throws InterruptedException {
        try {
            Path file = folder().resolve(key + SOUND);
            Optional<Sound> sound = KeptFile.read(bytes(file));
            if (sound.isPresent()) {
                used(file);
                return sound;
            }
            Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            // That is the usual case.
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (IOException e) {
            fail(e);
        }
        misses.incrementAndGet();
        return Optional.empty();
    }

    /** A sound whose file cannot be told of it is heard all the same; it only goes sooner. */
    private void used(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.wallTime(clock.nanos())));
        } catch (NoSuchFileException e) {
            // Another agent has just swept it away.
        } catch (IOException e) {
            fail(e);
        }
    }

    private byte[] bytes(Path file) throws IOException {
        try (FileChannel in = PrivateFiles.open(file, StandardOpenOption.READ)) {
            // One that is larger was not written here.
            return in.size() > most ? new byte[0] : Channels.newInputStream(in).readAllBytes();
        }
    }

    private static InterruptedException interrupted() {
        Thread.interrupted(); // the exception says it now
        return new InterruptedException();
    }

    /**
     * Keeps a sound.
     *
     * @throws InterruptedException when the thread was interrupted meanwhile; the sound may not be kept then
     */
    void keep(String key, Sound sound) throws InterruptedException {
        byte[] content = KeptFile.of(sound);
        if (content.length > most / PART) {
            return;
        }
        try {
            Path home = folder();
            write(home, home.resolve(key + SOUND), content);
            if (isToBeSwept(content.length)) {
                long left = new Sweep(home, SOUND, DRAFT).make(most, clock.wallTime(clock.nanos()), age);
                synchronized (this) {
                    room = left;
                }
            }
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (IOException e) {
            fail(e);
        }
    }

    private void write(Path home, Path file, byte[] content) throws IOException {
        Path draft = home.resolve(file.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + drafts.incrementAndGet() + DRAFT);
        try {
            // A process of the same number may have left one.
            Files.deleteIfExists(draft);
            try (FileChannel out = PrivateFiles.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            Files.setLastModifiedTime(draft, FileTime.from(clock.wallTime(clock.nanos())));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private synchronized boolean isToBeSwept(int added) {
        room -= added;
        keptSince++;
        if (room >= 0 && keptSince <= SWEPT_EVERY) {
            return false;
        }
        keptSince = 0;
        return true;
    }

    private synchronized Path folder() throws IOException {
        if (found == null || !Files.isDirectory(found)) {
            found = PrivateFiles.folder(folder.find());
        }
        return found;
    }

    private void fail(IOException e) {
        boolean forPeople = e instanceof NotPrivateException || e.getClass() == IOException.class;
        String why = forPeople ? e.getMessage() : e.toString();
        failures.incrementAndGet();
        if (told.size() < MOST_TOLD && told.add(e.getClass().getName())) {
            tell.accept("sounds are not kept: " + why);
        }
    }
}
