package dev.fermata.sense;

import dev.fermata.config.profile.Sensor.Grows;
import java.util.Random;

/**
 * Paints one bar at known values in one style, as a game would: the looks once, on their own ground, and then scenes.
 *
 * @param length in pixels, of what can be filled
 */
record BarScene(Style style, Grows grows, int length, int thickness, int full, int empty, double gamma, long seed) {
    enum Style { PLAIN, FRAMED, GLOWING, TRANSLUCENT, NUMBERS }

    private static final int FRAME = 3;

    static BarScene random(Style style, Grows grows, double gamma, Random random) {
        int[][] colours = {{0xd02020, 0x281010}, {0x2858d8, 0x101828}, {0x30b040, 0x202820}, {0xd8b020, 0x302c20},
            {0xa030c0, 0x201024}, {0xe05050, 0x581818}, {0x30a0d0, 0x404848}};
        int[] pair = colours[random.nextInt(colours.length)];
        return new BarScene(style, grows, 60 + random.nextInt(341), 8 + random.nextInt(14), pair[0], pair[1], gamma,
                random.nextLong());
    }

    private boolean upright() {
        return grows == Grows.UP || grows == Grows.DOWN;
    }

    private int border() {
        return style == Style.FRAMED ? FRAME : 0;
    }

    Picture look(double value) {
        return paint(value, new Random(seed), 1, false);
    }

    Picture scene(double value, Random random) {
        return paint(value, random, gamma, true);
    }

    private Picture paint(double value, Random random, double withGamma, boolean now) {
        int border = border();
        int along = length + 2 * border;
        int across = thickness + 2 * border;
        Canvas canvas = new Canvas(upright() ? across : along, upright() ? along : across);
        canvas.ground(random, 20, style == Style.TRANSLUCENT ? 150 : 90);
        if (style == Style.FRAMED) {
            canvas.clear(0x8a7a50);
            canvas.rectangle(1, 1, canvas.width - 2, canvas.height - 2, 0x3a3020, 1);
        }
        double opacity = style == Style.TRANSLUCENT ? 0.7 : 1;
        fill(canvas, 0, length, empty, opacity);
        fill(canvas, 0, length * value / 100, full, style == Style.TRANSLUCENT ? 0.8 : 1);
        shade(canvas);
        if (style == Style.GLOWING && value > 0) {
            glow(canvas, length * value / 100, now ? 90 + random.nextInt(60) : 120);
        }
        if (style == Style.NUMBERS && now) {
            numbers(canvas, random);
        }
        canvas.gamma(withGamma);
        return canvas.picture();
    }

    /** From where to where, along the bar from its beginning. */
    private void fill(Canvas canvas, double from, double to, int rgb, double opacity) {
        int border = border();
        double begin = grows == Grows.LEFT || grows == Grows.UP ? length - to : from;
        if (upright()) {
            canvas.rectangle(border, border + begin, thickness, to - from, rgb, opacity);
        } else {
            canvas.rectangle(border + begin, border, to - from, thickness, rgb, opacity);
        }
    }

    /** Brighter in the middle of its thickness, and a little brighter towards one end. */
    private void shade(Canvas canvas) {
        for (int y = 0; y < canvas.height; y++) {
            for (int x = 0; x < canvas.width; x++) {
                double across = (upright() ? x : y) / (double) (upright() ? canvas.width : canvas.height);
                double along = (upright() ? y : x) / (double) (upright() ? canvas.height : canvas.width);
                canvas.darken(x, y, 0.75 + 0.25 * Math.sin(Math.PI * across) - 0.1 * along);
            }
        }
    }

    /** A light at the end of what is full, and one around all of it. */
    private void glow(Canvas canvas, double at, double strength) {
        for (int y = 0; y < canvas.height; y++) {
            for (int x = 0; x < canvas.width; x++) {
                double along = switch (grows) {
                    case RIGHT -> x + 0.5;
                    case LEFT -> canvas.width - x - 0.5;
                    case DOWN -> y + 0.5;
                    case UP -> canvas.height - y - 0.5;
                };
                double light = strength * Math.exp(-(along - at) * (along - at) / (2 * 2.5 * 2.5));
                canvas.add(x, y, light, light, light * 0.9);
            }
        }
    }

    /** One to three damage numbers somewhere over it, white or yellow with a dark edge. */
    private void numbers(Canvas canvas, Random random) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String text = Integer.toString(1 + random.nextInt(999));
            double size = 8 + random.nextInt(8);
            double x = random.nextDouble() * canvas.width - size;
            double y = random.nextDouble() * canvas.height - size / 2;
            canvas.write(text, x, y, size, 3.6, 0x101010);
            canvas.write(text, x, y, size, 1.8, random.nextBoolean() ? 0xffffff : 0xfff060);
        }
    }
}
