package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.WindowedDesktop;
import dev.fermata.platform.virtual.WindowedDesktop.Manager;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job on desktops with a window manager; the other desktop tests have none. */
@Tag("proof")
@Tag("desktop")
class WindowManagersDesktopTest {
    private static final double PRE_DELAY_MILLIS = 80;
    private static final int HOLDS = 4;
    private static final String PROFILE = """
            [priority]
            special = ["space"]
            pre_delay = "80ms"
            [priority.managed.e]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "60ms"
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Manager.class)
    void theMainJobIsDoneWhicheverWindowHasTheFocus(Manager manager) throws Exception {
        SharedDesktop.requirePrograms(manager.program(), "xprop", "xwininfo");
        try (WindowedDesktop windows = new WindowedDesktop(manager, folder);
                Rig rig = new Rig(windows.desktop(), folder, PROFILE)) {
            assertEquals(manager.frames(), windows.gameHasFrame(), "the game's window is framed");
            // What the window gets of a key that is down is then one press, however slow the machine is.
            windows.desktop().xset("r", "off");
            TargetWindow game = windows.desktop().target();
            windows.focusGame();
            rig.awaitTakeOver(Key.E);
            mainJob(rig, game);
            windows.focusOther();
            mainJob(rig, windows.other());
            game.clear();
            windows.focusGame();
            mainJob(rig, game);
            assertEquals(0, rig.count("failure") + rig.count("hook_lost"), () -> rig.names().toString());
        }
    }

    /** In the window that has the focus: skills play, holds are silent, a managed key is sent once. */
    private static void mainJob(Rig rig, TargetWindow window) throws InterruptedException {
        await(rig, window, "skills play", 2);
        window.clear();
        int before = (int) rig.count("hold_added");
        for (int i = 1; i <= HOLDS; i++) {
            int holds = before + i;
            await(rig, window, "skills play between holds", 1);
            rig.down(Key.SPACE);
            rig.await("held", () -> rig.count("hold_added") >= holds);
            rig.pass(150);
            rig.up(Key.SPACE);
            rig.await("free", () -> rig.count("hold_removed") >= holds);
        }
        await(rig, window, "skills play after holds", 1);
        // What was sent before the first hold may have gone elsewhere, so that is where counting begins.
        List<Long> sent = rig.sentBeforeEachHold(Key.Q);
        assertEquals(before + HOLDS, sent.size(), () -> rig.names().toString());
        assertEquals(sinceFirst(sent.subList(before, before + HOLDS)),
                sinceFirst(Rig.seenBeforeEachRelease(window.events(), Key.Q, Key.SPACE)), "seen at each hold's end");

        int from = rig.agent.events().size();
        rig.down(Key.E);
        rig.await("the managed key arrives", () -> window.eventsOf(Key.E).contains("d:e"));
        rig.up(Key.E);
        rig.await("the hold ends", () -> rig.count("hold_removed") > before + HOLDS);
        await(rig, window, "skills play after the managed key", 3);
        List<String> seen = window.eventsOf(Key.E);
        assertEquals(List.of("d:e"), seen.stream().filter(each -> each.startsWith("d")).toList());
        assertEquals("u:e", seen.get(seen.size() - 1));
        List<EventLine> events = rig.agent.events();
        double down = time(events.subList(from, events.size()), "priority_down");
        double arrived = time(events.subList(from, events.size()), "key_down");
        assertTrue(arrived - down >= PRE_DELAY_MILLIS, () -> "sent " + (arrived - down) + " ms after its press");
    }

    private static void await(Rig rig, TargetWindow window, String what, int presses) {
        long before = presses(window);
        rig.await(what, () -> presses(window) >= before + presses);
    }

    private static long presses(TargetWindow window) {
        return window.eventsOf(Key.Q).stream().filter("d:q"::equals).count();
    }

    private static List<Long> sinceFirst(List<Long> counts) {
        return counts.stream().map(count -> count - counts.get(0)).toList();
    }

    /** When the only event of this name that concerns the managed key happened. */
    private static double time(List<EventLine> events, String name) {
        List<EventLine> found = events.stream()
                .filter(event -> event.name().equals(name) && event.text("key").equals("e")).toList();
        assertEquals(1, found.size(), name);
        return found.get(0).millis();
    }
}
