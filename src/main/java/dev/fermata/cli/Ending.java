package dev.fermata.cli;

import dev.fermata.app.Desktops;
import dev.fermata.platform.posix.HardExit;
import dev.fermata.platform.posix.Signals;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How a run is ended from outside: Ctrl-C, SIGTERM, a closed terminal. Whoever runs waits for
 * {@link #await}, ends, and says so with {@link #done}; then, or after {@link #PATIENCE}, the process
 * is gone. Thread-safe.
 *
 * <p>A JVM makes a thread for each signal and one for each thing to be done at its end, and where no
 * thread can be had any more it hears nothing and does nothing. So the threads are made here, at the
 * beginning, as far as the launcher has made that possible; see {@link Signals}.
 */
final class Ending {
    /** How long the end may take before the process is gone regardless. */
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<Integer> code = new AtomicReference<>();
    /** Kept as long as this process lives. */
    private AutoCloseable withTheSession;

    /** Begins to listen. To be called before anything can be pressed. */
    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
        Signals.await(this::endBySignal);
        withTheSession = Desktops.platform().onEnd(this::end);
    }

    /** Asks for the end, from inside. */
    void ask() {
        asked.countDown();
    }

    /** Waits until somebody asks for the end. */
    void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same, at most so long. Returns whether somebody has asked. */
    boolean await(Duration atMost) {
        return await(asked, atMost);
    }

    /** What the process is to end with; a start that fails has none and ends with one of its own. */
    int code(int exitCode) {
        code.set(exitCode);
        return exitCode;
    }

    /** Everything is released and told. */
    void done() {
        done.countDown();
    }

    private void end() {
        asked.countDown();
        if (!await(done, PATIENCE)) {
            HardExit.now(ExitCode.FAILURE);
        } else if (code.get() != null) {
            Runtime.getRuntime().halt(code.get());
        }
    }

    /** Nobody else ends the process then: a JVM's own way of ending makes threads. */
    private void endBySignal() {
        end();
        // A start that has failed meanwhile says so, and ends by itself.
        await(new CountDownLatch(1), PATIENCE);
        Runtime.getRuntime().halt(ExitCode.FAILURE);
    }

    private static boolean await(CountDownLatch latch, Duration atMost) {
        try {
            return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
