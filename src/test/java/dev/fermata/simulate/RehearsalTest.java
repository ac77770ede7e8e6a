package dev.fermata.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RehearsalTest {
    static List<Profile> profiles() throws IOException {
        List<Profile> profiles = new ArrayList<>();
        try (Stream<Path> shipped = Files.list(Path.of("profiles"))) {
            shipped.sorted().forEach(file -> profiles.add(ProfileReader.read(file).profile().orElseThrow()));
        }
        profiles.add(ProfileReader.parse("none.toml", """
                schema = 1
                name = "None"
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1s"
                """).profile().orElseThrow());
        return profiles;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyProfileCanBeRehearsed(Profile profile) {
        boolean hasPriorityKeys = !profile.priority().special().isEmpty() || !profile.priority().managed().isEmpty();
        assertEquals(hasPriorityKeys ? Rehearsal.HOLDS : 0, Rehearsal.of(profile));
    }
}
