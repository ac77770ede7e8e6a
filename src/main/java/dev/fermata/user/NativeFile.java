package dev.fermata.user;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Native libraries out of jars, as files in the user's private cache: a file there is trusted only if its content is
 * that of the jar. Several processes may write the same at once.
 */
public final class NativeFile {
    private NativeFile() {
    }

    /**
     * Returns the file with that content below Fermata's cache folder, writing it unless it is there already.
     *
     * @param name of the file, as its loader wants it
     * @param version of the library, for people who look there
     * @throws IOException when it cannot be written
     */
    public static Path of(byte[] content, String name, String version, Path cache) throws IOException {
        // Only tells contents apart: whether the file can be trusted is seen by comparing all of it.
        CRC32 checksum = new CRC32();
        checksum.update(content);
        Path libraries = cache.resolve("native");
        Path folder = libraries.resolve(version + "-" + HexFormat.of().toHexDigits((int) checksum.getValue()));
        // Each of them: whoever owns a folder can exchange the one below.
        PrivateFiles.folder(cache);
        PrivateFiles.folder(libraries);
        PrivateFiles.folder(folder);
        Path file = folder.resolve(name);
        if (!hasContent(file, content)) {
            Path fresh = Files.createTempFile(folder, "new", ".tmp");
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static boolean hasContent(Path file, byte[] content) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || PrivateFiles.isOpenToOthers(file)) {
            return false;
        }
        try (FileChannel in = PrivateFiles.open(file, StandardOpenOption.READ)) {
            return Arrays.equals(Channels.newInputStream(in).readAllBytes(), content);
        } catch (NotPrivateException e) {
            return false;
        }
    }
}
