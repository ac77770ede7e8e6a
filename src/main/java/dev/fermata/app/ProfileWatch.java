package dev.fermata.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Notices that the profile file was saved, on a thread named {@code profile-watch}. The folder is
 * watched rather than the file, since editors replace files; a burst of changes counts once, when it
 * has been quiet for {@link #QUIET}; a save that changes nothing does not count.
 */
public final class ProfileWatch implements AutoCloseable {
    static final Duration QUIET = Duration.ofMillis(100);

    private final Path file;
    private final Runnable onSaved;
    private final WatchService watch;
    private final Thread thread = new Thread(this::run, "profile-watch");
    private byte[] lastContent;

    /**
     * Begins watching.
     *
     * @param onSaved called on the watching thread; must not throw
     * @throws UncheckedIOException when the folder cannot be watched
     */
    public ProfileWatch(Path file, Runnable onSaved) {
        this.file = file.toAbsolutePath();
        this.onSaved = onSaved;
        try {
            watch = this.file.getFileSystem().newWatchService();
            this.file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            throw new UncheckedIOException("changes of " + file + " cannot be noticed: " + e.getMessage(), e);
        }
        lastContent = content();
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = watch.take();
                do {
                    key.pollEvents();
                    key.reset();
                    key = watch.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
                } while (key != null);
                byte[] content = content();
                if (!Arrays.equals(content, lastContent)) {
                    lastContent = content;
                    onSaved.run();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // Closed: the agent stops.
        }
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
