package dev.fermata.sense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a written line apart: how much ink each pixel has, by how far its colour is from that of the ground towards
 * that of the ink, and where the characters are, which are parted by columns without ink. Made for one size; confined
 * to one thread.
 */
final class Ink {
    /** Less than this part of the way from ground to ink is no ink. */
    private static final double LEAST = 0.3;
    /** With less a column is between two characters. */
    private static final int COLUMN = 60;

    final int width;
    final int height;
    final int[] ink;
    private final int[] columns;
    /** Of each character found: left, top, right and bottom, the last two behind it. */
    final int[] boxes;
    private int count;

    Ink(int width, int height) {
        this.width = width;
        this.height = height;
        ink = new int[width * height];
        columns = new int[width];
        boxes = new int[4 * (width / 2 + 1)];
    }

    /** What is written with which colour on which. */
    record Colours(int letters, int ground) {
        /** The colour that most pixels have about, and the one that is farthest from it and not alone. */
        static Colours of(Picture picture) {
            int[] sorted = new int[picture.rgb.length];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = Picture.brightness(picture.rgb[i]) << 24 | picture.rgb[i];
            }
            List<Integer> all = new ArrayList<>();
            for (int each : sorted) {
                all.add(each);
            }
            all.sort(Integer::compareUnsigned);
            int darkest = all.get(all.size() / 50) & 0xffffff;
            int brightest = all.get(all.size() - 1 - all.size() / 50) & 0xffffff;
            int middle = all.get(all.size() / 2) & 0xffffff;
            boolean dark = Picture.brightness(middle) * 2 > Picture.brightness(darkest) + Picture.brightness(brightest);
            return dark ? new Colours(darkest, middle) : new Colours(brightest, middle);
        }
    }

    /** Finds the characters; returns how many, or -1 if they are too many. */
    int find(Picture picture, Colours colours) {
        double red = Picture.red(colours.letters()) - Picture.red(colours.ground());
        double green = Picture.green(colours.letters()) - Picture.green(colours.ground());
        double blue = Picture.blue(colours.letters()) - Picture.blue(colours.ground());
        double length = Math.max(1, red * red + green * green + blue * blue);
        Arrays.fill(columns, 0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = picture.at(x, y);
                double part = ((Picture.red(pixel) - Picture.red(colours.ground())) * red
                        + (Picture.green(pixel) - Picture.green(colours.ground())) * green
                        + (Picture.blue(pixel) - Picture.blue(colours.ground())) * blue) / length;
                int some = (int) (255 * Math.max(0, Math.min(1, (part - LEAST) / (1 - LEAST) * 1.15)));
                ink[y * width + x] = some;
                columns[x] += some;
            }
        }
        return boxes();
    }

    /** Mixes each pixel with its neighbours; what is outside has no ink. */
    static void soften(int[] from, int[] to, int width, int height) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = 0;
                for (int down = -1; down <= 1; down++) {
                    for (int right = -1; right <= 1; right++) {
                        boolean inside = x + right >= 0 && y + down >= 0 && x + right < width && y + down < height;
                        sum += inside ? from[(y + down) * width + x + right] << 2 - Math.abs(right)
                                - Math.abs(down) : 0;
                    }
                }
                to[y * width + x] = sum >> 4;
            }
        }
    }

    private int boxes() {
        count = 0;
        for (int x = 0; x < width; x++) {
            if (columns[x] < COLUMN) {
                continue;
            }
            int left = x;
            while (x < width && columns[x] >= COLUMN) {
                x++;
            }
            if (4 * count + 4 > boxes.length) {
                return -1;
            }
            boxes[4 * count] = left;
            boxes[4 * count + 1] = edge(left, x, 0, 1);
            boxes[4 * count + 2] = x;
            boxes[4 * count + 3] = edge(left, x, height - 1, -1) + 1;
            count++;
        }
        return count;
    }

    /** The first row with ink. */
    private int edge(int left, int right, int from, int step) {
        for (int y = from; y >= 0 && y < height; y += step) {
            for (int x = left; x < right; x++) {
                if (ink[y * width + x] >= COLUMN) {
                    return y;
                }
            }
        }
        return from;
    }

    /** One of the characters that were found. */
    Glyph glyph(int index, char character) {
        int left = boxes[4 * index];
        int top = boxes[4 * index + 1];
        int glyphWidth = boxes[4 * index + 2] - left;
        int glyphHeight = boxes[4 * index + 3] - top;
        int[] own = new int[glyphWidth * glyphHeight];
        for (int y = 0; y < glyphHeight; y++) {
            System.arraycopy(ink, (top + y) * width + left, own, y * glyphWidth, glyphWidth);
        }
        return new Glyph(character, glyphWidth, glyphHeight, own);
    }
}
