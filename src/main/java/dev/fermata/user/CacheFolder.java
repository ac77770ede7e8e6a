package dev.fermata.user;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Fermata's private folder in the user's cache, for native libraries. */
public final class CacheFolder {
    private CacheFolder() {
    }

    /**
     * The folder, made if missing. Where the user's cache is a folder that several users share, and another one was
     * there first, it is {@code ~/.cache/fermata}.
     *
     * @throws IOException when there is no place for it
     */
    public static Path ofThisUser() throws IOException {
        Path home = Path.of(System.getProperty("user.home"));
        Path named = of(System.getenv(), home);
        return PrivateFiles.folder(PrivateFiles.canBeOurs(named) ? named : of(Map.of(), home));
    }

    /** In XDG_CACHE_HOME, LOCALAPPDATA on Windows, or {@code ~/.cache}. */
    static Path of(Map<String, String> environment, Path home) {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .or(() -> Optional.ofNullable(environment.get("LOCALAPPDATA")))
                .filter(folder -> Path.of(folder).isAbsolute())
                .map(Path::of)
                .orElse(home.resolve(".cache"))
                .resolve("fermata");
    }
}
