package dev.fermata.platform.x11;

import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks the suppressor's thread for other grabs than there are, or only for an answer when no press waits for one.
 *
 * @param change makes the change, on that thread; returns the keys that are grabbed then
 * @param granted the managed ones among them
 */
record GrabRequest(Supplier<Set<Key>> change, CompletableFuture<Set<Key>> granted) {

    /** One that is not granted yet. */
    static GrabRequest of(Supplier<Set<Key>> change) {
        return new GrabRequest(change, new CompletableFuture<>());
    }

    /** Nobody will grant it any more. */
    void refuse() {
        granted.completeExceptionally(new DesktopException("suppression has ended"));
    }

    /**
     * Waits until it is granted.
     *
     * @param server what to call it in messages
     * @throws DesktopException when it was refused, or not answered in that time; then it is taken back
     */
    Set<Key> await(long patienceMillis, String server) {
        try {
            return granted.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new DesktopException("suppressing keys failed: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            granted.cancel(false);
            throw new DesktopException(server + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DesktopException("interrupted while changing suppressed keys", e);
        }
    }
}
