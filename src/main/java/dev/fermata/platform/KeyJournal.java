package dev.fermata.platform;

import dev.fermata.model.Key;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys that this process has down, in a file that outlives it however it dies: whoever comes
 * after can release what is left. It names the process, so that nobody takes the keys of one that
 * lives for left, and has one character a key, {@code 1} while it is down.
 *
 * <p>The file is mapped into memory: to note a key costs no call of the system, and the note is there
 * from that moment, for the memory is the system's and not the process's. Keys are noted by one
 * thread at a time; the rest is thread-safe.
 */
public final class KeyJournal {
    private static final String TITLE = "Keys that fermata has down, for 'fermata release'";
    private static final String AGENT = "agent ";
    private static final String KEYS = "keys ";
    private static final String PREFIX = "pressed-";
    private static final String SUFFIX = ".journal";
    private static final byte DOWN = '1';
    private static final byte UP = '0';
    /** Far more than any journal has. */
    private static final int MOST_BYTES = 16_384;
    /** So many journals of dead agents stay, each for its own display; older ones are deleted. */
    private static final int MOST_LEFT = 16;

    private volatile Path file;
    private volatile MappedByteBuffer slots;

    /**
     * What a journal says.
     *
     * @param agent whose keys they are
     * @param down what it had down when it was read
     */
    public record Content(ProcessMark agent, Set<Key> down) {
    }

    /** Until {@link #begin} nothing is kept. */
    public KeyJournal() {
        // nothing to prepare
    }

    /**
     * Begins an empty journal of this process, and deletes those that nobody needs any more.
     *
     * @param folder made if missing
     * @return the file
     * @throws IOException when it cannot be written
     */
    public Path begin(Path folder, ProcessMark self) throws IOException {
        PrivateFiles.folder(folder);
        deleteOld(folder);
        // The launcher looks for it under this name (scripts/packaging/watch).
        Path made = folder.toAbsolutePath().resolve(PREFIX + self.pid() + SUFFIX);
        byte[] head = (TITLE + "\n" + AGENT + self + "\n"
                + Arrays.stream(Key.values()).map(Key::id).collect(Collectors.joining(" ", KEYS, "\n")))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + Key.values().length);
        Arrays.fill(whole, head.length, whole.length, UP);
        Files.deleteIfExists(made);
        try (FileChannel channel = PrivateFiles.open(made, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // Written before it is mapped: memory that the disk has no room for would end the process.
            ByteBuffer left = ByteBuffer.wrap(whole);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            slots = channel.map(FileChannel.MapMode.READ_WRITE, head.length, Key.values().length);
        }
        file = made;
        return made;
    }

    /** Notes that a key is about to go down. */
    public void down(Key key) {
        note(key, DOWN);
    }

    /** Notes that a key has gone up. */
    public void up(Key key) {
        note(key, UP);
    }

    private void note(Key key, byte state) {
        MappedByteBuffer mapped = slots;
        if (mapped == null) {
            return;
        }
        try {
            mapped.put(key.ordinal(), state);
        } catch (InternalError e) {
            // The file was cut or its disk has failed. The key matters more than the note.
            slots = null;
        }
    }

    /** Ends the journal. The file stays if a key is still down, for whoever comes after; idempotent. */
    public void end() {
        MappedByteBuffer mapped = slots;
        slots = null;
        boolean left = false;
        for (int i = 0; mapped != null && i < mapped.limit(); i++) {
            left |= mapped.get(i) == DOWN;
        }
        if (!left) {
            delete();
        }
    }

    /** Ends the journal of a desktop that is not there any more, and all its keys with it; idempotent. */
    public void delete() {
        slots = null;
        Path ended = file;
        if (ended != null) {
            delete(ended);
        }
    }

    /** Deletes a journal that is not needed any more, if that can be done. */
    public static void delete(Path journal) {
        try {
            Files.deleteIfExists(journal);
        } catch (IOException e) {
            return; // It names a dead process and is passed over.
        }
    }

    /** Whether there is a file to be deleted yet: {@link #end} has left it, or has not been called. */
    public boolean isKept() {
        return file != null && Files.exists(file);
    }

    /** Reads a journal, of whatever version. Empty when there is none, or it is not one of this user's. */
    public static Optional<Content> read(Path journal) {
        try {
            // Nothing else is opened: what names the file may be wrong, and a pipe would keep us waiting.
            return Files.isRegularFile(journal, LinkOption.NOFOLLOW_LINKS)
                    ? parse(PrivateFiles.read(journal, MOST_BYTES)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Content> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 4 || !lines.get(1).startsWith(AGENT) || !lines.get(2).startsWith(KEYS)) {
            return Optional.empty();
        }
        String[] names = lines.get(2).substring(KEYS.length()).split(" ");
        String states = lines.get(3);
        Set<Key> down = EnumSet.noneOf(Key.class);
        for (int i = 0; i < Math.min(names.length, states.length()); i++) {
            if (states.charAt(i) == DOWN) {
                Key.find(names[i]).ifPresent(down::add);
            }
        }
        return ProcessMark.parse(lines.get(1).substring(AGENT.length())).map(agent -> new Content(agent, down));
    }

    private static void deleteOld(Path folder) throws IOException {
        Map<Path, Long> left = new HashMap<>();
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path journal : journals) {
                Optional<Content> content = read(journal);
                if (content.isEmpty() || content.get().agent().isAlive()) {
                    continue;
                }
                if (content.get().down().isEmpty() || !content.get().agent().isOfThisBoot()) {
                    delete(journal);
                } else {
                    left.put(journal, Files.getLastModifiedTime(journal, LinkOption.NOFOLLOW_LINKS).toMillis());
                }
            }
        }
        List<Path> oldestFirst = new ArrayList<>(left.keySet());
        oldestFirst.sort(Comparator.comparing(left::get));
        oldestFirst.stream().limit(Math.max(0, left.size() - MOST_LEFT)).forEach(KeyJournal::delete);
    }
}
