package dev.fermata.platform.jnativehook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CachedLibraryLocatorTest {
    @TempDir
    Path temp;
    private Path cache;

    @BeforeEach
    void name() {
        cache = temp.resolve("fermata");
    }

    @Test
    void extractsTheLibraryOfThisMachineOnce() throws Exception {
        byte[] library = CachedLibraryLocator.library();
        Path file = CachedLibraryLocator.extract(library, cache);
        assertArrayEquals(library, Files.readAllBytes(file));
        var firstWritten = Files.getLastModifiedTime(file);
        assertEquals(file, CachedLibraryLocator.extract(library, cache));
        assertEquals(firstWritten, Files.getLastModifiedTime(file));
    }

    @Test
    void replacesATruncatedOrForeignFile() throws Exception {
        byte[] library = {1, 2, 3, 4};
        Path file = CachedLibraryLocator.extract(library, cache);
        Files.write(file, new byte[] {1, 2});
        CachedLibraryLocator.extract(library, cache);
        assertArrayEquals(library, Files.readAllBytes(file));
    }

    @Test
    void differentContentsLiveInDifferentFolders() throws Exception {
        assertNotEquals(CachedLibraryLocator.extract(new byte[] {1}, cache),
                CachedLibraryLocator.extract(new byte[] {2}, cache));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void foldersAndFileArePrivate() throws Exception {
        Path file = CachedLibraryLocator.extract(new byte[] {1}, cache);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        for (Path folder = file.getParent(); !folder.equals(temp); folder = folder.getParent()) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void replacesWhatOthersCouldHaveWrittenOrLinked() throws Exception {
        byte[] library = {1, 2, 3, 4};
        Path file = CachedLibraryLocator.extract(library, cache);
        var before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        CachedLibraryLocator.extract(library, cache);
        assertNotEquals(before, Files.readAttributes(file, BasicFileAttributes.class).fileKey(),
                "somebody may have it open for writing");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        Path elsewhere = Files.write(temp.resolve("elsewhere"), library);
        Files.delete(file);
        Files.createSymbolicLink(file, elsewhere);
        CachedLibraryLocator.extract(library, cache);
        assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }
}
