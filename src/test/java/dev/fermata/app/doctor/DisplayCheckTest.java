package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.x11.X11Server;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayCheckTest {
    private static final X11Server PLAIN = new X11Server("X11 display :0", "The X.Org Foundation", "21.1.7", false);
    private static final X11Server XWAYLAND = new X11Server("X11 display :0", "The X.Org Foundation", "23.2.6", true);

    @Test
    void aPlainX11SessionIsFineAndTold() {
        Finding found = DisplayCheck.judge(PLAIN, Map.of("XDG_SESSION_TYPE", "x11", "XDG_CURRENT_DESKTOP", "XFCE"));
        assertEquals(Verdict.FINE, found.verdict());
        assertTrue(found.detail().startsWith("X11 display :0, X.Org 21.1.7, session type x11 (XFCE)"), found::detail);
    }

    @Test
    void xwaylandIsDegradedEvenWhereTheEnvironmentDoesNotTell() {
        Finding found = DisplayCheck.judge(XWAYLAND, Map.of());
        assertEquals(Verdict.DEGRADED, found.verdict());
        assertTrue(found.detail().contains("Xwayland"), found::detail);
        assertTrue(found.advice().startsWith("log in to an X11 (Xorg) session"), found::advice);
    }

    @Test
    void aWaylandSessionIsDegradedEvenWhereTheServerDoesNotTell() {
        Finding found = DisplayCheck.judge(PLAIN, Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "wayland-0"));
        assertEquals(Verdict.DEGRADED, found.verdict());
        assertTrue(found.advice().startsWith("log in to an X11 (Xorg) session"), found::advice);
    }
}
