package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Glob;
import dev.fermata.model.WindowPattern;
import dev.fermata.platform.Screen;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.WindowedDesktop;
import dev.fermata.platform.virtual.WindowedDesktop.Manager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which window of a real server is the game's. */
@Tag("desktop")
@Tag("long")
class X11WindowFinderDesktopTest {
    private static final WindowPattern GAME = new WindowPattern(Optional.of(new Glob("The Game*")), Optional.empty(),
            Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void findsTheWindowThatIsCalledSoAsTheyComeAndGo() {
        try (PaintedScreen painted = new PaintedScreen(24);
                X11WindowFinder finder = new X11WindowFinder(painted.display(), GAME)) {
            assertEquals(OptionalLong.empty(), finder.find());
            painted.open(0, 0, 100, 100);
            long game = painted.open(200, 0, 100, 100);
            painted.tell("name 1 The Game - 60 fps");
            assertEquals(OptionalLong.of(game), finder.find());
            finder.mayDiffer();
            painted.tell("paint 1 0 0 10 10 ff0000");
            painted.tell("move 1 150 0");
            assertEquals(false, finder.mayDiffer(), "it is still the same one");

            painted.tell("name 1 The Game - 59 fps");
            assertTrue(finder.mayDiffer());
            assertEquals(OptionalLong.of(game), finder.find());
            painted.tell("name 1 Something else");
            assertTrue(finder.mayDiffer());
            assertEquals(OptionalLong.empty(), finder.find());
            painted.tell("name 1 The Game");
            assertEquals(OptionalLong.of(game), finder.find());
            painted.tell("close 1");
            assertTrue(finder.mayDiffer());
            assertEquals(OptionalLong.empty(), finder.find());
        }
    }

    @Test
    void ofSeveralItIsTheOneWithTheFocusElseTheUppermostThatIsShown() {
        try (PaintedScreen painted = new PaintedScreen(24);
                X11WindowFinder finder = new X11WindowFinder(painted.display(), GAME)) {
            long launcher = painted.open(0, 0, 100, 100);
            painted.tell("name 0 The Game: Launcher");
            long game = painted.open(200, 0, 100, 100);
            painted.tell("name 1 The Game");
            assertEquals(OptionalLong.of(game), finder.find(), "the uppermost");
            painted.tell("focus 0");
            assertEquals(OptionalLong.of(launcher), finder.find());
            painted.tell("focus 1");
            assertTrue(finder.mayDiffer());
            assertEquals(OptionalLong.of(game), finder.find());
            painted.open(400, 0, 100, 100);
            painted.tell("focus 2");
            painted.tell("hide 1");
            assertEquals(OptionalLong.of(launcher), finder.find(), "the other one is not shown");
        }
    }

    @ParameterizedTest
    @EnumSource(Manager.class)
    void aWindowManagersFramesAreNotTheGame(Manager manager) throws IOException {
        SharedDesktop.requirePrograms(manager.program());
        WindowPattern other = new WindowPattern(Optional.of(new Glob("Other")), Optional.empty(), Optional.empty());
        try (WindowedDesktop windows = new WindowedDesktop(manager, folder)) {
            String display = windows.desktop().display();
            try (Screen screen = X11WindowFinder.followed(display, other, false)) {
                assertEquals(Screen.State.SEEN, screen.look());
                if (manager.frames()) {
                    assertEquals(200, screen.width(), "its inside, not its frame");
                    assertEquals(150, screen.height());
                }
                assertEquals(Screen.State.SEEN, screen.capture(10, 10, 20, 20, new int[400]));
            }
        }
    }
}
