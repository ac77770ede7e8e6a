package dev.fermata.sense;

import dev.fermata.config.profile.Sensor;

/** Says yes when the average of a place has a colour, or, told {@link Sensor#ANY_COLOUR}, any colour but grey. */
final class PixelEye implements Eye {
    /** A place is often one pixel, which may well be black where the picture is not. */
    private static final int SURROUNDINGS = 4;

    private final int colour;
    private final int tolerance;

    PixelEye(int colour, int tolerance) {
        this.colour = colour;
        this.tolerance = tolerance;
    }

    @Override
    public int margin() {
        return SURROUNDINGS;
    }

    @Override
    public void read(Picture now, int margin, Reading into) {
        if (now.isBlack()) {
            into.unknown(Why.BLACK);
            return;
        }
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = margin; y < now.height - margin; y++) {
            for (int x = margin; x < now.width - margin; x++) {
                int pixel = now.at(x, y);
                red += Picture.red(pixel);
                green += Picture.green(pixel);
                blue += Picture.blue(pixel);
            }
        }
        double count = (now.width - 2.0 * margin) * (now.height - 2.0 * margin);
        double off = colour == Sensor.ANY_COLOUR ? spread(red / count, green / count, blue / count)
                : Math.max(Math.abs(red / count - Picture.red(colour)), Math.max(
                        Math.abs(green / count - Picture.green(colour)),
                        Math.abs(blue / count - Picture.blue(colour))));
        boolean yes = colour == Sensor.ANY_COLOUR ? off > tolerance : off <= tolerance;
        // Right at the limit it could as well be the other.
        into.known(yes ? 1 : 0, 0.5 + Math.abs(off - tolerance) / (2.0 * Math.max(8, tolerance)));
    }

    private static double spread(double red, double green, double blue) {
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    }
}
