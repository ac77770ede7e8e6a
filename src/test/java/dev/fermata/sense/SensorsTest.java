package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.config.profile.Sensor.Grows;
import dev.fermata.config.profile.Sensor.Kind;
import dev.fermata.config.profile.Sensor.Region;
import dev.fermata.painter.Canvas;
import dev.fermata.platform.Screen.State;
import dev.fermata.platform.simulated.SimulatedScreen;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sensors say of a window that can be seen, and why they say nothing of one that cannot. */
class SensorsTest {
    private static final int FULL = 0xc82020;
    private static final int EMPTY = 0x301414;
    private static final int WIDTH = 200;
    private static final int HEIGHT = 100;
    private static final Region BAR = new Region(20, 10, 100, 8);

    @TempDir
    private Path folder;

    private final SimulatedScreen screen = new SimulatedScreen();
    private Sensor bar;

    @BeforeEach
    void learn() throws IOException, Lesson.NotLearnedException {
        bar = sensor("hp", Kind.BAR, BAR);
        show(1, WIDTH, HEIGHT);
        Lesson.look(bar, BAR, screen).keep("full");
        show(0, WIDTH, HEIGHT);
        Lesson.look(bar, BAR, screen).keep("empty");
    }

    private Sensor sensor(String name, Kind kind, Region region) {
        return new Sensor(name, kind, region, Grows.RIGHT, folder.resolve(name), FULL, 20);
    }

    private Sensors sensors(Sensor... all) {
        return new Sensors(new Senses(Optional.of(new Senses.Size(WIDTH, HEIGHT)), 20, Duration.ofMillis(250),
                List.of(all)), screen);
    }

