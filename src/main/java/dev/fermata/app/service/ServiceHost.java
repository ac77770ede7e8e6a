package dev.fermata.app.service;

import dev.fermata.app.service.ServiceKind.Os;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The user's folders that matter here.
 *
 * @param config where settings of programs are: {@code ~/.config} on Linux, the local application
 *     data on Windows, {@code ~/Library} on macOS
 */
public record ServiceHost(Os os, Path config) {
    /** This user on this machine. */
    public static ServiceHost ofThisMachine() {
        return of(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    /** @param osName as in the system property {@code os.name} */
    static ServiceHost of(String osName, Path javasHome, Map<String, String> environment) {
        Os os = Os.of(osName);
        // Java takes the user's home from the user database; desktop sessions go by HOME.
        Path home = os == Os.WINDOWS ? javasHome : folder(environment.get("HOME"), javasHome);
        return new ServiceHost(os, switch (os) {
            case LINUX -> folder(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"));
            case WINDOWS -> folder(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
            case MAC -> home.resolve("Library");
        });
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
