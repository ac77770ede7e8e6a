package dev.fermata.platform.jnativehook;

import com.github.kwhat.jnativehook.NativeLibraryLocator;
import com.github.kwhat.jnativehook.NativeSystem;
import dev.fermata.platform.DesktopException;
import dev.fermata.user.CacheFolder;
import dev.fermata.user.NativeFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

    /** Returns the file with that content below Fermata's cache folder, writing it unless it is there already. */
    static Path extract(byte[] content, Path cache) throws IOException {
        return NativeFile.of(content, fileName(), version(), cache);
    }

    private static String version() {
        return Optional.ofNullable(NativeSystem.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    private static String fileName() {
        return System.mapLibraryName("JNativeHook");
    }
}