    /** The bar at its place in a window of that size. */
    private void show(double part, int width, int height) {
        int[] rgb = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double along = (x + 0.5) * WIDTH / width - BAR.x();
                double across = (y + 0.5) * HEIGHT / height - BAR.y();
                boolean inside = along >= 0 && along < BAR.width() && across >= 0 && across < BAR.height();
                rgb[y * width + x] = inside ? along < part * BAR.width() ? FULL : EMPTY : 0x505050;
            }
        }
        screen.show(width, height, rgb);
    }

    @ParameterizedTest
    @CsvSource({"200, 100", "400, 200", "300, 150", "177, 93"})
    void theRegionGoesWithTheWindow(int width, int height) {
        Sensors sensors = sensors(bar);
        for (double part : new double[] {0, 0.25, 0.6, 1}) {
            show(part, width, height);
            sensors.look(0);
            assertEquals(100 * part, sensors.readings().get("hp").value(), 1.5);
            assertTrue(sensors.readings().get("hp").isKnown());
        }
    }

    @ParameterizedTest
    @CsvSource({"NO_WINDOW, NO_WINDOW", "HIDDEN, HIDDEN", "UNFOCUSED, UNFOCUSED", "FAILED, NO_CAPTURE"})
    void aWindowThatCannotBeSeenIsNotRead(State state, Why why) {
        Sensors sensors = sensors(bar);
        sensors.look(0);
        screen.stand(state);
        sensors.look(1);
        assertEquals(why, sensors.readings().get("hp").why());
        screen.stand(State.SEEN);
        sensors.look(2);
        assertTrue(sensors.readings().get("hp").isKnown(), "read again, though nothing was drawn meanwhile");
    }

    @Test
    void whatIsCoveredOrOutsideIsNotRead() {
        Sensors sensors = sensors(bar);
        screen.cover(State.COVERED);
        sensors.look(0);
        assertEquals(Why.COVERED, sensors.readings().get("hp").why());
        screen.cover(State.SEEN);
        screen.show(60, 12, new int[60 * 12]);
        Sensors unscaled = new Sensors(new Senses(Optional.empty(), 20, Duration.ofMillis(250), List.of(bar)), screen);
        unscaled.look(1);
        assertEquals(Why.OUTSIDE, unscaled.readings().get("hp").why());
    }

    @Test
    void aBlackScreenAndAnotherPictureSayNothing() {
        Sensors sensors = sensors(bar);
        screen.show(WIDTH, HEIGHT, new int[WIDTH * HEIGHT]);
        sensors.look(0);
        assertEquals(Why.BLACK, sensors.readings().get("hp").why());
        Random random = new Random(1);
        screen.show(WIDTH, HEIGHT, random.ints((long) WIDTH * HEIGHT, 0, 0x1000000).toArray());
        sensors.look(1);
        assertFalse(sensors.readings().get("hp").isKnown());
    }

    /** Of a place of one pixel its surroundings tell whether the picture is black or only the place. */
    @Test
    void aBlackScreenDoesNotSayThatAPlaceHasNotItsColour() {
        Sensors sensors = sensors(sensor("buff", Kind.PIXEL, new Region(50, 50, 1, 1)));
        screen.show(WIDTH, HEIGHT, new int[WIDTH * HEIGHT]);
        sensors.look(0);
        assertEquals(Why.BLACK, sensors.readings().get("buff").why());
        int[] rgb = new int[WIDTH * HEIGHT];
        Arrays.fill(rgb, 50 * WIDTH, 60 * WIDTH, 0x804020);
        rgb[50 * WIDTH + 50] = 0;
        screen.show(WIDTH, HEIGHT, rgb);
        sensors.look(1);
        assertTrue(sensors.readings().get("buff").isKnown());
        assertEquals(0, sensors.readings().get("buff").value());
        Arrays.fill(rgb, 0x804020);
        rgb[50 * WIDTH + 50] = FULL;
        screen.show(WIDTH, HEIGHT, rgb);
        sensors.look(2);
        assertEquals(1, sensors.readings().get("buff").value());
    }

    @Test
    void whatWasNotLearnedIsUnknown() {
        Sensors sensors = sensors(sensor("mana", Kind.BAR, BAR), sensor("ready_q", Kind.ICON, BAR),
                sensor("gold", Kind.DIGITS, BAR), sensor("globe", Kind.ORB, BAR));
        sensors.look(0);
        sensors.readings().values().forEach(reading -> assertEquals(Why.NOT_LEARNED, reading.why()));
    }

    @Test
    void aStillScreenIsNotCapturedAgainAndItsReadingsStayTrue() {
        Sensors sensors = sensors(bar);
        sensors.look(0);
        long before = screen.captures();
        for (long now = 0; now <= Duration.ofSeconds(10).toNanos(); now += 50_000_000) {
            sensors.look(now);
            sensors.age(now);
            assertTrue(sensors.readings().get("hp").isKnown());
        }
        assertEquals(before, screen.captures());
    }

    @Test
    void aNewMaximumIsBelievedAtTheSecondLookAlsoOnAStillScreen() throws IOException, Lesson.NotLearnedException {
        Sensor digits = sensor("life", Kind.DIGITS, new Region(0, 0, WIDTH, 30));
        write("0123456789/");
        Lesson.look(digits, digits.region(), screen).keepGlyphs("0123456789/");
        Sensors sensors = sensors(digits);
        Reading life = sensors.readings().get("life");
        write("12/34");
        sensors.look(0);
        assertEquals(34, life.maximum());
        write("12/56");
        sensors.look(1);
        assertEquals(Why.UNSURE, life.why());
        sensors.look(2);
        assertTrue(life.isKnown());
        assertEquals(12, life.value());
        assertEquals(56, life.maximum());
        long before = screen.captures();
        sensors.look(3);
        assertEquals(before, screen.captures());
    }

    private void write(String text) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        canvas.clear(0x202020);
        canvas.write(text, 4, 6, 14, 1.8, 0xf0f0f0);
        screen.show(WIDTH, HEIGHT, canvas.frame().rgb());
    }

    @Test
    void aReadingThatIsTooOldIsUnknown() {
        Sensors sensors = sensors(bar);
        sensors.look(0);
        sensors.age(Duration.ofMillis(250).toNanos());
        assertTrue(sensors.readings().get("hp").isKnown());
        sensors.age(Duration.ofMillis(250).toNanos() + 1);
        assertEquals(Why.STALE, sensors.readings().get("hp").why());
    }

    @Test
    void aPixelSaysYesOrNo() {
        Sensors sensors = sensors(sensor("red", Kind.PIXEL, new Region(22, 11, 3, 3)));
        show(1, WIDTH, HEIGHT);
        sensors.look(0);
        assertEquals(1, sensors.readings().get("red").value());
        show(0, WIDTH, HEIGHT);
        sensors.look(1);
        assertEquals(0, sensors.readings().get("red").value());
    }

    @ParameterizedTest
    @CsvSource({"0x6c6060, 0", "0x6d6060, 1", "0x000000, 0", "0xffffff, 0", "0x2040c0, 1", "0x00000d, 1",
            "0xf3fff4, 0"})
    void aPixelOfAnyColourSaysNoToGreysOnly(String shown, double says) {
        Region place = new Region(22, 11, 1, 1);
        Sensors sensors = sensors(new Sensor("skill", Kind.PIXEL, place, Grows.RIGHT, folder, Sensor.ANY_COLOUR, 12));
        int[] rgb = new int[WIDTH * HEIGHT];
        Arrays.fill(rgb, Integer.decode(shown));
        rgb[9 * WIDTH + 22] = 0xffffff;
        screen.show(WIDTH, HEIGHT, rgb);
        sensors.look(0);
        assertEquals(says, sensors.readings().get("skill").value());
        assertTrue(sensors.readings().get("skill").isKnown());
    }

    @Test
    void brokenLooksAreNotLearnedAndNothingWorse() throws IOException {
        Files.write(bar.picture("full"), new byte[] {1, 2, 3});
        Sensors sensors = sensors(bar);
        sensors.look(0);
        assertEquals(Why.NOT_LEARNED, sensors.readings().get("hp").why());
    }

    @Test
    @Tag("long")
    void anyPictureIsReadWithoutAnException() throws IOException, Lesson.NotLearnedException {
        Sensor icon = sensor("meteor", Kind.ICON, new Region(130, 20, 30, 30));
        Random random = new Random(7);
        screen.show(WIDTH, HEIGHT, random.ints((long) WIDTH * HEIGHT, 0, 0x1000000).toArray());
        Lesson.look(icon, icon.region(), screen).keep("ready");
        Sensors sensors = sensors(bar, icon, sensor("red", Kind.PIXEL, BAR));
        for (int i = 0; i < 1_000; i++) {
            int most = 1 + random.nextInt(0xffffff);
            int width = 30 + random.nextInt(200);
            int height = 30 + random.nextInt(100);
            screen.show(width, height, random.ints((long) width * height, 0, most).toArray());
            sensors.look(i);
            sensors.readings().values().forEach(reading -> assertTrue(!reading.isKnown()
                    || reading.value() >= 0 && reading.value() <= 100 && reading.confidence() <= 1));
        }
    }

    @Test
    void lookingAllocatesNothing() throws IOException, Lesson.NotLearnedException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(3);
        Sensor icon = sensor("meteor", Kind.ICON, new Region(130, 40, 30, 30));
        int[] noise = random.ints((long) WIDTH * HEIGHT, 0, 0x1000000).toArray();
        screen.show(WIDTH, HEIGHT, noise);
        Lesson.look(icon, icon.region(), screen).keep("ready");
        Sensors sensors = sensors(bar, icon, sensor("red", Kind.PIXEL, BAR));
        // What rises and falls again is sorted in a way of its own.
        for (int i = 0; i < WIDTH * 20; i++) {
            noise[i] = 0x10101 * (int) (127 + 127 * Math.sin(i % WIDTH / 9.0));
        }
        for (int i = 0; i < 2_000; i++) {
            screen.cover(State.SEEN);
            sensors.look(i);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                screen.cover(State.SEEN);
                sensors.look(i);
                sensors.age(i);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }
}
