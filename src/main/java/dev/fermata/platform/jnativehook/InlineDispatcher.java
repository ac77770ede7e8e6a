package dev.fermata.platform.jnativehook;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs JNativeHook's events on the native thread that brings them: no queue, no second thread, and
 * the only way in which an event can be consumed. It cannot be shut down, because JNativeHook shuts
 * its dispatcher down on every registration and would silently drop all events afterwards; it waits
 * for {@link #isTerminated} meanwhile.
 */
final class InlineDispatcher extends AbstractExecutorService {
    @Override
    public void execute(Runnable event) {
        event.run();
    }

    @Override
    public void shutdown() {
        // see above
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return true;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
