package dev.fermata.control.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many file descriptors this process may still open: on Linux from {@code /proc} (proc(5)), elsewhere
 * unknown. Connections must leave some for a profile that is saved, a log and whatever else comes.
 */
final class Descriptors {
    /** What the rest of the program may come to need at a time. */
    static final int RESERVED = 16;
    /** With fewer connections the service would be of no use. */
    static final int FEWEST_CONNECTIONS = 8;

    private static final Pattern MOST = Pattern.compile("Max open files\\s+(\\d+)");

    private Descriptors() {
    }

    /** How many connections there may be, where so many are wanted. */
    static int connections(int wanted) {
        return connections(wanted, free(Path.of("/proc/self")));
    }

    static int connections(int wanted, OptionalInt free) {
        if (free.isEmpty()) {
            return wanted;
        }
        return Math.min(wanted, Math.max(FEWEST_CONNECTIONS, free.getAsInt() - RESERVED));
    }

    /** @param process its folder in {@code /proc} */
    static OptionalInt free(Path process) {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            Matcher most = MOST.matcher(Files.readString(process.resolve("limits")));
            return most.find() ? OptionalInt.of((int) (Long.parseLong(most.group(1)) - open.count()))
                    : OptionalInt.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
