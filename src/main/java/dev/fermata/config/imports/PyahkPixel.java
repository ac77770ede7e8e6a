package dev.fermata.config.imports;

import dev.fermata.config.imports.ImportedProfile.Pixel;
import dev.fermata.config.imports.ImportedProfile.Place;
import dev.fermata.config.profile.Sensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A skill's test of one pixel, made into sensors and a condition that says the same: that program takes the screen's
 * blue for red and the other way round, which is kept.
 *
 * @param yes the condition under which the test is true; a text of our profiles
 * @param no the same for false
 * @param always what it always says, where it does
 */
record PyahkPixel(String yes, String no, Optional<Boolean> always) {
    private static final int WHITE = 0xffffff;

    /** Reads the fields of a skill; sensors that are needed are put into the draft. */
    static PyahkPixel read(Draft draft, Fields skill, String name) {
        double x = skill.number("ConditionCoordX", 0, -1e9, 1e9);
        double y = skill.number("ConditionCoordY", 0, -1e9, 1e9);
        OptionalDouble colour = skill.number("ConditionColor");
        int tolerance = (int) Math.max(-1, Math.min(255, skill.number("ColorTolerance", 12, -1e9, 1e9)));
        if (x == 0 || y == 0) {
            skill.remark("ConditionCoordX", "a place with a 0 in it is no place: the test always says yes there");
            return new PyahkPixel("", "", Optional.of(true));
        }
        if (Draft.whyNot(Sensor.Kind.PIXEL, x, y, 1, 1).isPresent()) {
            skill.remark("ConditionCoordX", "this lies outside of any window, so the test always says no there");
            return new PyahkPixel("", "", Optional.of(false));
        }
        Sensor.Region at = new Sensor.Region((int) x, (int) y, 1, 1);
        long code = (long) colour.orElse(0);
        if (code == 1) {
            return red(draft, skill, name, at);
        }
        if (tolerance < 0) {
            skill.remark("ColorTolerance", "with less than 0 the test " + (code == 0 ? "always says yes" : "always"
                    + " says no"));
            return new PyahkPixel("", "", Optional.of(code == 0));
        }
        String sensor = draft.sensorName(name + "_pixel");
        if (code == 0) {
            draft.add(place(sensor, at, Sensor.ANY_COLOUR, tolerance));
        } else {
            int swapped = swapped(code);
            if (code < 0 || code > WHITE) {
                skill.remark("ConditionColor", "this is no colour; its last three bytes are taken, as there");
            }
            if (swapped != (code & WHITE)) {
                skill.about("sensor " + sensor).remark("ConditionColor", "pyahk takes the screen's blue for red, so "
                        + String.format("#%06x", code & WHITE) + " asks for " + String.format("#%06x", swapped)
                        + "; that is kept, so that it plays as it did. Was " + String.format("#%06x", code & WHITE)
                        + " meant, write that");
            }
            skill.about("skill " + name);
            draft.add(place(sensor, at, swapped, tolerance));
        }
        return new PyahkPixel(sensor, "not " + sensor, Optional.empty());
    }

    /**
     * More than 100 of one channel and less than 50 of both others: three sensors, for one has one tolerance for all.
     */
    private static PyahkPixel red(Draft draft, Fields skill, String name, Sensor.Region at) {
        String blue = draft.sensorName(name + "_blue");
        draft.add(place(blue, at, 0x8080ff, 255 - 101));
        String red = draft.sensorName(name + "_red");
        draft.add(place(red, at, 0xff8080, 255 - 50));
        String green = draft.sensorName(name + "_green");
        draft.add(place(green, at, 0x80ff80, 255 - 50));
        skill.about("sensor " + blue).remark("ConditionColor", "1 is meant to be red, but pyahk takes the screen's"
                + " blue for "
                + "red: it asks for more than 100 of blue and less than 50 of red and green; that is kept, so that it"
                + " plays"
                + " as it did. Was red meant, exchange " + blue + " and " + red + " in 'when'");
        skill.about("skill " + name);
        // The same sensors with the names exchanged test red: more than 100 differs from 50 by a few shades only.
        String yes = blue + " and not " + red + " and not " + green;
        return new PyahkPixel(yes, "not (" + yes + ")", Optional.empty());
    }

    private static int swapped(long colour) {
        return (int) ((colour & 0xff) << 16 | colour & 0xff00 | colour >> 16 & 0xff);
    }

    private static Place place(String name, Sensor.Region at, int colour, int tolerance) {
        return new Place(name, Sensor.Kind.PIXEL, at, Optional.of(new Pixel(colour, tolerance)), List.of());
    }
}
