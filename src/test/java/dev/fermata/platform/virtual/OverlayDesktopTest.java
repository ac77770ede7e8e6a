package dev.fermata.platform.virtual;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.Badge;
import dev.fermata.platform.BadgeLook;
import dev.fermata.platform.Overlay;
import dev.fermata.platform.virtual.WindowedDesktop.Manager;
import dev.fermata.platform.x11.X11Overlay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The badge over a game that fills the screen: what is seen of it on the host's screen, and what it leaves alone. */
@Tag("desktop")
@Tag("long")
@Tag("proof")
class OverlayDesktopTest {
    private static final int WIDTH = 800;
    private static final int GREEN = 0x3ddc84;
    /** Half of it, and half of the white of the game's window. */
    private static final int GREEN_ON_WHITE = 0x9eeec2;
    private static final int YELLOW = 0xffd23f;
    private static final Badge RUNNING = new Badge("running", GREEN);
    private static final Badge HELD = new Badge("held by space", YELLOW);
    /** Where a badge at the upper right is; no window has its colours. */
    private static final int LEFT = 500;
    private static final int HEIGHT = 60;

    @TempDir Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private VirtualDesktop desktop;

    @BeforeEach
    void requirePrograms() {
        SharedDesktop.requirePrograms("xwd", "jwm", "twm", "dwm", "xcompmgr", "xrandr", "wmctrl");
    }

    @AfterEach
    void nothingFailed() {
        assertEquals(List.of(), failures);
    }

    @Test
    void isSeenOverAGameThatFillsTheScreenAndIsGoneWhenClosed() {
        try (VirtualDesktop own = new VirtualDesktop()) {
            desktop = own;
            try (Overlay overlay = overlay(look(1))) {
                overlay.show(RUNNING);
                awaitSeen(GREEN);
                Screenshot screen = screen();
                assertEquals(0, screen.count(GREEN, 0, 0, WIDTH - 150, 600), "in its corner only");
                assertTrue(screen.count(0xf2f4f7, LEFT, 0, WIDTH - LEFT, HEIGHT) > 50, "letters");
                overlay.show(HELD);
                awaitSeen(YELLOW);
                assertEquals(0, count(GREEN));
            }
            soon().until(() -> count(YELLOW) == 0);
        }
    }

    @Test
    void clicksReachTheGameBelow() {
        try (VirtualDesktop own = new VirtualDesktop(); Overlay overlay = overlay(own, look(1))) {
            overlay.show(HELD);
            awaitSeen(YELLOW);
            xdotool(own.hostDisplay(), "mousemove", Integer.toString(WIDTH - 40), "25");
            own.target().clear();
            own.down(Key.MOUSE_LEFT);
            own.up(Key.MOUSE_LEFT);
            soon().until(() -> own.target().eventsOf(Key.MOUSE_LEFT).equals(List.of("d:mouse_left", "u:mouse_left")));
            own.down(Key.Q);
            own.up(Key.Q);
            soon().until(() -> own.target().eventsOf(Key.Q).equals(List.of("d:q", "u:q")));
        }
    }

    @Test
    void comesBackAboveWindowsThatCameAboveIt() {
        try (VirtualDesktop own = new VirtualDesktop(); Overlay overlay = overlay(own, look(1))) {
            overlay.show(RUNNING);
            awaitSeen(GREEN);
            String game = game();
            for (int i = 0; i < 3; i++) {
                xdotool(own.display(), "windowraise", game);
                awaitSeen(GREEN);
            }
            fillScreen();
            awaitSeen(GREEN);
        }
    }

    @ParameterizedTest
    @EnumSource(Manager.class)
    void isSeenUnderWindowManagersAndOverAFullScreen(Manager manager) throws Exception {
        try (WindowedDesktop windows = new WindowedDesktop(manager, folder);
                Overlay overlay = overlay(windows.desktop(), look(1))) {
            overlay.show(RUNNING);
            awaitSeen(GREEN);
            windows.focusOther();
            windows.focusGame();
            awaitSeen(GREEN);
            fillScreen();
            awaitSeen(GREEN);
            overlay.show(HELD);
            awaitSeen(YELLOW);
        }
    }

    /** As games do today: they ask the window manager for the whole screen ({@code _NET_WM_STATE_FULLSCREEN}). */
    @Test
    void isSeenOverAGameThatTheWindowManagerMakesFullScreen() throws Exception {
        try (WindowedDesktop windows = new WindowedDesktop(Manager.JWM, folder);
                Overlay overlay = overlay(windows.desktop(), look(1))) {
            overlay.show(RUNNING);
            awaitSeen(GREEN);
            windows.focusGame();
            String game = game();
            for (String fullScreen : List.of("add", "remove", "add")) {
                run("wmctrl", "-i", "-r", game, "-b", fullScreen + ",fullscreen");
                soon().until(() -> fillsScreen(game) == fullScreen.equals("add"));
                awaitSeen(GREEN);
            }
            windows.focusGame();
            overlay.show(HELD);
            awaitSeen(YELLOW);
            assertTrue(fillsScreen(game));
        }
    }

