package dev.fermata.sense;

import dev.fermata.config.profile.Sensor.Grows;

/**
 * How the original reads a rectangle: a line across the bar counts as full when 60 % of its pixels are within 10, 30 and
 * 50 of hue (0 to 179), saturation and brightness of the full look; read is the share of such lines. It knows upright
 * bars only; for the others it gets its picture turned here.
 */
final class OldRule {
    private OldRule() {
    }

    static double read(Picture now, Picture full, Grows grows) {
        boolean upright = grows == Grows.UP || grows == Grows.DOWN;
        int lines = upright ? now.height : now.width;
        int across = upright ? now.width : now.height;
        int matching = 0;
        for (int line = 0; line < lines; line++) {
            int same = 0;
            for (int i = 0; i < across; i++) {
                int at = upright ? line * now.width + i : i * now.width + line;
                same += matches(hsv(now.rgb[at]), hsv(full.rgb[at])) ? 1 : 0;
            }
            matching += same >= 0.6 * across ? 1 : 0;
        }
        return 100.0 * matching / lines;
    }

    private static boolean matches(double[] one, double[] other) {
        double hue = Math.abs(one[0] - other[0]);
        return Math.min(hue, 180 - hue) <= 10 && Math.abs(one[1] - other[1]) <= 30 && Math.abs(one[2] - other[2]) <= 50;
    }

    private static double[] hsv(int rgb) {
        double red = Picture.red(rgb);
        double green = Picture.green(rgb);
        double blue = Picture.blue(rgb);
        double most = Math.max(red, Math.max(green, blue));
        double spread = most - Math.min(red, Math.min(green, blue));
        double hue = spread == 0 ? 0 : most == red ? (green - blue) / spread : most == green ? 2 + (blue - red) / spread
                : 4 + (red - green) / spread;
        return new double[] {(hue * 30 + 180) % 180, most == 0 ? 0 : 255 * spread / most, most};
    }
}
