package dev.fermata.painter;

import java.util.Random;

/** Paints a number, most with its maximum, over a bar; in one size and hand, between pixels. */
record DigitsScene(double size, double thickness, int ground) {
    static final String ALL = "0123456789/";
    private static final int LETTERS = 0xf0f0f0;

    /** What lies over the number. */
    enum Cover {
        NOTHING,
        /** Another number somewhere, above or below the line. */
        NUMBER,
        /** A plate with an edge somewhere. */
        PLATE,
        /** A part of one character has the colour of the ground. */
        PART
    }

    static DigitsScene random(Random random) {
        return new DigitsScene(9 + random.nextInt(10), 1 + random.nextDouble() * 1.2,
                new int[] {0x801818, 0x183070, 0x202020, 0x404850}[random.nextInt(4)]);
    }

    private int width() {
        return (int) (size * 15);
    }

    private int height() {
        return (int) size + 8;
    }

    /** All characters. */
    Frame look() {
        Canvas canvas = new Canvas(width(), height());
        canvas.clear(ground);
        canvas.write(ALL, 4, 4, size, thickness, LETTERS);
        return canvas.frame();
    }

    Frame scene(String text, Cover cover, Random random) {
        Canvas canvas = new Canvas(width(), height());
        canvas.clear(ground);
        canvas.rectangle(random.nextInt(width()), 0, width(), height(), 0x181010, 1);
        double begin = 4 + random.nextDouble() * 6;
        double end = canvas.write(text, begin, 3.5 + random.nextDouble(), size, thickness, LETTERS);
        switch (cover) {
            case NUMBER -> canvas.write("" + random.nextInt(100), random.nextInt(width()),
                    4 + (random.nextBoolean() ? 3 : -3)
                    * (1 + random.nextDouble()), size, 2, 0xffffff);
            case PLATE -> {
                double left = random.nextInt(width());
                double size = 4 + random.nextInt(12);
                canvas.rectangle(left, 0, size, height(), 0xa09060, 1);
                canvas.rectangle(left + 1, 1, size - 2, height() - 2, 0x303030, 1);
            }
            case PART -> canvas.rectangle(begin + random.nextDouble() * (end - begin), random.nextDouble() * height(),
                    1 + random.nextInt((int) size / 2), 1 + random.nextInt((int) size), ground, 1);
            case NOTHING -> {
            }
        }
        canvas.gamma(new double[] {1, 0.8, 1.2}[random.nextInt(3)]);
        return canvas.frame();
    }
}
