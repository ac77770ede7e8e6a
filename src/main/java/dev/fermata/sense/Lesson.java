package dev.fermata.sense;

import dev.fermata.config.profile.Sensor;
import dev.fermata.platform.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes a look from the screen and keeps it for a sensor. For the screen's thread; reads and writes files. */
public final class Lesson {
    private static final double MOST_PERCENT = 100;

    private final Sensor sensor;
    private final Looks looks;
    private final Picture picture;

    /**
     * What was learned.
     *
     * @param file where it is kept
     * @param text what was seen, in a sentence without a full stop
     */
    public record Learned(Path file, String text) {
    }

    /** Nothing could be learned; the message says why. */
    public static final class NotLearnedException extends Exception {
        private static final long serialVersionUID = 1L;

        NotLearnedException(String message) {
            super(message);
        }
    }

    private Lesson(Sensor sensor, Picture picture) {
        this.sensor = sensor;
        this.looks = new Looks(sensor);
        this.picture = picture;
    }

    /**
     * Takes the picture.
     *
     * @param region in the window as it is now
     */
    public static Lesson look(Sensor sensor, Sensor.Region region, Screen screen) throws NotLearnedException {
        if ((long) region.width() * region.height() > Looks.MOST_PIXELS) {
            throw new NotLearnedException("a region of " + region.width() + " x " + region.height()
                    + " pixels is too large: at most " + Looks.MOST_PIXELS + ", such as 700 x 700");
        }
        Screen.State state = screen.look();
        Picture picture = new Picture(region.width(), region.height());
        if (state == Screen.State.SEEN) {
            state = screen.capture(region.x(), region.y(), region.width(), region.height(), picture.rgb);
        }
        if (state != Screen.State.SEEN) {
            throw new NotLearnedException("there is nothing to see: " + Sensors.why(state));
        }
        if (picture.isBlack()) {
            throw new NotLearnedException("there is nothing to see: " + Why.BLACK);
        }
        return new Lesson(sensor, picture);
    }

    /** Which looks a sensor has, in the words of {@link #keep}; of digits the characters. */
    public static List<String> learned(Sensor sensor) {
        return new Looks(sensor).learned();
    }

    /** Keeps it as the look of that name: {@code full}, {@code empty} or {@code ready}. */
    public Learned keep(String of) throws IOException {
        Path file = looks.save(of, picture);
        boolean fills = sensor.kind() == Sensor.Kind.BAR || sensor.kind() == Sensor.Kind.ORB;
        Reading reading = new Reading();
        looks.eye().ifPresent(eye -> eye.read(picture, 0, reading));
        String seen = picture.width + " x " + picture.height + " pixels of "
                + String.format("#%06x", picture.average());
        if (reading.isKnown()) {
            return new Learned(file, seen + ", which now reads " + (fills ? Math.round(reading.value()) + " %"
                    : reading.value() == 1 ? "ready" : "cooling") + ", sure to " + percent(reading.confidence()));
        }
        return new Learned(file, seen + (looks.isWhole() ? ", which cannot be told from the other look"
                : ", and the other look is still to be learned"));
    }

    private static String percent(double part) {
        return Math.round(100 * part) + " %";
    }

    /** Keeps that an orb that looks as now is worth so much. */
    public Learned keep(double value) throws IOException, NotLearnedException {
        Reading reading = new Reading();
        Eye eye = looks.plainFill().orElseThrow(() -> new NotLearnedException("first learn it with --full "
                + "and --empty"));
        eye.read(picture, 0, reading);
        if (!reading.isKnown()) {
            throw new NotLearnedException("it cannot be read: " + reading.why());
        }
        List<Curve.Point> points = new ArrayList<>(looks.curve());
        points.removeIf(point -> Math.abs(point.seen() - reading.value()) < 1);
        points.add(new Curve.Point(reading.value(), value));
        return new Learned(looks.save(points), Math.round(reading.value()) + " % of its height, which now reads "
                + Math.round(value) + " %, sure to " + percent(reading.confidence()));
    }

    /** The same of what somebody has typed. */
    public Learned keepPercent(String typed) throws IOException, NotLearnedException {
        try {
            double value = Double.parseDouble(typed.replace("%", "").strip());
            if (value >= 0 && value <= MOST_PERCENT) {
                return keep(value);
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new NotLearnedException("'" + typed + "' is no number from 0 to 100");
    }

    /** Keeps the characters of a text that is written there now. */
    public Learned keepGlyphs(String text) throws IOException, NotLearnedException {
        Ink ink = new Ink(picture.width, picture.height);
        Ink.Colours colours = Ink.Colours.of(picture);
        int count = ink.find(picture, colours);
        String written = text.replace(" ", "");
        if (written.isEmpty() || written.chars().anyMatch(each -> Looks.CHARACTERS.indexOf(each) < 0)) {
            throw new NotLearnedException("only digits and the slash can be learned, as they are written there now");
        }
        if (count != written.length()) {
            throw new NotLearnedException("there are " + Math.max(0, count)
                    + " characters apart from each other, not the "
                    + written.length() + " of '" + written + "'; is the region right?");
        }
        List<Glyph> glyphs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            glyphs.add(ink.glyph(i, written.charAt(i)));
        }
        return new Learned(looks.save(glyphs, colours, picture.width, picture.height), count + " characters in "
                + String.format("#%06x", colours.letters()) + " on " + String.format("#%06x", colours.ground()));
    }
}
