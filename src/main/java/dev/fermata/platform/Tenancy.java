package dev.fermata.platform;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sees to it that one agent works on a desktop: two would take each other's keys for the player's.
 * It ends with the process, however that dies. Called by one thread at a time.
 */
public interface Tenancy extends AutoCloseable {
    /**
     * Somebody else who works here.
     *
     * @param pid the process, if it can be told
     */
    record Other(OptionalLong pid) {
    }

    /**
     * Makes this process the desktop's agent until {@link #close}. Call once.
     *
     * @param folder for what is to be found after this process has died; made if missing
     * @return who is it already; empty when this process is now
     * @throws UncheckedIOException when the folder cannot be written
     * @throws DesktopException when the desktop refuses
     */
    Optional<Other> take(Path folder);

    /**
     * Who works here now, without changing that.
     *
     * @param folder as for {@link #take}
     * @throws UncheckedIOException when the folder cannot be written
     * @throws DesktopException when the desktop refuses
     */
    Optional<Other> other(Path folder);

    /** Leaves the desktop to the next one; idempotent. */
    @Override
    void close();
}
