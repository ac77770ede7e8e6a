package dev.fermata.app;

import dev.fermata.config.settings.OwnProfiles;
import dev.fermata.secret.Secret;
import dev.fermata.secret.SecretReference;
import dev.fermata.secret.SecretStore;
import dev.fermata.secret.Secrets;
import dev.fermata.user.OperatingSystem;
import dev.fermata.user.PrivateFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where things are on this machine: the conventional folders of each platform (on Linux those of the
 * XDG Base Directory Specification).
 *
 * @param project the folder of the installation, with {@code profiles} in it
 * @param config the user's settings and profiles
 * @param state logs
 * @param runtime what lives as long as the login session: the lock
 */
public record Places(Path project, Path config, Path state, Path runtime) {
    private static final String NAME = "fermata";

    /** The places of this user on this machine. The project is given by the launcher. */
    public static Places ofThisMachine() {
        return of(OperatingSystem.current(), Path.of(System.getProperty("user.home")), System.getenv(),
                Path.of(System.getProperty("fermata.home", "."))).withRuntimeOfOurOwn();
    }

    /**
     * Where the runtime folder cannot be this user's own, as when XDG_RUNTIME_DIR is a folder that several users
     * share and another one was there first, the folder of the logs takes its part: nobody else's files can stop
     * a start.
     */
    Places withRuntimeOfOurOwn() {
        return PrivateFiles.canBeOurs(runtime) ? this : new Places(project, config, state, state);
    }

    static Places of(OperatingSystem os, Path home, Map<String, String> env, Path project) {
        if (os == OperatingSystem.WINDOWS) {
            Path local = folder(env, "LOCALAPPDATA", home.resolve("AppData").resolve("Local")).resolve(NAME);
            Path roaming = folder(env, "APPDATA", home.resolve("AppData").resolve("Roaming")).resolve(NAME);
            return new Places(project, roaming, local, local);
        }
        if (os == OperatingSystem.MACOS) {
            Path library = home.resolve("Library");
            return new Places(project, library.resolve("Application Support").resolve(NAME),
                    library.resolve("Logs").resolve(NAME), library.resolve("Caches").resolve(NAME));
        }
        Path state = folder(env, "XDG_STATE_HOME", home.resolve(".local").resolve("state")).resolve(NAME);
        return new Places(project,
                folder(env, "XDG_CONFIG_HOME", home.resolve(".config")).resolve(NAME),
                state,
                env.getOrDefault("XDG_RUNTIME_DIR", "").isEmpty()
                        ? state : Path.of(env.get("XDG_RUNTIME_DIR")).resolve(NAME));
    }

    /** Where profiles are looked for, in this order. @param which of two of one name is meant */
    public List<Path> profileFolders(OwnProfiles which) {
        return which == OwnProfiles.FIRST ? List.of(ownProfiles(), shippedProfiles())
                : List.of(shippedProfiles(), ownProfiles());
    }

    /** The profiles that came with the program. */
    public Path shippedProfiles() {
        return project.resolve("profiles");
    }

    /** The user's own profiles. */
    public Path ownProfiles() {
        return config.resolve("profiles");
    }

    /**
     * The secret that a reference means, here and now.
     *
     * @throws dev.fermata.secret.SecretException when it cannot be had
     */
    public Secret reveal(SecretReference where) {
        return new Secrets(System.getenv(), secrets()).find(where);
    }

    /** The user's secrets. */
    public SecretStore secrets() {
        return new SecretStore(config, state);
    }

    private static Path folder(Map<String, String> env, String variable, Path otherwise) {
        String value = env.getOrDefault(variable, "");
        return value.isEmpty() ? otherwise : Path.of(value);
    }
}
