package dev.fermata.control.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of profiles for test servers. */
final class TestFolders {
    private TestFolders() {
    }

    /** One with the profile {@code demo} in {@code shipped}. */
    static Path make() {
        try {
            Path folder = Files.createTempDirectory("fermata-test").toRealPath();
            Files.copy(Path.of("profiles", "demo.toml"), Files.createDirectory(folder.resolve("shipped"))
                    .resolve("demo.toml"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes it; idempotent. */
    static void remove(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
