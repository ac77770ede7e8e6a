package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class X11DesktopProblemTest {
    @Test
    void noDisplaySaysHowToSetOne() {
        assertTrue(X11Desktop.problem(Map.of()).orElseThrow().contains("DISPLAY is not set"));
        assertTrue(X11Desktop.problem(Map.of("DISPLAY", " ")).isPresent());
    }

    @Test
    void waylandWithoutX11SaysToUseAnX11Session() {
        assertTrue(X11Desktop.problem(Map.of("WAYLAND_DISPLAY", "wayland-0")).orElseThrow()
                .contains("Wayland"));
        assertTrue(X11Desktop.problem(Map.of("XDG_SESSION_TYPE", "wayland")).orElseThrow()
                .contains("Xorg"));
    }

    @Test
    void x11InsideWaylandIsUsableWithAWarning() {
        Map<String, String> environment = Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "wayland-0");
        assertEquals(Optional.empty(), X11Desktop.problem(environment));
        assertTrue(X11Desktop.warning(environment).orElseThrow().contains("focus"));
    }

    @Test
    void plainX11IsFine() {
        Map<String, String> environment = Map.of("DISPLAY", ":0", "XDG_SESSION_TYPE", "x11");
        assertEquals(Optional.empty(), X11Desktop.problem(environment));
        assertEquals(Optional.empty(), X11Desktop.warning(environment));
    }
}
