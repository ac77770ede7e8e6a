package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.user.OtherUser;
import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock's folder in a folder that several users share. */
class PlacesTest {
    @TempDir Path temp;
    private Path shared;

    @BeforeEach
    void share() throws IOException {
        assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("unix"));
        shared = Files.createDirectory(temp.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 01777);
    }

    private Places places() {
        return Places.of(OperatingSystem.LINUX, temp.resolve("home"), Map.of("XDG_RUNTIME_DIR", shared.toString()), temp)
                .withRuntimeOfOurOwn();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aLockInASharedFolderIsPrivate() throws IOException {
        Path runtime = places().runtime();
        assertEquals(shared.resolve("fermata"), runtime);
        SingleInstance.acquire(runtime, ":7").orElseThrow().close();
        assertEquals("rwx------", permissions(runtime));
        assertEquals("rw-------", permissions(runtime.resolve("agent-_7.lock")));
    }

    @Test
    void whatAnotherUserPutThereFirstDoesNotStopAStart() throws IOException {
        OtherUser.assumePossible();
        Path squatted = Files.createDirectory(shared.resolve("fermata"));
        Files.setPosixFilePermissions(squatted, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createSymbolicLink(squatted.resolve("agent-_7.lock"), temp.resolve("precious"));
        OtherUser.give(squatted);

        Path runtime = places().runtime();
        assertEquals(temp.resolve("home/.local/state/fermata"), runtime);
        SingleInstance.acquire(runtime, ":7").orElseThrow().close();
        assertTrue(Files.notExists(temp.resolve("precious")));
    }

    @Test
    void aLinkThereIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.createSymbolicLink(shared.resolve("fermata"), elsewhere);
        assertEquals(temp.resolve("home/.local/state/fermata"), places().runtime());
    }

    @Test
    void anotherUsersLockOnTheLockFileDoesNotStopAStart() throws Exception {
        OtherUser.assumePossible();
        Path runtime = Files.createDirectories(shared.resolve("fermata"));
        Path file = Files.createFile(runtime.resolve("agent-_7.lock"));
        // As the agent left them before it made them private.
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        for (Path each = temp; each != null && !each.equals(Path.of("/tmp")); each = each.getParent()) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Process other = OtherUser.command("perl", "-e", "use Fcntl; open F, '<', $ARGV[0] or die $!;"
                + " my $lock = pack('s s x![q] q q l x![q]', F_RDLCK, 0, 0, 0, 0);"
                + " fcntl(F, F_SETLK, $lock) or die $!; $| = 1; print 'locked'; <STDIN>", file.toString()).start();
        try {
            assertEquals("locked", new String(other.getInputStream().readNBytes(6), StandardCharsets.US_ASCII));
            SingleInstance.acquire(places().runtime(), ":7").orElseThrow().close();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }
}
