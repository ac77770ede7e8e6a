package dev.fermata.painter;

import java.util.Random;

/**
 * What scenes are painted on: light in numbers without steps, made pixels at the end. Knows nothing of how it is read.
 */
public final class Canvas {
    /** The strokes of the digits and the slash in a box of 4 by 6, each a line of points. */
    private static final double[][][] STROKES = {
        {{0, 1, 1, 0, 3, 0, 4, 1, 4, 5, 3, 6, 1, 6, 0, 5, 0, 1}},
        {{0.8, 1.2, 2.2, 0, 2.2, 6}, {0.8, 6, 3.6, 6}},
        {{0, 1, 1, 0, 3, 0, 4, 1, 4, 2.2, 0, 6, 4, 6}},
        {{0, 0.8, 1, 0, 3, 0, 4, 1, 4, 2, 3, 3, 1.5, 3}, {3, 3, 4, 4, 4, 5, 3, 6, 1, 6, 0, 5.2}},
        {{3, 6, 3, 0, 0, 4, 4, 4}},
        {{4, 0, 0.4, 0, 0, 2.8, 2.8, 2.6, 4, 3.6, 4, 5, 3, 6, 1, 6, 0, 5.2}},
        {{3.6, 0.4, 2.4, 0, 1, 0.4, 0, 2, 0, 5, 1, 6, 3, 6, 4, 5, 4, 3.8, 3, 2.8, 1, 2.8, 0, 3.8}},
        {{0, 0, 4, 0, 1.4, 6}},
        {{1, 2.9, 0.2, 2, 0.2, 1, 1, 0, 3, 0, 3.8, 1, 3.8, 2, 3, 2.9, 1, 2.9, 0, 4, 0, 5, 1, 6, 3, 6, 4, 5, 4, 4, 3,
                2.9}},
        {{0.4, 5.6, 1.6, 6, 3, 5.6, 4, 4, 4, 1, 3, 0, 1, 0, 0, 1, 0, 2.2, 1, 3.2, 3, 3.2, 4, 2.2}},
        {{0, 6, 3, 0}}};

    final int width;
    final int height;
    private final double[] light;

    /** Black. */
    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        light = new double[3 * width * height];
    }

    /** Fills all of it. */
    public void clear(int rgb) {
        rectangle(0, 0, width, height, rgb, 1);
    }

    /** Patches of many sizes and colours: what is behind a translucent bar. */
    public void ground(Random random, int least, int most) {
        clear(grey(least + random.nextInt(most - least)));
        for (int i = 0; i < width * height / 60 + 8; i++) {
            double size = 2 + random.nextInt(24);
            rectangle(random.nextInt(width + 20) - 20, random.nextInt(height + 10) - 10, size, size,
                    least + random.nextInt(most - least) << 16 | least + random.nextInt(most - least) << 8
                            | least + random.nextInt(most - least), 0.3 + random.nextDouble() * 0.7);
        }
    }

    static int grey(int level) {
        return level << 16 | level << 8 | level;
    }

    /** A rectangle whose edges may be between pixels. */
    public void rectangle(double x, double y, double w, double h, int rgb, double opacity) {
        for (int py = (int) Math.max(0, Math.floor(y)); py < Math.min(height, Math.ceil(y + h)); py++) {
            double down = Math.min(py + 1, y + h) - Math.max(py, y);
            for (int px = (int) Math.max(0, Math.floor(x)); px < Math.min(width, Math.ceil(x + w)); px++) {
                blend(px, py, rgb, opacity * down * (Math.min(px + 1, x + w) - Math.max(px, x)));
            }
        }
    }

    void blend(int x, int y, int rgb, double opacity) {
        int at = 3 * (y * width + x);
        for (int c = 0; c < 3; c++) {
            light[at + c] += (((rgb >> 16 - 8 * c) & 0xff) - light[at + c]) * opacity;
        }
    }

    /** Light on top of what is there, cut at the brightest. */
    void add(int x, int y, double red, double green, double blue) {
        int at = 3 * (y * width + x);
        light[at] = Math.min(255, light[at] + red);
        light[at + 1] = Math.min(255, light[at + 1] + green);
        light[at + 2] = Math.min(255, light[at + 2] + blue);
    }

    void darken(int x, int y, double factor) {
        int at = 3 * (y * width + x);
        for (int c = 0; c < 3; c++) {
            light[at + c] *= factor;
        }
    }

    void gamma(double gamma) {
        for (int i = 0; i < light.length; i++) {
            light[i] = 255 * Math.pow(light[i] / 255, gamma);
        }
    }

    /** Writes digits and slashes; returns where the writing ends. */
    public double write(String text, double x, double y, double size, double thickness, int rgb) {
        double at = x;
        for (char each : text.toCharArray()) {
            for (double[] stroke : STROKES[each == '/' ? 10 : each - '0']) {
                stroke(stroke, at, y, size / 6, thickness, rgb);
            }
            at += (each == '/' ? 3 : 4) * size / 6 + thickness + Math.max(1.5, size / 8);
        }
        return at;
    }

    private void stroke(double[] points, double x, double y, double scale, double thickness, int rgb) {
        for (int py = 0; py < height; py++) {
            for (int px = 0; px < width; px++) {
                double near = Double.MAX_VALUE;
                for (int i = 2; i < points.length; i += 2) {
                    near = Math.min(near, distance(px + 0.5, py + 0.5, x + points[i - 2] * scale,
                            y + points[i - 1] * scale, x + points[i] * scale, y + points[i + 1] * scale));
                }
                double covered = Math.max(0, Math.min(1, thickness / 2 + 0.5 - near));
                if (covered > 0) {
                    blend(px, py, rgb, covered);
                }
            }
        }
    }

    private static double distance(double x, double y, double x1, double y1, double x2, double y2) {
        double length = (x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1);
        double along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
        return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
    }

    /** As pixels. */
    public Frame frame() {
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (int) Math.round(light[3 * i]) << 16 | (int) Math.round(light[3 * i + 1]) << 8
                    | (int) Math.round(light[3 * i + 2]);
        }
        return new Frame(width, height, rgb);
    }
}
