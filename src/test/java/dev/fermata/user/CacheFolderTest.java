package dev.fermata.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CacheFolderTest {
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsTheEnvironmentAndElseTheHomeFolder() {
        Path home = Path.of("/home/player");
        assertEquals(Path.of("/var/cache/player/fermata"),
                CacheFolder.of(Map.of("XDG_CACHE_HOME", "/var/cache/player"), home));
        assertEquals(Path.of("/home/player/.cache/fermata"),
                CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), home));
    }
}
