package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.OtherWindow;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.platform.virtual.WindowedDesktop;
import dev.fermata.platform.virtual.WindowedDesktop.Manager;
import dev.fermata.platform.x11.ForeignGrab;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a rule for windows keys are for the game's window; xev is the witness of each. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
class WindowRulesDesktopTest {
    private static final int CHANGES = 110;
    private static final String PROFILE = """
            [window]
            title = "Event Tester"
            [priority]
            special = ["space"]
            [priority.managed.e]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "40ms"
            [[skill]]
            name = "Channel"
            keys = "c"
            mode = "hold"
            """;

    @TempDir
    private Path folder;

    private static List<TargetWindow.Event> presses(TargetWindow window) {
        return window.events().stream().filter(TargetWindow.Event::down).toList();
    }

    private static long holds(Rig rig) {
        return rig.agent.events().stream().filter(event -> event.name().equals("hold_added")
                && event.text("holder").equals("focus")).count();
    }

    private static long ends(Rig rig) {
        return rig.agent.events().stream().filter(event -> event.name().equals("hold_removed")
                && event.text("holder").equals("focus")).count();
    }

    @Tag("proof")
    @Test
    void overManyChangesOfTheFocusOnlyWhatWasBeingPressedReachesTheOtherWindow() throws Exception {
        try (VirtualDesktop desktop = new VirtualDesktop(); OtherWindow other = new OtherWindow(desktop.display());
                Rig rig = new Rig(desktop, folder, PROFILE)) {
            // Until it has been released the server repeats what is kept down, wherever the focus is.
            desktop.xset("r", "off");
            rig.await("it plays", () -> rig.presses(Key.Q) > 3);
            Random random = new Random(1);
            for (int i = 1; i <= CHANGES; i++) {
                int change = i;
                other.focusIt();
                rig.await("it holds", () -> holds(rig) >= change);
                rig.pass(random.nextInt(25));
                other.focusGame();
                rig.await("it goes on", () -> ends(rig) >= change);
                rig.pass(random.nextInt(60));
            }
            long before = rig.presses(Key.Q);
            rig.await("it plays on", () -> rig.presses(Key.Q) > before);
            // What gets the focus between the last question and the press gets the press, and more of it on a busy
            // machine.
            assertTrue(presses(other.window()).size() <= CHANGES / 10, () -> presses(other.window()).toString());
            assertTrue(rig.seen(Key.C).stream().filter("d:c"::equals).count() > CHANGES / 2,
                    "kept down again and again");
            assertEquals(0, rig.count("failure"), () -> rig.names().toString());
            assertTrue(rig.names().stream().noneMatch(event -> event.contains("Other")), "no title is told");
        }
    }

    @Test
    void aManagedKeyIsAnOrdinaryOneInTheOtherWindow() throws Exception {
        try (VirtualDesktop desktop = new VirtualDesktop(); OtherWindow other = new OtherWindow(desktop.display());
                Rig rig = new Rig(desktop, folder, PROFILE)) {
            rig.awaitTakeOver(Key.E);
            other.focusIt();
            rig.await("it holds", () -> holds(rig) == 1);
            rig.pass(100);
            long played = Rig.playedForThePlayer(rig.agent.events());
            // Without a window manager what was being pressed when the focus went may have come along.
            int before = presses(other.window()).size();
            rig.tap(Key.E);
            rig.await("it arrives", () -> other.window().eventsOf(Key.E).contains("u:e"));
            assertEquals(List.of("d:e"), presses(other.window()).stream().skip(before).map(Object::toString).toList());
            assertEquals(played, Rig.playedForThePlayer(rig.agent.events()), "not by us");
        }
    }

    @Test
    @Tag("proof")
    void whileAnotherProgramHasTheKeyboardNothingIsPressed() throws Exception {
        try (VirtualDesktop desktop = new VirtualDesktop(); Rig rig = new Rig(desktop, folder, PROFILE)) {
            rig.await("it plays", () -> rig.presses(Key.Q) > 3);
            ForeignGrab grab = ForeignGrab.ofKeyboard(desktop.display());
            try {
                rig.await("it holds", () -> holds(rig) == 1);
                int from = rig.agent.events().size();
                rig.pass(300);
                List<EventLine> meanwhile = rig.agent.events();
                assertTrue(meanwhile.subList(from, meanwhile.size()).stream()
                        .noneMatch(event -> event.name().equals("key_down")), "nothing is pressed");
            } finally {
                grab.close();
            }
            rig.await("it goes on", () -> ends(rig) == 1);
            long before = rig.presses(Key.Q);
            rig.await("it plays on", () -> rig.presses(Key.Q) > before);
        }
    }

    @Test
    @Tag("proof")
    void aWindowThatIsGoneIsNotPlayedInto() throws Exception {
        try (VirtualDesktop desktop = new VirtualDesktop(); Rig rig = new Rig(desktop, folder, PROFILE)) {
            rig.await("it plays", () -> rig.presses(Key.Q) > 3);
            desktop.unfocus();
            rig.await("it holds", () -> holds(rig) == 1);
            int from = rig.agent.events().size();
            rig.pass(300);
            assertTrue(rig.agent.events().stream().skip(from).noneMatch(event -> event.name().equals("key_down")));
        }
    }

    @Tag("proof")
    @ParameterizedTest
    @EnumSource(value = Manager.class, names = {"JWM", "TWM"})
    void withAWindowManagerToo(Manager manager) throws Exception {
        SharedDesktop.requirePrograms(manager.program(), "xprop", "xwininfo");
        try (WindowedDesktop windows = new WindowedDesktop(manager, folder)) {
            windows.focusGame();
            try (Rig rig = new Rig(windows.desktop(), folder, PROFILE)) {
                for (int i = 0; i < 8; i++) {
                    int change = i + 1;
                    long before = rig.presses(Key.Q);
                    rig.await("it plays", () -> rig.presses(Key.Q) > before + 2);
                    windows.focusOther();
                    rig.await("it holds", () -> holds(rig) >= change && holds(rig) > ends(rig));
                    rig.pass(150);
                    windows.focusGame();
                }
                // As above: what gets the focus between the last question and the press gets that press.
                assertTrue(presses(windows.other()).stream().map(TargetWindow.Event::key)
                        .filter(key -> key == Key.Q || key == Key.C).count() <= 1,
                        () -> presses(windows.other()).toString());
            }
        }
    }
}
