package dev.fermata.user;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.jna.Platform;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JnaSettingsTest {
    private static final String LIBRARY = System.mapLibraryName("jnidispatch");

    @Test
    void jnaFindsItsLibraryInThePrivateCacheWhereItStays() throws Exception {
        JnaSettings.apply();
        String folder = System.getProperty("jna.boot.library.path");
        Path file = Path.of(folder, LIBRARY);
        try (InputStream in = Platform.class.getResourceAsStream(Platform.RESOURCE_PREFIX + "/" + LIBRARY)) {
            assertArrayEquals(in.readAllBytes(), Files.readAllBytes(file));
        }
        assertFalse(PrivateFiles.isOpenToOthers(file));

        System.clearProperty("jna.boot.library.path");
        JnaSettings.apply();
        assertEquals(folder, System.getProperty("jna.boot.library.path"));
    }
}
