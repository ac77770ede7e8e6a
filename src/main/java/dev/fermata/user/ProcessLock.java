package dev.fermata.user;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Has changes of this user's files made one at a time, whichever of their processes makes them. Ends with the process,
 * however that ends. Thread-safe.
 */
public final class ProcessLock {
    /** Within a process a lock of the system counts for nothing. */
    private static final Object THREADS = new Object();

    private ProcessLock() {
    }

    /** What is done meanwhile. */
    public interface Change<T> {
        /** Does it. */
        T make() throws IOException;
    }

    /**
     * Waits until nobody else has the lock, and makes a change.
     *
     * @param folder Fermata's own, in which the file of the lock is; made if missing
     * @param name of that file
     * @throws IOException when there is no lock to be had, or the change throws one
     */
    public static <T> T during(Path folder, String name, Change<T> change) throws IOException {
        synchronized (THREADS) {
            try (FileChannel channel = PrivateFiles.open(PrivateFiles.folder(folder).resolve(name),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                return change.make();
            }
        }
    }
}
