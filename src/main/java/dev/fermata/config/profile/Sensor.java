package dev.fermata.config.profile;

import java.nio.file.Path;
import java.util.List;

/**
 * A named place on the screen and how to read it. Immutable.
 *
 * @param region where it is, in pixels of the window at the size that {@link Senses#reference} has
 * @param grows where what is full of a bar or an orb ends last
 * @param look what its learned pictures' names begin with, see {@link #picture}
 * @param colour of a pixel sensor, {@code 0xRRGGBB} or {@link #ANY_COLOUR}
 * @param tolerance how far a channel of it may be off, on average; of any colour how far channels differ in a grey
 */
public record Sensor(String name, Kind kind, Region region, Grows grows, Path look, int colour, int tolerance) {
    /** Whatever is not grey. */
    public static final int ANY_COLOUR = -1;

    /** How a place is read. */
    public enum Kind {
        /** Whether it has a colour. */
        PIXEL,
        /** Whether a skill's icon is ready or cooling. */
        ICON,
        /** How full a bar is. */
        BAR,
        /** How full an orb is. */
        ORB,
        /** The number written there, or the number and its maximum. */
        DIGITS
    }

    /** The direction into which a bar or an orb fills. */
    public enum Grows { UP, DOWN, LEFT, RIGHT }

    /** A rectangle in pixels, from the left upper corner. */
    public record Region(int x, int y, int width, int height) {
        static Region of(List<Integer> numbers) {
            return new Region(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
        }

        Region scaled(double across, double down) {
            int left = (int) Math.round(x * across);
            int top = (int) Math.round(y * down);
            return new Region(left, top, Math.max(1, (int) Math.round((x + width) * across) - left),
                    Math.max(1, (int) Math.round((y + height) * down) - top));
        }

        @Override
        public String toString() {
            return "[" + x + ", " + y + ", " + width + ", " + height + "]";
        }
    }

    /** The same at another place. */
    public Sensor at(Region other) {
        return new Sensor(name, kind, other, grows, look, colour, tolerance);
    }

    /** The file of one of its learned pictures, such as {@code full}. */
    public Path picture(String of) {
        return look.resolveSibling(look.getFileName() + "." + of + ".png");
    }
}
