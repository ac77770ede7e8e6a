package dev.fermata.control;

import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Studios for tests. */
public final class Studios {
    private Studios() {
    }

    /** Where nobody works on profiles. */
    public static Supplier<Studio> none() {
        return () -> {
            throw new IllegalStateException("nobody works on profiles here");
        };
    }

    /** For where nobody looks at what would be played. */
    public static Preview noPreview() {
        return (profile, time, holds) -> {
            throw new IllegalStateException("nobody looks at what would be played here");
        };
    }

    /** With folders that need not be there, and nothing that plays. */
    public static Supplier<Studio> of(Path own, Path shipped, Preview preview) {
        return () -> new Studio(new ProfileLibrary(List.of(own, shipped)), new ProfileStore(own), Optional::empty,
                () -> Instant.parse("2026-03-01T20:15:30.123Z"), preview);
    }
}
