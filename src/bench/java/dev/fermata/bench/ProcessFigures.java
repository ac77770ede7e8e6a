package dev.fermata.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the system itself accounts to a process (Linux, {@code /proc}): a watch from outside that costs
 * the process nothing.
 *
 * @param cpuSeconds user and system time of all threads so far
 * @param wakes of each thread, how often it has gone to sleep of its own accord, by its id and name
 */
record ProcessFigures(double cpuSeconds, Map<String, Long> wakes, double residentMegabytes, int threads, int files) {
    /** USER_HZ, 100 on every Linux since long. */
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int STIME = 12;

    static ProcessFigures of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(process.resolve("stat"));
            // The name before it is in brackets and may contain anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double cpu = (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
            return new ProcessFigures(cpu, wakes(process.resolve("task")),
                    number(process.resolve("status"), "VmRSS:") / 1024.0,
                    (int) number(process.resolve("status"), "Threads:"), entries(process.resolve("fd")));
        } catch (IOException e) {
            throw new UncheckedIOException("the figures of process " + pid + " cannot be read", e);
        }
    }

    private static Map<String, Long> wakes(Path tasks) throws IOException {
        Map<String, Long> wakes = new TreeMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                try {
                    String name = Files.readString(thread.resolve("comm")).strip();
                    wakes.put(thread.getFileName() + " " + name,
                            number(thread.resolve("status"), "voluntary_ctxt_switches:"));
                } catch (NoSuchFileException ended) {
                    continue; // a thread that ended while we looked
                }
            }
        }
        return wakes;
    }

    private static long number(Path file, String field) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> line.startsWith(field))
                .map(line -> Long.parseLong(line.substring(field.length()).strip().split(" ")[0]))
                .findFirst().orElse(0L);
    }

    private static int entries(Path folder) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path ignored : all) {
                count++;
            }
        }
        return count;
    }

    /** How often the thread of that name went to sleep between an earlier look and this one. */
    long wakesSince(ProcessFigures earlier, String name) {
        return wakes.entrySet().stream().filter(thread -> thread.getKey().endsWith(name))
                .mapToLong(thread -> thread.getValue() - earlier.wakes.getOrDefault(thread.getKey(), 0L)).sum();
    }

    /** The same of all threads that are still there. */
    long wakesSince(ProcessFigures earlier) {
        return wakesSince(earlier, "");
    }
}
