package dev.fermata.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where programs that are measured keep their files: with the other things that a build makes. */
final class Scratch {
    private static final Path ALL = Path.of("target", "bench", "runs");

    private Scratch() {
    }

    /** A new folder. */
    static Path folder(String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(ALL), name).toAbsolutePath();
    }
}
