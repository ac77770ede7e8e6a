package dev.fermata.control.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * When a process began, in a form that stays the same as long as it lives and that no later process of its
 * number has. Not its wall-clock time where there is something better: a clock that is set right after a
 * login moves the start of every process that Linux tells.
 */
final class ProcessStart {
    private static final Path PROCESSES = Path.of("/proc");
    /** Tells one start of the machine from another; the ticks begin anew with each. */
    private static final Path BOOT = PROCESSES.resolve("sys/kernel/random/boot_id");
    /** {@code starttime} in proc_pid_stat(5), counted from the field after the name, which may be anything. */
    private static final int START_TICKS = 19;

    private ProcessStart() {
    }

    /** Empty when it cannot be told, or there is no such process. */
    static String of(long pid) {
        try {
            String stat = Files.readString(PROCESSES.resolve(Long.toString(pid)).resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[START_TICKS] + "@" + Files.readString(BOOT).strip();
        } catch (IOException | IndexOutOfBoundsException e) {
            // Not Linux: elsewhere the wall-clock time of a start is kept with the process.
            return Files.exists(BOOT) ? "" : ProcessHandle.of(pid).flatMap(process -> process.info().startInstant())
                    .map(start -> Long.toString(start.toEpochMilli())).orElse("");
        }
    }
}
