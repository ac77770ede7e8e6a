package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.imports.Imports;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.Sensor;
import dev.fermata.config.profile.Skill;
import dev.fermata.model.Condition;
import dev.fermata.model.Truth;
import dev.fermata.platform.simulated.SimulatedScreen;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What the other programs make of a pixel, and what a profile makes of it that was imported from them. */
@Tag("long")
class ImportedPixelTest {
    private static final List<Integer> EDGES = List.of(0, 1, 12, 13, 49, 50, 51, 94, 95, 96, 100, 101, 127, 128,
            254, 255);

    private final SimulatedScreen screen = new SimulatedScreen();

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPixelOfPyahkSaysTheSame(@ForAll @IntRange(max = 2) int kind,
            @ForAll @IntRange(min = 2, max = 0xffffff) int colour,
            @ForAll @IntRange(max = 255) int tolerance, @ForAll int red, @ForAll int green, @ForAll int blue) {
        int code = kind == 2 ? colour : kind;
        int[] shown = {channel(red, colour >> 16, tolerance), channel(green, colour >> 8, tolerance),
            channel(blue, colour, tolerance)};
        String file = "{\"skills\": {\"Skill1\": {\"Enabled\": true, \"Key\": \"q\", \"ExecuteCondition\": 1,"
                + " \"ConditionCoordX\": 30, \"ConditionCoordY\": 40, \"ConditionColor\": " + code
                + ", \"ColorTolerance\": " + tolerance + "}}}";
        // There blue is the first channel of a picture, and taken for red.
        assertEquals(Truth.of(!pyahk(shown[2], shown[1], shown[0], code, tolerance)),
                plays("x.json", file, 64, 64, shown));
    }

    /** As that program has it. */
    private static boolean pyahk(int r, int g, int b, int code, int tolerance) {
        if (code == 0) {
            return Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) > tolerance;
        }
        if (code == 1) {
            return r > 100 && g < 50 && b < 50;
        }
        return Math.abs(r - (code >> 16 & 255)) <= tolerance && Math.abs(g - (code >> 8 & 255)) <= tolerance
                && Math.abs(b - (code & 255)) <= tolerance;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aBuffOfD3KeyHelperIsOverAtTheSameGreen(@ForAll @DoubleRange(min = 0.6, max = 1.5) double gamma,
            @ForAll @IntRange(max = 255) int red, @ForAll int green, @ForAll @IntRange(max = 255) int blue) {
        String written = String.format(Locale.ROOT, "%.2f", gamma);
        double used = Double.parseDouble(written);
        int shown = channel(green, 95, 30);
        double corrected = Math.abs(used - 1) < 0.01 ? shown : Math.pow(shown / 255.0, 1.9 * used - 0.9) * 255;
        // At just this brightness one shade is taken for the other.
        Assume.that(shown != 127 || Math.pow(128 / 255.0, 1.9 * used - 0.9) * 255 < 95);
        String file = "[General]\ngameresolution=860x360\ngamegamma=" + written + "\n[One]\naction_1=4\n";
        assertEquals(Truth.of(corrected < 95), plays("x.ini", file, 860, 360, new int[] {red, shown, blue}));
    }

    /** Any shade, and more often one at which something changes. */
    private static int channel(int any, int near, int tolerance) {
        int number = Math.floorMod(any, 1_000);
        int shade = number < 300 ? number % 256 : number < 600 ? EDGES.get(number % EDGES.size())
                : (near & 255) + (number % 2 == 0 ? tolerance : -tolerance) + number % 3 - 1;
        return Math.max(0, Math.min(255, shade));
    }

    private Truth plays(String file, String text, int width, int height, int[] shown) {
        Profile profile = ProfileReader.parse("x", Imports.first(file, text)).profile().orElseThrow();
        int[] rgb = new int[width * height];
        Arrays.fill(rgb, 0x808080);
        for (Sensor sensor : profile.senses().sensors()) {
            Sensor.Region place = profile.senses().inWindow(sensor.region(), width, height);
            for (int y = place.y(); y < place.y() + place.height(); y++) {
                Arrays.fill(rgb, y * width + place.x(), y * width + place.x() + place.width(),
                        shown[0] << 16 | shown[1] << 8 | shown[2]);
            }
        }
        screen.show(width, height, rgb);
        Sensors sensors = new Sensors(profile.senses(), screen);
        sensors.look(0);
        Map<String, Reading> readings = sensors.readings();
        return ((Skill.Timed) profile.skills().get(0)).looked().orElseThrow().when().over(new Condition.Values() {
            @Override
            public boolean isKnown(String sensor) {
                return readings.get(sensor).isKnown();
            }

            @Override
            public double value(String sensor) {
                return readings.get(sensor).value();
            }

            @Override
            public double maximum(String sensor) {
                return readings.get(sensor).maximum();
            }
        });
    }
}
