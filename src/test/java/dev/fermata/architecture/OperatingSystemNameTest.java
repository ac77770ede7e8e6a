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
    /** What is about the user's folders and programs, keyring and sound server, which no desktop knows. */
    private static final List<Path> OF_THE_USER = List.of(Path.of("app/Places.java"), Path.of("app/SpeechEngines.java"),
            Path.of("app/VoiceTrial.java"), Path.of("app/WebBrowser.java"),
            Path.of("app/doctor/SpeechChecks.java"), Path.of("app/service/ServiceHost.java"),
            Path.of("cli/EditCommand.java"), Path.of("secret/SecretStore.java"), Path.of("speak/sound/SoundLines.java"));

    @Test
    void onlyPlatformsAndUserAskForTheNameOfTheSystem() throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            List<Path> asking = files.filter(file -> file.toString().endsWith(".java"))
                    .map(CODE::relativize)
                    .filter(file -> !file.startsWith("platform") && !file.startsWith("user"))
                    .filter(OperatingSystemNameTest::asks)
                    .sorted().toList();
            assertEquals(OF_THE_USER, asking);
        }
    }

    private static boolean asks(Path file) {
        try {
            String text = Files.readString(CODE.resolve(file));
            return text.contains("\"os.name\"") || text.contains("OperatingSystem.current()");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
