package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.config.profile.Sensor.Grows;
import dev.fermata.config.profile.Sensor.Kind;
import dev.fermata.config.profile.Sensor.Region;
import dev.fermata.painter.Canvas;
import dev.fermata.platform.simulated.SimulatedScreen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is on the screen and whatever has become of the looks: a value that can be, or why there is none. */
@Tag("long")
class SenseFuzzTest {
    private static final int FRAMES_A_ROUND = 20;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;
    private static final List<String> PICTURES = List.of("full", "empty", "ready", "cooling", "digit-0", "digit-7",
            "digit-slash");
    private static final List<String> TEXTS = List.of("", "\n", "5", "5 5\n70 90", "NaN Infinity",
            "1e999 -1e999\n50 50", "50 50\n50 60",
            "#f0f0f0 #202020 60 20", "#f0f0f0 #202020 0 0", "#f0f0f0 #202020 -1 20",
            "#f0f0f0 #202020 2147483647 2147483647",
            "#f0f0f0 #202020 40000 40000", "# # 1 1", "#gggggg #202020 60 20", "red green 60 20",
            "\u0000\u0001 \u00ff");

    @TempDir
    private Path folder;

    private final Random random = new Random(12);
    private final SimulatedScreen screen = new SimulatedScreen();

    private Sensor sensor(Kind kind) {
        Region region = new Region(random.nextInt(60), random.nextInt(40), 10 + random.nextInt(80),
                10 + random.nextInt(40));
        return new Sensor(kind.name(), kind, region, Grows.values()[random.nextInt(4)], folder.resolve(kind.name()),
                random.nextInt(0x1000000), random.nextInt(256));
    }

    @Test
    @Tag("soak")
    void anyOfTenThousandFramesWithAnyLooksIsReadOrUnknown() throws IOException {
        int count = 10_000;
        int known = 0;
        int unknown = 0;
        for (int frame = 0; frame < count; frame += FRAMES_A_ROUND) {
            clear();
            List<Sensor> all = Arrays.stream(Kind.values()).map(this::sensor).toList();
            for (Sensor sensor : all) {
                learn(sensor);
            }
            Sensors sensors = new Sensors(new Senses(random.nextBoolean() ? Optional.empty()
                    : Optional.of(new Senses.Size(WIDTH, HEIGHT)), 20, Duration.ofMillis(250), all), screen);
            for (int i = 0; i < FRAMES_A_ROUND; i++) {
                show(i);
                sensors.look(frame + i);
                for (Reading reading : sensors.readings().values()) {
                    check(reading);
                    known += reading.isKnown() ? 1 : 0;
                    unknown += reading.isKnown() ? 0 : 1;
                }
            }
        }
        assertTrue(known > count / 10 && unknown > count, known + " and " + unknown);
    }

    private static void check(Reading reading) {
        assertTrue(reading.confidence() >= 0 && reading.confidence() <= 1, () -> "" + reading.confidence());
        if (reading.isKnown()) {
            assertTrue(reading.value() >= 0 && reading.value() < 1e12 && reading.maximum() >= 0,
                    () -> "" + reading.value());
        } else {
            assertNotNull(reading.why());
        }
    }

    @Test
    void aLookThatIsNoPictureIsNotLearned() throws IOException {
        Sensor bar = sensor(Kind.BAR);
        byte[] good = Png.write(picture(40, 20));
        for (int i = 0; i < 500; i++) {
            clear();
            Files.write(bar.picture("empty"), good);
            Files.write(bar.picture("full"), Arrays.copyOf(good, random.nextInt(good.length)));
            assertTrue(new Looks(bar).eye().isEmpty());
            Files.write(bar.picture("full"), bytes(random.nextInt(2_000)));
            assertTrue(new Looks(bar).eye().isEmpty());
            Files.write(bar.picture("full"), header(1 + random.nextInt(Integer.MAX_VALUE),
                    1 + random.nextInt(Integer.MAX_VALUE)));
            assertTrue(new Looks(bar).eye().isEmpty());
        }
    }

    @Test
    void digitsOfAnImpossibleSizeAreNotLearned() throws IOException {
        Sensor digits = sensor(Kind.DIGITS);
        Files.write(digits.picture("digit-0"), Png.write(picture(6, 9)));
        Path text = folder.resolve(Kind.DIGITS.name() + ".digits.txt");
        for (String size : List.of("0 20", "60 0", "-60 20", "2147483647 2147483647", "40000 40000", "6e1 20", "60")) {
            Files.writeString(text, "#f0f0f0 #202020 " + size);
            assertEquals(Optional.empty(), new Looks(digits).eye(), size);
        }
        Files.writeString(text, "#f0f0f0 #202020 60 20");
        assertTrue(new Looks(digits).eye().isPresent());
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void learn(Sensor sensor) throws IOException {
        for (String of : PICTURES) {
            switch (random.nextInt(8)) {
                case 0 -> Files.write(sensor.picture(of), bytes(random.nextInt(300)));
                case 1 -> {
                    byte[] good = Png.write(picture(sensor.region().width(), sensor.region().height()));
                    Files.write(sensor.picture(of), Arrays.copyOf(good, random.nextInt(good.length)));
                }
                case 2 -> Files.write(sensor.picture(of),
                        Png.write(picture(1 + random.nextInt(120), 1 + random.nextInt(120))));
                case 3 -> Files.createDirectory(sensor.picture(of));
                default -> Files.write(sensor.picture(of),
                        Png.write(picture(sensor.region().width(), sensor.region().height())));
            }
        }
        for (String of : List.of("digits", "curve")) {
            Path file = folder.resolve(sensor.name() + "." + of + ".txt");
            if (random.nextInt(4) > 0) {
                Files.write(file, random.nextInt(8) == 0 ? bytes(random.nextInt(60))
                        : TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A picture that says to be of that size, and nothing more. */
    private static byte[] header(int width, int height) {
        byte[] good = Png.write(new Picture(2, 2));
        ByteBuffer.wrap(good).putInt(16, width).putInt(20, height);
        return good;
    }

    private Picture picture(int width, int height) {
        Canvas canvas = new Canvas(width, height);
        canvas.clear(random.nextInt(0x1000000));
        switch (random.nextInt(4)) {
            case 0 -> canvas.rectangle(0, 0, width / 2.0, height, random.nextInt(0x1000000), 1);
            case 1 -> canvas.write("" + random.nextInt(100_000), 2, 2, Math.max(4, height - 6), 1.8,
                    random.nextInt(0x1000000));
            case 2 -> canvas.ground(random, random.nextInt(100), 101 + random.nextInt(150));
            default -> {
            }
        }
        return Painted.of(canvas.frame());
    }

    private void show(int which) {
        int width = which % 5 == 0 ? 1 + random.nextInt(300) : WIDTH;
        int height = which % 5 == 0 ? 1 + random.nextInt(300) : HEIGHT;
        int colour = random.nextInt(0x1000000);
        int most = 1 + random.nextInt(0xffffff);
        screen.show(width, height, switch (random.nextInt(4)) {
            case 0 -> random.ints((long) width * height, 0, most).toArray();
            case 1 -> random.ints((long) width * height, 0, 1).map(black -> colour).toArray();
            default -> picture(width, height).rgb;
        });
    }
}
