package dev.fermata.app;

import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.util.List;

/** The user's browser. */
public final class WebBrowser {
    private WebBrowser() {
    }

    /** Opens a page in it; returns at once. @throws IOException when there is nothing to open it with */
    public static void open(String page) throws IOException {
        new ProcessBuilder(command(OperatingSystem.current(), page)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** On Windows and macOS as documented there; not yet run. */
    static List<String> command(OperatingSystem os, String page) {
        return switch (os) {
            case LINUX -> List.of("xdg-open", page);
            case WINDOWS -> List.of("rundll32.exe", "url.dll,FileProtocolHandler", page);
            case MACOS -> List.of("open", page);
        };
    }
}
