package dev.fermata.stream.history;

import dev.fermata.user.CacheFolder;
import dev.fermata.user.NativeFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Says where SQLite's native library is, before it is loaded: from {@code java.library.path} where a package has put
 * it, else out of its jar into the user's cache. Its own loader would leave a file in {@code /tmp} for each process that
 * is ended hard.
 */
final class SqliteLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private SqliteLibrary() {
    }

    /** May be called again, and by several threads. @throws IOException when there is none for this machine */
    static synchronized void load() throws IOException {
        if (System.getProperty(FOLDER) == null) {
            Path file = packaged().orElse(null);
            if (file == null) {
                file = unpacked();
            }
            System.setProperty(NAME, file.getFileName().toString());
            System.setProperty(FOLDER, file.getParent().toString());
        }
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            throw new IOException("SQLite's library cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static Optional<Path> packaged() {
        String name = LibraryLoaderUtil.getNativeLibName();
        return Arrays.stream(System.getProperty("java.library.path", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, name).toAbsolutePath())
                .filter(Files::isRegularFile).findFirst();
    }

    private static Path unpacked() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String path = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("SQLite has no library for this machine: there is no " + path);
            }
            return NativeFile.of(in.readAllBytes(), name, "sqlite", CacheFolder.ofThisUser());
        }
    }
}
