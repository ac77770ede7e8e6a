package dev.fermata.platform.jnativehook;

import com.github.kwhat.jnativehook.NativeLibraryLocator;
import com.github.kwhat.jnativehook.NativeSystem;
import dev.fermata.platform.DesktopException;
import dev.fermata.user.CacheFolder;
import dev.fermata.user.NotPrivateException;
import dev.fermata.user.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Puts JNativeHook's native library into a private folder of the user's cache and hands that file
 * over. The library's own locator extracts beside its jar, which may be read-only, and trusts
 * whatever file it finds there; here a file is trusted only if its content is that of the jar.
 *
 * <p>Public with a public constructor because JNativeHook makes it by name. Asked only where
 * {@code java.library.path} has no such library.
 */
public final class CachedLibraryLocator implements NativeLibraryLocator {
    /** Used by JNativeHook. */
    public CachedLibraryLocator() {
    }

    /**
     * Makes JNativeHook use this class; must be called before any use of it. Does nothing where the
     * user has chosen a locator or folder with one of the library's own system properties.
     */
    static void install() {
        if (System.getProperty("jnativehook.lib.path") == null) {
            System.getProperties().putIfAbsent(
                    "jnativehook.lib.locator", CachedLibraryLocator.class.getName());
        }
    }

    @Override
    public Iterator<File> getLibraries() {
        try {
            return List.of(extract(library(), CacheFolder.ofThisUser()).toFile()).iterator();
        } catch (IOException e) {
            throw new DesktopException("the native library of JNativeHook cannot be put into the cache: "
                    + e + "; set XDG_CACHE_HOME to a folder that can be written", e);
        }
    }

    /** The library for this machine, from the jar. */
    static byte[] library() throws IOException {
        String platform = NativeSystem.getFamily() + "/" + NativeSystem.getArchitecture();
        String path = "lib/" + platform.toLowerCase(Locale.ROOT) + "/" + fileName();
        try (InputStream in = NativeSystem.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new DesktopException("JNativeHook has no library for " + platform);
            }
            return in.readAllBytes();
        }
    }

    /**
     * Returns the file with that content below Fermata's cache folder, writing it unless it is there already.
     */
    static Path extract(byte[] content, Path cache) throws IOException {
        // Only tells contents apart: whether the file can be trusted is seen by comparing all of it.
        CRC32 checksum = new CRC32();
        checksum.update(content);
        Path libraries = cache.resolve("native");
        Path folder = libraries.resolve(version() + "-" + HexFormat.of().toHexDigits((int) checksum.getValue()));
        // Each of them: whoever owns a folder can exchange the one below.
        PrivateFiles.folder(cache);
        PrivateFiles.folder(libraries);
        PrivateFiles.folder(folder);
        Path file = folder.resolve(fileName());
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

    private static String version() {
        return Optional.ofNullable(NativeSystem.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    private static String fileName() {
        return System.mapLibraryName("JNativeHook");
    }
}
