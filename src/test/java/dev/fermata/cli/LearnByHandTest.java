package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.cli.LearnByHand.Press;
import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.config.profile.Sensor.Grows;
import dev.fermata.config.profile.Sensor.Kind;
import dev.fermata.config.profile.Sensor.Region;
import dev.fermata.platform.Screen;
import dev.fermata.platform.simulated.SimulatedScreen;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning step by step, with a player who does what each step of a test says before he presses. */
class LearnByHandTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 100;
    private static final Region BEFORE = new Region(1, 2, 30, 4);

    /** What the player does, and then presses. */
    private record Step(Runnable first, Press press) {
    }

    @TempDir
    private Path folder;

    private final SimulatedScreen screen = new SimulatedScreen();
    private final StringWriter told = new StringWriter();
    private final Deque<Step> steps = new ArrayDeque<>();

    @BeforeEach
    void show() {
        fill(0);
    }

    /** A bar at 20, 10 of 100 x 8 pixels. */
    private void fill(int percent) {
        int[] rgb = new int[WIDTH * HEIGHT];
        for (int i = 0; i < rgb.length; i++) {
            int x = i % WIDTH - 20;
            int y = i / WIDTH - 10;
            rgb[i] = x < 0 || x >= 100 || y < 0 || y >= 8 ? 0x505050 : x < percent ? 0xc82020 : 0x301414;
        }
        screen.show(WIDTH, HEIGHT, rgb);
    }

    private void take(Runnable first) {
        steps.add(new Step(first, Press.TAKE));
    }

    private void skip() {
        steps.add(new Step(() -> { }, Press.SKIP));
    }

    private LearnByHand learn(Kind kind, int referenceWidth, String typed) {
        Sensor sensor = new Sensor("hp", kind, BEFORE, Grows.RIGHT, folder.resolve("hp"), 0xc82020, 20);
        Senses senses = new Senses(Optional.of(new Senses.Size(referenceWidth, HEIGHT * referenceWidth / WIDTH)), 20,
                Duration.ofMillis(250), List.of(sensor));
        return new LearnByHand(senses, sensor, screen, () -> {
            Step step = steps.remove();
            step.first().run();
            return step.press();
        }, "f6", "f7", new PrintWriter(told), new BufferedReader(new StringReader(typed)));
    }

    @Test
    void aBarIsLearnedByTwoCornersAndTwoLooks() throws Exception {
        LearnByHand learn = learn(Kind.BAR, 2 * WIDTH, "");
        take(() -> screen.point(119, 17));
        take(() -> screen.point(20, 10));
        Region region = learn.place();
        assertEquals(new Region(20, 10, 100, 8), region);
        take(() -> fill(100));
        take(() -> fill(0));
        learn.looks(region);
        take(() -> fill(63));
        skip();
        learn.check(region);
        assertTrue(told.toString().contains("Now it reads 0.0 %"), told.toString());
        assertTrue(told.toString().contains("Now it reads 63.0 %"), told.toString());
        assertTrue(Files.exists(folder.resolve("hp.full.png")));
    }

    @Test
    void whatIsLeftOutStaysAsItWas() throws Exception {
        LearnByHand learn = learn(Kind.BAR, 2 * WIDTH, "");
        skip();
        assertEquals(new Region(1, 1, 15, 2), learn.place(), "that of the profile, in a window half as large");
        skip();
        skip();
        learn.looks(BEFORE);
        assertFalse(Files.exists(folder.resolve("hp.full.png")));
    }

    @Test
    void aPointerOutsideTheWindowAndAPlaceWithoutPixelsAreAskedForAgain() throws Exception {
        LearnByHand learn = learn(Kind.BAR, WIDTH, "");
        take(() -> screen.point(-1, 10));
        take(() -> screen.point(20, 10));
        take(() -> screen.point(20, 17));
        take(() -> screen.point(20, 10));
        skip();
        take(() -> screen.point(21, 10));
        take(() -> screen.point(40, 20));
        assertEquals(new Region(21, 10, 20, 11), learn.place());
        assertTrue(told.toString().contains("The pointer is not in the window"), told.toString());
        assertTrue(told.toString().contains("Those are 1 x 8 pixels"), told.toString());
    }

    @Test
    void aWindowThatCannotBeSeenTeachesNothingAndIsTriedAgain() throws Exception {
        LearnByHand learn = learn(Kind.ICON, WIDTH, "");
        take(() -> screen.cover(Screen.State.COVERED));
        take(() -> screen.cover(Screen.State.SEEN));
        skip();
        learn.looks(new Region(20, 10, 20, 8));
        assertTrue(told.toString().contains("Nothing was learned: there is nothing to see: covered by another window"),
                told.toString());
        assertTrue(Files.exists(folder.resolve("hp.ready.png")));
    }

    @Test
    void anOrbIsAskedForValuesInBetween() throws Exception {
        Region region = new Region(20, 10, 100, 8);
        LearnByHand learn = learn(Kind.ORB, WIDTH, "many\n120\n40 %\n");
        take(() -> fill(100));
        take(() -> fill(0));
        take(() -> fill(50));
        take(() -> fill(50));
        take(() -> fill(50));
        skip();
        learn.looks(region);
        assertTrue(told.toString().contains("'many' is no number from 0 to 100"), told.toString());
        assertTrue(told.toString().contains("'120' is no number from 0 to 100"), told.toString());
        take(() -> fill(50));
        skip();
        learn.check(region);
        assertTrue(told.toString().contains("Now it reads 40.0 %"), told.toString());
    }
}
