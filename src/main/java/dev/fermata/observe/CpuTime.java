package dev.fermata.observe;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/** How much processor time this process has used. */
@FunctionalInterface
interface CpuTime {
    /** Nanoseconds of all threads since the process began; empty when the platform does not tell. */
    OptionalLong nanos();

    /**
     * The platform's own figure. On Linux one read of a file kept open, in steps of 10 ms; elsewhere
     * through {@link ProcessHandle}, which on Linux would look up the user's name each time. Neither
     * loads the management classes, which cost more than all of the monitoring.
     */
    static CpuTime ofThisProcess() {
        try {
            return new ProcStat(new RandomAccessFile("/proc/self/stat", "r"));
        } catch (IOException e) {
            // Not Linux.
            return () -> ProcessHandle.current().info().totalCpuDuration()
                    .map(time -> OptionalLong.of(time.toNanos())).orElse(OptionalLong.empty());
        }
    }

    /** Reads {@code utime} and {@code stime} of {@code /proc/self/stat}; see proc(5). */
    final class ProcStat implements CpuTime {
        /** The kernel tells user space ticks of 1/100 s on every architecture Java runs on. */
        private static final long TICK_NANOS = Duration.ofMillis(10).toNanos();
        /** Counted from the field after the command name, which ends with the last parenthesis. */
        private static final int UTIME = 11;

        @GuardedBy("this")
        private final RandomAccessFile file;
        @GuardedBy("this")
        private final byte[] buffer = new byte[1024];

        /** @param file kept open as long as the process lives */
        ProcStat(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public synchronized OptionalLong nanos() {
            try {
                file.seek(0);
                int length = file.read(buffer);
                return parse(new String(buffer, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                return OptionalLong.empty();
            }
        }

        static OptionalLong parse(String line) {
            String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
            if (fields.length <= UTIME + 1) {
                return OptionalLong.empty();
            }
            try {
                return OptionalLong.of(
                        (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) * TICK_NANOS);
            } catch (NumberFormatException e) {
                return OptionalLong.empty();
            }
        }
    }
}
