package dev.fermata.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for good: its number, which the system gives to others after its death, together with
 * when it began and in which run of which machine. Immutable.
 *
 * @param boot tells the runs of machines apart; {@value #UNKNOWN} where the system does not tell
 * @param pid the process id
 * @param start when the process began, in the system's own counting
 */
public record ProcessMark(String boot, long pid, long start) {
    private static final String UNKNOWN = "-";
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    /** In /proc/PID/stat, counted after the name, which may have spaces and brackets in it; see proc(5). */
    private static final int STATE = 0;
    private static final int START_TIME = 19;
    /** Dead, and merely not yet asked for by its parent. */
    private static final String DEAD_STATES = "ZXx";

    /** This process. */
    public static ProcessMark ofThisProcess() {
        long pid = ProcessHandle.current().pid();
        return new ProcessMark(thisBoot(), pid, startOf(pid).orElse(0L));
    }

    /** Reads what {@link #toString} wrote; empty when it is something else. */
    public static Optional<ProcessMark> parse(String text) {
        String[] words = text.split(" ");
        try {
            return words.length == 3 && !words[0].isEmpty()
                    ? Optional.of(new ProcessMark(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether it runs, or ran, on this machine since it was switched on; only then {@link #isAlive} can tell. */
    public boolean isOfThisBoot() {
        return boot.equals(thisBoot());
    }

    /** Whether it is seen to run on this machine. A process that has ended and waits for its parent does not. */
    public boolean isAlive() {
        return isOfThisBoot() && startOf(pid).filter(now -> now == start).isPresent();
    }

    @Override
    public String toString() {
        return boot + " " + pid + " " + start;
    }

    private static String thisBoot() {
        try {
            return Files.readString(BOOT_ID, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static Optional<Long> startOf(long pid) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // No /proc, or no such process.
            return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant())
                    .map(start -> start.toEpochMilli());
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length <= START_TIME || DEAD_STATES.contains(fields[STATE])
                ? Optional.empty() : Optional.of(Long.parseLong(fields[START_TIME]));
    }
}
