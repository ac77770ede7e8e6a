package dev.fermata.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Who runs this process, by the number that its files and sockets get. Thread-safe. */
final class CurrentUser {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Asked for once; a process does not change its user. */
    private static final class Known {
        private static final OptionalInt UID = find();

        private Known() {
        }
    }

    private CurrentUser() {
    }

    /** The number of the user, as an unsigned one; empty where users have none, as on Windows. */
    static OptionalInt uid() {
        return Known.UID;
    }

    private static OptionalInt find() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            return OptionalInt.empty();
        }
        try {
            return Files.isReadable(STATUS)
                    ? ofStatus(Files.readString(STATUS, StandardCharsets.ISO_8859_1)) : ofFile();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** proc(5): "Uid: real effective saved filesystem"; the last one is what files and sockets get. */
    static OptionalInt ofStatus(String status) {
        return status.lines().filter(line -> line.startsWith("Uid:")).map(line -> line.split("\\s+"))
                .filter(ids -> ids.length == 5)
                .mapToInt(ids -> Integer.parseUnsignedInt(ids[4])).findFirst();
    }

    /** Without such a system: whose a file is that this process makes. */
    private static OptionalInt ofFile() throws IOException {
        Path file = Files.createTempFile("fermata", "");
        try {
            return OptionalInt.of((Integer) Files.getAttribute(file, "unix:uid"));
        } finally {
            Files.delete(file);
        }
    }
}
