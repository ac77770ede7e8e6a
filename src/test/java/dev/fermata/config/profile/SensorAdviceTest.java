package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check says of sensors that are right as they are written and see nothing all the same. */
class SensorAdviceTest {
    private static final String PROFILE = """
            schema = 1
            [priority]
            special = ["space"]
            [[sensor]]
            name = "hp"
            kind = "bar"
            region = [0, 0, 100, 10]
            [[sensor]]
            name = "gold"
            kind = "digits"
            region = [0, 20, 100, 10]
            [[skill]]
            name = "Potion"
            keys = "1"
            when = "hp < 50"
            """;

    @TempDir
    private Path folder;

    private String check(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, PROFILE);
        return ProfileReader.check(file).render().replace(folder + "/", "").replace(folder + "\\", "");
    }

    private void learn(String... looks) throws IOException {
        for (String look : looks) {
            Path file = folder.resolve("looks/mine").resolve(look);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    @Test
    void namesTheSensorNobodyAsksAndWhatWasNotLearnedWithTheCommand() throws IOException {
        assertEquals("""
                My druid.toml:5:8: warning: the sensor 'hp' cannot be read: hp.full.png was not learned
                    5 | name = "hp"
                      |        ^^^^
                      expected: 'fermata learn "My druid" hp' with --full and with --empty
                My druid.toml:9:8: warning: the sensor 'gold' cannot be read: gold.digit-0.png was not learned
                    9 | name = "gold"
                      |        ^^^^^^
                      expected: 'fermata learn "My druid" gold' with --glyphs TEXT, the text that is written there
                My druid.toml:9:8: warning: nothing asks for what the sensor 'gold' sees
                    9 | name = "gold"
                      |        ^^^^^^
                      expected: a skill with a condition, such as when = "gold ..."
                """, check("My druid.toml") + "\n");
    }

    @Test
    void saysWhichDigitsAreMissing() throws IOException {
        learn("hp.full.png", "gold.digit-0.png", "gold.digit-1.png", "gold.digit-2.png", "gold.digit-4.png",
                "gold.digit-5.png", "gold.digit-6.png", "gold.digit-8.png", "gold.digit-9.png");
        assertEquals("""
                mine.toml:5:8: warning: the sensor 'hp' cannot be read: hp.empty.png was not learned
                    5 | name = "hp"
                      |        ^^^^
                      expected: 'fermata learn mine hp' with --empty
                mine.toml:9:8: warning: the sensor 'gold' cannot read every number: it has not learned 3, 7
                    9 | name = "gold"
                      |        ^^^^^^
                      expected: 'fermata learn mine gold' with --glyphs TEXT, the text that is written there
                mine.toml:9:8: warning: nothing asks for what the sensor 'gold' sees
                    9 | name = "gold"
                      |        ^^^^^^
                      expected: a skill with a condition, such as when = "gold ..."
                """, check("mine.toml") + "\n");
    }
}
