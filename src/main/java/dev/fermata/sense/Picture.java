package dev.fermata.sense;

import java.util.Arrays;

/**
 * Pixels of a rectangle, {@code 0xRRGGBB}, row by row. Mutable, so that one can be filled again and again; confined to
 * one thread.
 */
final class Picture {
    /** Brighter than this is not black. */
    private static final int BLACK = 10;
    /** The bytes that mean something. */
    private static final int COLOURS = 0xffffff;

    final int width;
    final int height;
    final int[] rgb;

    Picture(int width, int height) {
        this(width, height, new int[width * height]);
    }

    Picture(int width, int height, int[] rgb) {
        if (rgb.length != width * height) {
            throw new IllegalArgumentException(width + " x " + height + " and " + rgb.length + " pixels");
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    int at(int x, int y) {
        return rgb[y * width + x];
    }

    static int red(int rgb) {
        return rgb >> 16 & 0xff;
    }

    static int green(int rgb) {
        return rgb >> 8 & 0xff;
    }

    static int blue(int rgb) {
        return rgb & 0xff;
    }

    /** How bright a colour is to the eye, 0 to 255. */
    static int brightness(int rgb) {
        return (red(rgb) * 77 + green(rgb) * 151 + blue(rgb) * 28) >> 8;
    }

    /** Whether another that has just been read is the same; where not at once, clears the highest bytes of that. */
    boolean isSame(Picture read) {
        if (Arrays.equals(rgb, read.rgb)) {
            return true;
        }
        for (int i = 0; i < read.rgb.length; i++) {
            read.rgb[i] &= COLOURS;
        }
        return Arrays.equals(rgb, read.rgb);
    }

    /** Whether nothing can be seen in it: what a screen shows that may not be read, or that is off. */
    boolean isBlack() {
        return isBlack(rgb, rgb.length);
    }

    /** The same of the first pixels of an array. */
    static boolean isBlack(int[] rgb, int count) {
        for (int i = 0; i < count; i++) {
            if (red(rgb[i]) > BLACK || green(rgb[i]) > BLACK || blue(rgb[i]) > BLACK) {
                return false;
            }
        }
        return true;
    }

    /** Its colour on average, {@code 0xRRGGBB}. */
    int average() {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int pixel : rgb) {
            red += red(pixel);
            green += green(pixel);
            blue += blue(pixel);
        }
        int count = rgb.length;
        return (int) (red / count << 16 | green / count << 8 | blue / count);
    }

    /** The part of it that begins there. */
    Picture part(int x, int y, int partWidth, int partHeight) {
        Picture part = new Picture(partWidth, partHeight);
        for (int row = 0; row < partHeight; row++) {
            System.arraycopy(rgb, (y + row) * width + x, part.rgb, row * partWidth, partWidth);
        }
        return part;
    }

    /** The same at another size; itself at its own. */
    Picture scaled(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        Picture scaled = new Picture(newWidth, newHeight);
        for (int y = 0; y < newHeight; y++) {
            double fromY = between((y + 0.5) * height / newHeight - 0.5, height);
            for (int x = 0; x < newWidth; x++) {
                scaled.rgb[y * newWidth + x] = mixed(between((x + 0.5) * width / newWidth - 0.5, width), fromY);
            }
        }
        return scaled;
    }

    private static double between(double at, int size) {
        return Math.max(0, Math.min(size - 1, at));
    }

    private int mixed(double x, double y) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(width - 1, left + 1);
        int bottom = Math.min(height - 1, top + 1);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double above = channel(left, top, shift) * (1 - x + left) + channel(right, top, shift) * (x - left);
            double below = channel(left, bottom, shift) * (1 - x + left) + channel(right, bottom, shift) * (x - left);
            colour |= (int) Math.round(above * (1 - y + top) + below * (y - top)) << shift;
        }
        return colour;
    }

    private int channel(int x, int y, int shift) {
        return at(x, y) >> shift & 0xff;
    }
}
