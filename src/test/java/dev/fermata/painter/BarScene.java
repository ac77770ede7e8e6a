package dev.fermata.painter;

import java.util.List;
import java.util.Random;

/**
 * Paints one bar at known values in one style, as a game would: the looks once, on their own ground, and then scenes.
 *
 * @param length in pixels, of what can be filled
 */
record BarScene(Style style, Grows grows, int length, int thickness, int full, int empty, double gamma, long seed) {
    enum Grows { UP, DOWN, LEFT, RIGHT }

    enum Style {
        PLAIN, FRAMED, GLOWING, TRANSLUCENT, NUMBERS,
        /** Below this line: made to mislead. Stripes in the full part. */
        STRIPED,
        /** The ground that shines through what is empty has the colour of what is full. */
        SAME_GROUND,
        /** On a screen of depth 16. */
        DEPTH_16,
        /** In a window of another size than the one it was learned in. */
        STRETCHED,
        /** It changes its colour as it empties. */
        RECOLOURED,
        /** Letters of the colour of the full part over it. */
        SAME_LETTERS,
        /** A plate with an edge, as what the pointer shows of things, lies over a part of it. */
        PLATE,
        /** Another light over all of it: as if hurt, frozen or poisoned. */
        TINTED;

        boolean misleads() {
            return compareTo(STRIPED) >= 0;
        }
    }

    private static final int FRAME = 3;
    /** Full and empty. */
    private static final int[][] COLOURS = {{0xd02020, 0x281010}, {0x2858d8, 0x101828}, {0x30b040, 0x202820},
        {0xd8b020, 0x302c20}, {0xa030c0, 0x201024}, {0xe05050, 0x581818}, {0x30a0d0, 0x404848}, {0x902020, 0x381010},
        {0xf0a040, 0x184020}, {0x40e0a0, 0xa02020}};
    private static final int DARK_WHEN_EMPTY = 7;
    private static final int[][] GREYS = {{0xe8e8e8, 0x303030}, {0x303030, 0xc0b8a0}};

    static BarScene random(Style style, Grows grows, int length, double gamma, Random random) {
        // Light on a grey bar, and grey letters or things over it, look like the bar itself.
        boolean covered = List.of(Style.GLOWING, Style.NUMBERS, Style.PLATE, Style.TINTED).contains(style);
        int at = random.nextInt(style == Style.RECOLOURED ? DARK_WHEN_EMPTY
                : COLOURS.length + (covered ? 0 : GREYS.length));
        int[] pair = at < COLOURS.length ? COLOURS[at] : GREYS[at - COLOURS.length];
        return new BarScene(style, grows, length, 8 + random.nextInt(14), pair[0], pair[1], gamma, random.nextLong());
    }

    private boolean upright() {
        return grows == Grows.UP || grows == Grows.DOWN;
    }

    private int border() {
        return style == Style.FRAMED ? FRAME : 0;
    }

    Frame look(double value) {
        return paint(value, new Random(seed), 1, false);
    }

    Frame scene(double value, Random random) {
        Frame frame = paint(value, random, gamma, true);
        return style == Style.DEPTH_16 ? frame.inDepth16()
                : style == Style.STRETCHED ? frame.stretched(List.of(0.75, 1.25, 1.5, 2.0).get((int) (seed & 3)))
                : frame;
    }

    private Frame paint(double value, Random random, double withGamma, boolean now) {
        int border = border();
        int along = length + 2 * border;
        int across = thickness + 2 * border;
        Canvas canvas = new Canvas(upright() ? across : along, upright() ? along : across);
        boolean shines = style == Style.TRANSLUCENT || style == Style.SAME_GROUND;
        canvas.ground(random, 20, shines ? 150 : 90);
        if (style == Style.FRAMED) {
            canvas.clear(0x8a7a50);
            canvas.rectangle(1, 1, canvas.width - 2, canvas.height - 2, 0x3a3020, 1);
        }
        if (style == Style.SAME_GROUND && now) {
            int size = 10 + random.nextInt(length);
            fill(canvas, random.nextInt(length) - size / 2.0, size, full, 1);
        }
        fill(canvas, 0, length, empty, shines ? 0.7 : 1);
        fill(canvas, 0, length * value / 100, style == Style.RECOLOURED && now && value < 50 ? 0xd0d020 : full,
                shines ? 0.8 : 1);
        if (style == Style.STRIPED) {
            for (int i = 0; i < length * value / 100; i += 12) {
                fill(canvas, i, Math.min(6, length * value / 100 - i), empty, 0.6);
            }
        }
        shade(canvas);
        if (style == Style.GLOWING && value > 0) {
            glow(canvas, length * value / 100, now ? 90 + random.nextInt(60) : 120);
        }
        if (now) {
            cover(canvas, random);
        }
        canvas.gamma(withGamma);
        return canvas.frame();
    }

    /** What a game paints over its bars. */
    private void cover(Canvas canvas, Random random) {
        switch (style) {
            case NUMBERS -> numbers(canvas, random, random.nextBoolean() ? 0xffffff : 0xfff060);
            case SAME_LETTERS -> numbers(canvas, random, full);
            case PLATE -> plate(canvas, random.nextInt(length), length / 4.0,
                    random.nextBoolean() ? 0xc8b890 : 0x606870);
            case TINTED -> canvas.rectangle(0, 0, canvas.width, canvas.height,
                    List.of(0xff0000, 0x4080ff, 0x20c020, 0x000000).get(random.nextInt(4)),
                    0.1 + 0.2 * random.nextDouble());
            default -> {
            }
        }
    }

    private void plate(Canvas canvas, double from, double size, int rgb) {
        fill(canvas, from, size, 0x908050, 1);
        fill(canvas, from + 1, size - 2, rgb, 1);
    }

    /** So far along the bar from its beginning, so long. */
    private void fill(Canvas canvas, double from, double size, int rgb, double opacity) {
        double start = Math.max(0, from);
        double end = Math.min(length, from + size);
        int border = border();
        double begin = grows == Grows.LEFT || grows == Grows.UP ? length - end : start;
        if (upright()) {
            canvas.rectangle(border, border + begin, thickness, end - start, rgb, opacity);
        } else {
            canvas.rectangle(border + begin, border, end - start, thickness, rgb, opacity);
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

    /** A light at the end of what is full. */
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

    /** One to three damage numbers somewhere over it, with a dark edge. */
    private static void numbers(Canvas canvas, Random random, int colour) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String text = Integer.toString(1 + random.nextInt(999));
            double size = 8 + random.nextInt(8);
            double x = random.nextDouble() * canvas.width - size;
            double y = random.nextDouble() * canvas.height - size / 2;
            canvas.write(text, x, y, size, 3.6, 0x101010);
            canvas.write(text, x, y, size, 1.8, colour);
        }
    }
}
