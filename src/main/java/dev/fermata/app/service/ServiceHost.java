package dev.fermata.app.service;

import dev.fermata.user.OperatingSystem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The user's folders that matter here.
 *
 * @param config where settings of programs are: {@code ~/.config} on Linux, the local application
 *     data on Windows, {@code ~/Library} on macOS
 * @param data where Linux has the entries of menus, {@code ~/.local/share}; as {@code config} elsewhere
 */
public record ServiceHost(OperatingSystem os, Path config, Path data) {
    /** This user on this machine. */
    public static ServiceHost ofThisMachine() {
        return of(OperatingSystem.current(), Path.of(System.getProperty("user.home")), System.getenv());
    }

    static ServiceHost of(OperatingSystem os, Path javasHome, Map<String, String> environment) {
        // Java takes the user's home from the user database; desktop sessions go by HOME.
        Path home = os == OperatingSystem.WINDOWS ? javasHome : folder(environment.get("HOME"), javasHome);
        Path config = switch (os) {
            case LINUX -> folder(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"));
            case WINDOWS -> folder(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
            case MACOS -> home.resolve("Library");
        };
        return new ServiceHost(os, config, os == OperatingSystem.LINUX
                ? folder(environment.get("XDG_DATA_HOME"), home.resolve(".local").resolve("share")) : config);
    }

    /** The kinds of this system, the default first. */
    public List<ServiceKind> kinds() {
        return Arrays.stream(ServiceKind.values()).filter(kind -> kind.os() == os).toList();
    }

    /** The XDG specification wants relative folders ignored. */
    private static Path folder(String value, Path otherwise) {
        return value == null || value.isEmpty() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
    }
}
