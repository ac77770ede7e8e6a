package dev.fermata.app;

import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Sees to it that only one agent works on a desktop: two would take each other's keys for the
 * player's. A file lock, which the system ends with the process however it dies.
 */
public final class SingleInstance implements AutoCloseable {
    private final FileChannel channel;

    private SingleInstance(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of one desktop.
     *
     * @param folder where the lock file is kept; made if missing
     * @param desktop tells desktops apart, e.g. the display's name
     * @return empty when another agent has it; {@link #holder} then says which
     * @throws UncheckedIOException when the folder cannot be written
     */
    public static Optional<SingleInstance> acquire(Path folder, String desktop) {
        try {
            PrivateFiles.folder(folder);
            Path file = file(folder, desktop);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && PrivateFiles.isOpenToOthers(file)) {
                // Left by a version that made it readable: somebody else may have it open, and locked.
                Files.delete(file);
            }
            FileChannel channel = PrivateFiles.open(file,
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid())
                    .getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new SingleInstance(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + ", which keeps a second agent from starting,"
                    + " cannot be written (" + e.getMessage() + "); set XDG_RUNTIME_DIR to a folder that can", e);
        }
    }

    /** The process id of the agent that has the lock, as far as it can be read. */
    public static Optional<String> holder(Path folder, String desktop) {
        try {
            String pid = Files.readString(file(folder, desktop)).strip();
            return pid.isEmpty() ? Optional.empty() : Optional.of(pid);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path folder, String desktop) {
        return folder.resolve("agent-" + desktop.replaceAll("[^A-Za-z0-9.]+", "_") + ".lock");
    }
}
