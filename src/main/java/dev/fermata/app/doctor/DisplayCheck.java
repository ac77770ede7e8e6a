package dev.fermata.app.doctor;

import dev.fermata.app.Desktops;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Platform;
import dev.fermata.platform.Probe;
import dev.fermata.platform.x11.X11Desktop;
import dev.fermata.platform.x11.X11Server;
import dev.fermata.user.OperatingSystem;
import dev.fermata.platform.x11.X11Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What display server there is and whether this process may use it. */
final class DisplayCheck {
    static final String SUBJECT = "display server";

    private static final String X11_SESSION = "log in to an X11 (Xorg) session if the game is not an X11 program";

    private static final String XORG_IN_FULL = "The X.Org Foundation";
    private static final String XORG = "X.Org";

    private DisplayCheck() {
    }

    static Finding examine(Map<String, String> environment) {
        Platform platform = Desktops.platform();
        if (!(platform instanceof X11Platform)) {
            return platform.probe(environment) instanceof Probe.Unusable unusable
                    ? Finding.broken(SUBJECT, new DesktopException(unusable.problem()), access(environment))
                    : Finding.fine(SUBJECT, OperatingSystem.description() + ", platform " + platform.name());
        }
        try {
            X11Desktop.problem(environment).ifPresent(problem -> {
                throw new DesktopException(problem);
            });
            return judge(X11Server.ask(), environment);
        } catch (DesktopException e) {
            return Finding.broken(SUBJECT, e, access(environment));
        }
    }

    static Finding judge(X11Server server, Map<String, String> environment) {
        String seen = server.display() + ", " + server.vendor().replace(XORG_IN_FULL, XORG) + " " + server.version()
                + session(environment);
        if (server.xwayland()) {
            return Finding.degraded(SUBJECT, seen + "; it is Xwayland, so keys are heard only while an X11 program"
                    + " has the focus", X11_SESSION);
        }
        Optional<String> warning = X11Desktop.warning(environment);
        return warning.isEmpty() ? Finding.fine(SUBJECT, seen + "; has XTEST, XInput2, RECORD")
                : Finding.degraded(SUBJECT, seen + "; keys are heard only while an X11 program has the focus",
                        X11_SESSION);
    }

    private static String session(Map<String, String> environment) {
        String type = environment.getOrDefault("XDG_SESSION_TYPE", "");
        String name = environment.getOrDefault("XDG_CURRENT_DESKTOP", "");
        return (type.isBlank() ? "" : ", session type " + type) + (name.isBlank() ? "" : " (" + name + ")");
    }

    /** Why a server that is there may still refuse this user, and what to do. */
    static String access(Map<String, String> environment) {
        String cookie = environment.getOrDefault("XAUTHORITY", "");
        if (!cookie.isBlank() && !Files.isReadable(Path.of(cookie))) {
            return "XAUTHORITY names " + cookie + ", which cannot be read: start Fermata as the user whose desktop"
                    + " it is, without sudo";
        }
        return "start Fermata from a terminal inside the desktop session, as its user and without sudo;"
                + " check DISPLAY with 'echo $DISPLAY'";
    }
}
