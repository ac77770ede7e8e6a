package dev.fermata.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing above the platforms asks what system this is: they say what they can do. */
class OperatingSystemNameTest {
    private static final Path CODE = Path.of("src/main/java/dev/fermata");

    @Test
    void onlyPlatformsAndUserAskForTheNameOfTheSystem() throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            List<Path> asking = files.filter(file -> file.toString().endsWith(".java"))
                    .map(CODE::relativize)
                    .filter(file -> !file.startsWith("platform") && !file.startsWith("user"))
                    .filter(OperatingSystemNameTest::asks)
                    .toList();
            assertEquals(List.of(), asking);
        }
    }

    private static boolean asks(Path file) {
        try {
            return Files.readString(CODE.resolve(file)).contains("\"os.name\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
