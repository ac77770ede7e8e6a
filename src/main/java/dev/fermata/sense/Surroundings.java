package dev.fermata.sense;

/** Widens what is marked in a picture by its edge. Allocates nothing once it is made; confined to one thread. */
final class Surroundings {
    /** How far the edge of something reaches, in pixels. */
    private static final int EDGE = 2;

    private final int width;
    private final int height;
    private final boolean[] reached;

    Surroundings(int width, int height) {
        this.width = width;
        this.height = height;
        reached = new boolean[Math.max(width, height)];
    }

    /** @param into gets what is marked, row by row, and what is so near to it */
    void of(boolean[] marked, boolean[] into) {
        System.arraycopy(marked, 0, into, 0, marked.length);
        for (int y = 0; y < height; y++) {
            spread(into, y * width, 1, width);
        }
        for (int x = 0; x < width; x++) {
            spread(into, x, width, height);
        }
    }

    /** So far along a row or a column, in both directions. */
    private void spread(boolean[] in, int begin, int step, int count) {
        int left = 0;
        for (int i = 0, at = begin; i < count; i++, at += step) {
            left = in[at] ? EDGE + 1 : left - 1;
            reached[i] = left > 0;
        }
        left = 0;
        for (int i = count - 1, at = begin + (count - 1) * step; i >= 0; i--, at -= step) {
            left = in[at] ? EDGE + 1 : left - 1;
            reached[i] |= left > 0;
        }
        for (int i = 0, at = begin; i < count; i++, at += step) {
            in[at] = reached[i];
        }
    }
}
