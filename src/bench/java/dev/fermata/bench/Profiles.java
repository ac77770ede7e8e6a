package dev.fermata.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Profiles made for one measure, and copies of the example. */
final class Profiles {
    private Profiles() {
    }

    /** A profile of that body in a file of its own. */
    static Path of(String body) throws IOException {
        return Files.writeString(Files.createTempFile("bench", ".toml"), "schema = 1\nname = \"bench\"\n" + body);
    }

    /** The example profile; without what plays through holds if wanted. */
    static Path example(boolean withSkillsThroughHolds) throws IOException {
        String text = Files.readString(Path.of("profiles", "arpg.toml"));
        String kept = withSkillsThroughHolds ? text : text.replaceAll("(?m)^during_hold.*$", "");
        return Files.writeString(Files.createTempFile("example", ".toml"), kept);
    }
}