    @Test
    void shinesThroughWhileWindowsAreMixed() {
        try (VirtualDesktop own = new VirtualDesktop(); Overlay overlay = overlay(own, look(0.5))) {
            overlay.show(RUNNING);
            awaitSeen(GREEN);
            XProcess compositor = new XProcess(own.display(), List.of("xcompmgr"));
            try {
                awaitSeen(GREEN_ON_WHITE);
                xdotool(own.display(), "windowraise", game());
                awaitSeen(GREEN_ON_WHITE);
            } finally {
                compositor.close();
            }
            awaitSeen(GREEN);
        }
    }

    /** Two monitors side by side: the badge is where the player looks. */
    @Test
    void isOnTheMonitorOfTheFocusedWindow() {
        try (XProcess server = new XProcess(null, withEnd("Xvfb", "-displayfd", "1", "-screen", "0", "1280x480x24",
                "-noreset", "-nolisten", "tcp"))) {
            String display = server.displayNumber(VirtualDesktop.START_MILLIS);
            setMonitor(display, "Left", "640/170x480/127+0+0", "screen");
            setMonitor(display, "Right", "640/170x480/127+640+0", "none");
            try (XProcess left = new XProcess(display, withEnd("xev", "-name", "Left", "-geometry", "300x300+20+100"));
                    XProcess right = new XProcess(display, withEnd("xev", "-name", "Right", "-geometry",
                            "300x300+700+100"));
                    Overlay overlay = new X11Overlay(display, look(1), (what, failure) -> failures.add(what))) {
                focus(display, "Right");
                overlay.show(RUNNING);
                soon().alias(right.toString()).until(() -> on(display, GREEN, 640) > 60);
                assertEquals(0, on(display, GREEN, 0));
                focus(display, "Left");
                overlay.show(HELD);
                soon().alias(left.toString()).until(() -> on(display, YELLOW, 0) > 60);
                assertEquals(0, on(display, GREEN, 640));
            }
        }
    }

    private static void setMonitor(String display, String... what) {
        XProcess.run(display, Stream.concat(Stream.of("xrandr", "--setmonitor"), Stream.of(what)).toList(),
                VirtualDesktop.START_MILLIS);
    }

    private int on(String display, int colour, int monitor) {
        return Screenshot.of(display, folder).count(colour, monitor + 340, 0, 300, HEIGHT);
    }

    private static void focus(String display, String name) {
        soon().ignoreExceptions().untilAsserted(() -> xdotool(display, "search", "--onlyvisible", "--name", name,
                "windowfocus", "--sync"));
    }

    private static List<String> withEnd(String... command) {
        return Stream.concat(XProcess.UNTIL_END_OF_INPUT.stream(), Stream.of(command)).toList();
    }

    @Test
    void sleepsWhileNothingChanges() throws Exception {
        try (VirtualDesktop own = new VirtualDesktop(); Overlay overlay = overlay(own, look(1))) {
            overlay.show(RUNNING);
            awaitSeen(GREEN);
            soon().until(() -> {
                long before = wakes();
                Thread.sleep(300);
                return wakes() == before;
            });
            long before = wakes();
            overlay.show(RUNNING);
            own.down(Key.Q);
            own.up(Key.Q);
            Thread.sleep(1_500);
            long woken = wakes() - before;
            // Once by the call, which changes nothing; where Java stops all threads for a moment it counts as well.
            assertTrue(woken <= 3, () -> "woken " + woken + " times by one call");
        }
    }

    /** How often the overlay's thread has slept so far, as the system counts. */
    private static long wakes() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            Path thread = threads.filter(each -> read(each.resolve("comm")).strip().equals("overlay")).findFirst()
                    .orElseThrow();
            return read(thread.resolve("status")).lines().filter(line -> line.startsWith("voluntary_ctxt_switches"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // of a thread that has ended
        }
    }

    private static BadgeLook look(double opacity) {
        return new BadgeLook(true, false, true, 16, opacity);
    }

    private Overlay overlay(VirtualDesktop on, BadgeLook look) {
        desktop = on;
        return overlay(look);
    }

    private Overlay overlay(BadgeLook look) {
        return new X11Overlay(desktop.display(), look, (what, failure) -> failures.add(what));
    }

    private void awaitSeen(int colour) {
        soon().until(() -> count(colour) > 60);
    }

    private int count(int colour) {
        return screen().count(colour, LEFT, 0, WIDTH - LEFT, HEIGHT);
    }

    private Screenshot screen() {
        return Screenshot.of(desktop.hostDisplay(), folder);
    }

    private String game() {
        List<String> found = run("xdotool", "search", "--onlyvisible", "--name", "^Event Tester$");
        return found.get(found.size() - 1);
    }

    /** As games do that fill the screen by themselves: no window manager's business, and new on top. */
    private void fillScreen() {
        String game = game();
        xdotool(desktop.display(), "windowunmap", "--sync", game, "set_window", "--overrideredirect", "1", game,
                "windowmap", "--sync", game, "windowsize", game, "800", "600", "windowmove", game, "0", "0",
                "windowraise", game);
        soon().until(() -> fillsScreen(game));
    }

    private boolean fillsScreen(String game) {
        return run("xwininfo", "-id", game).stream().anyMatch(line -> line.contains("-geometry 800x600+0+0"));
    }

    private List<String> run(String... command) {
        return XProcess.run(desktop.display(), List.of(command), VirtualDesktop.START_MILLIS);
    }

    private static void xdotool(String display, String... arguments) {
        XProcess.run(display, Stream.concat(Stream.of("xdotool"), Stream.of(arguments)).toList(),
                VirtualDesktop.START_MILLIS);
    }
}
