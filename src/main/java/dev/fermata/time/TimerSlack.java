package dev.fermata.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Linux delays the end of every timed sleep by up to 50 µs, so that several can end together. A thread
 * may ask for exact ends for itself, without any right. Other systems know nothing of the kind.
 */
final class TimerSlack {
    private static final Path PROCESSES = Path.of("/proc");
    /** 0 would mean the default. */
    private static final String LEAST_NANOS = "1";

    private TimerSlack() {
    }

    /** Has the calling thread woken when it asked to be, where the system lets it; else does nothing. */
    static void removeForThisThread() {
        try {
            // A link such as 1234/task/1240, whose last part is the thread's own number.
            Path self = Files.readSymbolicLink(PROCESSES.resolve("thread-self"));
            Files.writeString(PROCESSES.resolve(self.getFileName()).resolve("timerslack_ns"), LEAST_NANOS);
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return; // not Linux, or not allowed: sleeps end a little late, and everything still works
        }
    }
}
