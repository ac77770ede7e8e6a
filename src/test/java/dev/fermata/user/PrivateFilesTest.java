package dev.fermata.user;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir Path temp;

    private void assumePosix() {
        assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = PrivateFiles.open(file, CREATE, WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void makesFoldersAndFilesForTheirUserOnly() throws IOException {
        assumePosix();
        Path folder = PrivateFiles.folder(temp.resolve("a/b/fermata"));
        write(folder.resolve("lock"), "7");
        PrivateFiles.replace(folder.resolve("agent.json"), "{}");
        try (OutputStream out = PrivateFiles.output(folder.resolve("events"))) {
            out.write('x');
        }

        for (String each : List.of("a", "a/b", "a/b/fermata")) {
            assertEquals("rwx------", permissions(temp.resolve(each)), each);
        }
        for (String each : List.of("lock", "agent.json", "events")) {
            assertEquals("rw-------", permissions(folder.resolve(each)), each);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(3, files.count(), "nothing else is left there");
        }
    }

    @Test
    void makesPrivateWhatIsThereAlready() throws IOException {
        assumePosix();
        Path folder = Files.createDirectory(temp.resolve("fermata"));
        permit(folder, "rwxrwxrwx");
        Path file = Files.writeString(folder.resolve("lock"), "12345");
        permit(file, "rw-rw-rw-");

        PrivateFiles.folder(folder);
        write(file, "7");

        assertEquals("rwx------", permissions(folder));
        assertEquals("rw-------", permissions(file));
        assertEquals("72345", Files.readString(file), "only an output is emptied");
        PrivateFiles.output(file).close();
        assertEquals("", Files.readString(file));
    }

    @Test
    void followsNoLink() throws IOException {
        assumePosix();
        Path target = Files.writeString(temp.resolve("target"), "precious");
        permit(target, "rw-r--r--");
        Path link = Files.createSymbolicLink(temp.resolve("link"), target);
        Path dangling = Files.createSymbolicLink(temp.resolve("dangling"), temp.resolve("new"));
        Path folder = Files.createDirectory(temp.resolve("folder"));
        permit(folder, "rwxr-xr-x");
        Path folderLink = Files.createSymbolicLink(temp.resolve("fermata"), folder);

        for (Path each : List.of(link, dangling)) {
            for (var access : List.<org.junit.jupiter.api.function.Executable>of(
                    () -> PrivateFiles.open(each, CREATE, WRITE).close(), () -> PrivateFiles.output(each).close())) {
                NotPrivateException refused = assertThrows(NotPrivateException.class, access);
                assertTrue(refused.getMessage().startsWith(each + " is a link"), refused.getMessage());
            }
        }
        assertThrows(IOException.class, () -> PrivateFiles.read(link, 100));
        assertThrows(NotPrivateException.class, () -> PrivateFiles.folder(folderLink));
        assertFalse(PrivateFiles.canBeOurs(folderLink));
        PrivateFiles.replace(link, "new");

        assertEquals("precious", Files.readString(target));
        assertEquals("rw-r--r--", permissions(target));
        assertEquals("rwxr-xr-x", permissions(folder));
        assertTrue(Files.notExists(temp.resolve("new")));
        assertEquals("new", PrivateFiles.read(link, 100), "the link itself has been replaced");
    }

    @Test
    void neitherUsesNorBelievesWhatBelongsToSomebodyElse() throws IOException {
        assumePosix();
        OtherUser.assumePossible();
        Path file = Files.writeString(temp.resolve("file"), "{}");
        permit(file, "rw-------");
        OtherUser.give(file);
        Path folder = Files.createDirectory(temp.resolve("fermata"));
        OtherUser.give(folder);

        for (var access : List.<org.junit.jupiter.api.function.Executable>of(
                () -> PrivateFiles.open(file, CREATE, WRITE).close(), () -> PrivateFiles.output(file).close(),
                () -> PrivateFiles.read(file, 100), () -> PrivateFiles.folder(folder))) {
            NotPrivateException refused = assertThrows(NotPrivateException.class, access);
            assertTrue(refused.getMessage().contains("belongs to another user"), refused.getMessage());
        }
        assertFalse(PrivateFiles.canBeOurs(folder));
        assertEquals("{}", Files.readString(file));
    }

    @Test
    void readsOnlyWhatNobodyElseCouldReadOrWrite() throws IOException {
        assumePosix();
        Path file = temp.resolve("agent.json");
        PrivateFiles.replace(file, "{}");
        assertEquals("{}", PrivateFiles.read(file, 2));
        assertThrows(IOException.class, () -> PrivateFiles.read(file, 1), "too large");
        for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-----w-")) {
            permit(file, open);
            assertTrue(PrivateFiles.isOpenToOthers(file), open);
            assertThrows(NotPrivateException.class, () -> PrivateFiles.read(file, 100), open);
        }
    }

    /** The agent ends its threads by interrupting them, and the last events are still to be written. */
    @Test
    void anOutputOutlivesAnInterrupt() throws IOException {
        Path file = temp.resolve("events");
        try (OutputStream out = PrivateFiles.output(file)) {
            Thread.currentThread().interrupt();
            out.write('x');
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals("x", Files.readString(file));
    }

    @Test
    void leavesAFolderAloneThatIsThereForEverybody() throws IOException {
        assumePosix();
        Path shared = Files.createDirectory(temp.resolve("tmp"));
        Files.setAttribute(shared, "unix:mode", 01777);
        assertThrows(NotPrivateException.class, () -> PrivateFiles.folder(shared));
        assertEquals("rwxrwxrwx", permissions(shared));
    }

    @Test
    void takesTheDevicesAndPipesOfTheSystemAsTheyAre() throws IOException {
        assumePosix();
        try (OutputStream out = PrivateFiles.output(Path.of("/dev/null"))) {
            out.write('x');
        }
    }

    @Test
    void knowsItsUserByTheNumberThatFilesGet() throws IOException {
        assertEquals(OptionalInt.of(4), CurrentUser.ofStatus("Name:\tx\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\n"));
        assertEquals(OptionalInt.of(-2), CurrentUser.ofStatus("Uid:\t0\t0\t0\t4294967294\n"), "unsigned");
        assertEquals(OptionalInt.empty(), CurrentUser.ofStatus("Name:\tx\n"));
        assumePosix();
        assertEquals(OptionalInt.of((Integer) Files.getAttribute(Files.createFile(temp.resolve("x")), "unix:uid")),
                CurrentUser.uid());
    }
}
