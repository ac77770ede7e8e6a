package dev.fermata.sense;

import java.util.Arrays;

/**
 * A learned character to compare others with: a little out of focus, so that a stroke that falls between two pixels is
 * none of another character's, and at four places half a pixel apart. Immutable.
 */
final class Shape {
    /** Around a character, for what is out of focus and for half a pixel. */
    private static final int AROUND = 2;
    private static final int PLACES = 4;
    /** Thinner or thicker ink than this is not evened out. */
    private static final double MOST_GAIN = 1.4;

    private final char character;
    private final int width;
    private final int height;
    /** Of each place: its pixels, row by row. */
    private final int[][] soft = new int[PLACES][];
    private final long sum;
    private final double middleX;
    private final double middleY;

    Shape(Glyph glyph) {
        character = glyph.character();
        width = glyph.width() + 2 * AROUND;
        height = glyph.height() + 2 * AROUND;
        int[] ink = new int[width * height];
        for (int y = 0; y < glyph.height(); y++) {
            System.arraycopy(glyph.ink(), y * glyph.width(), ink, (y + AROUND) * width + AROUND, glyph.width());
        }
        for (int place = 0; place < PLACES; place++) {
            soft[place] = new int[ink.length];
            Ink.soften(shifted(ink, place & 1, place >> 1), soft[place], width, height);
        }
        sum = Arrays.stream(soft[0]).sum();
        middleX = middle(soft[0], width, height, sum, true);
        middleY = middle(soft[0], width, height, sum, false);
    }

    char character() {
        return character;
    }

    /** The same so many halves of a pixel to the right and down. */
    private int[] shifted(int[] ink, int right, int down) {
        int[] shifted = new int[ink.length];
        for (int y = down; y < height; y++) {
            for (int x = right; x < width; x++) {
                int at = y * width + x;
                shifted[at] = (ink[at] + ink[at - right] + ink[at - down * width] + ink[at - down * width - right]) / 4;
            }
        }
        return shifted;
    }

    private static double middle(int[] of, int width, int height, long sum, boolean across) {
        double moment = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                moment += (double) of[y * width + x] * (across ? x : y);
            }
        }
        return moment / Math.max(1, sum);
    }

    /** A character that is seen, without its neighbours. Filled again and again; confined to one thread. */
    static final class Seen {
        private final int[] ink;
        private final int[] soft;
        private int width;
        private int height;
        private long sum;
        private double middleX;
        private double middleY;

        /** @param most how wide the picture is in which characters are seen */
        Seen(int most, int highest) {
            ink = new int[(most + 2 * AROUND) * (highest + 2 * AROUND)];
            soft = new int[ink.length];
        }

        /** Takes one of the characters that were found. */
        void take(Ink from, int index) {
            int left = from.boxes[4 * index];
            int top = from.boxes[4 * index + 1];
            width = from.boxes[4 * index + 2] - left + 2 * AROUND;
            height = from.boxes[4 * index + 3] - top + 2 * AROUND;
            Arrays.fill(ink, 0, width * height, 0);
            for (int y = AROUND; y < height - AROUND; y++) {
                System.arraycopy(from.ink, (top + y - AROUND) * from.width + left, ink, y * width + AROUND,
                        width - 2 * AROUND);
            }
            Ink.soften(ink, soft, width, height);
            sum = 0;
            for (int i = 0; i < width * height; i++) {
                sum += soft[i];
            }
            middleX = middle(soft, width, height, sum, true);
            middleY = middle(soft, width, height, sum, false);
        }

        /** How much of the ink of either is ink of both, at the best of the places around where their middles meet. */
        double likeness(Shape shape, int widest) {
            if (Math.abs(width - shape.width) > 1 + widest / 10 || Math.abs(height - shape.height) > 1 + height / 10) {
                return 0;
            }
            double gain = Math.max(1 / MOST_GAIN, Math.min(MOST_GAIN, (double) shape.sum / Math.max(1, sum)));
            int atX = (int) Math.round(2 * (middleX - shape.middleX));
            int atY = (int) Math.round(2 * (middleY - shape.middleY));
            double best = 0;
            for (int y = atY - 1; y <= atY + 1; y++) {
                for (int x = atX - 1; x <= atX + 1; x++) {
                    best = Math.max(best, likeness(shape, x, y, (int) Math.round(256 * gain)));
                }
            }
            return best;
        }

        /** @param gain in parts of 256 */
        private double likeness(Shape shape, int halvesX, int halvesY, int gain) {
            int left = Math.floorDiv(halvesX, 2);
            int top = Math.floorDiv(halvesY, 2);
            int[] learned = shape.soft[(halvesX & 1) + 2 * (halvesY & 1)];
            long both = 0;
            long either = 0;
            for (int y = Math.min(0, top); y < Math.max(height, top + shape.height); y++) {
                for (int x = Math.min(0, left); x < Math.max(width, left + shape.width); x++) {
                    boolean inside = x >= 0 && y >= 0 && x < width && y < height;
                    boolean within = x >= left && y >= top && x < left + shape.width && y < top + shape.height;
                    int one = within ? learned[(y - top) * shape.width + x - left] : 0;
                    int other = inside ? soft[y * width + x] * gain >> 8 : 0;
                    both += Math.min(one, other);
                    either += Math.max(one, other);
                }
            }
            return either == 0 ? 0 : (double) both / either;
        }
    }
}
