package dev.fermata.painter;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A painted picture: {@code 0xRRGGBB}, row by row.
 *
 * @param rgb not copied
 */
public record Frame(int width, int height, int[] rgb) {
    private static final int BYTES = 3;

    /** The part of it that begins there. */
    public Frame part(int x, int y, int partWidth, int partHeight) {
        int[] part = new int[partWidth * partHeight];
        for (int row = 0; row < partHeight; row++) {
            System.arraycopy(rgb, (y + row) * width + x, part, row * partWidth, partWidth);
        }
        return new Frame(partWidth, partHeight, part);
    }

    /**
     * As a game paints it that draws for another size and stretches the picture: each pixel the average of its part.
     */
    public Frame stretched(double by) {
        int newWidth = Math.max(1, (int) Math.round(width * by));
        int newHeight = Math.max(1, (int) Math.round(height * by));
        int[] pixels = new int[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                pixels[y * newWidth + x] = average(x * (double) width / newWidth, y * (double) height / newHeight,
                        (double) width / newWidth, (double) height / newHeight);
            }
        }
        return new Frame(newWidth, newHeight, pixels);
    }

    private int average(double left, double top, double across, double down) {
        double[] sums = new double[BYTES];
        for (int y = (int) top; y < Math.min(height, Math.ceil(top + down)); y++) {
            for (int x = (int) left; x < Math.min(width, Math.ceil(left + across)); x++) {
                double share = (Math.min(x + 1, left + across) - Math.max(x, left))
                        * (Math.min(y + 1, top + down) - Math.max(y, top)) / (across * down);
                for (int channel = 0; channel < BYTES; channel++) {
                    sums[channel] += share * (rgb[y * width + x] >> 16 - 8 * channel & 0xff);
                }
            }
        }
        return (int) Math.round(sums[0]) << 16 | (int) Math.round(sums[1]) << 8 | (int) Math.round(sums[2]);
    }

    /** What a screen of depth 16 makes of it: 5, 6 and 5 bits a channel. */
    public Frame inDepth16() {
        int[] pixels = rgb.clone();
        for (int i = 0; i < pixels.length; i++) {
            int red = pixels[i] >> 19 & 0x1f;
            int green = pixels[i] >> 10 & 0x3f;
            int blue = pixels[i] >> 3 & 0x1f;
            pixels[i] = red * 255 / 31 << 16 | green * 255 / 63 << 8 | blue * 255 / 31;
        }
        return new Frame(width, height, pixels);
    }

    /** Writes it. */
    void write(DataOutputStream out) throws IOException {
        byte[] bytes = new byte[BYTES * rgb.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (rgb[i / BYTES] >> 16 - 8 * (i % BYTES));
        }
        out.writeInt(width);
        out.writeInt(height);
        out.write(bytes);
    }

    /** Reads what was written. */
    public static Frame read(DataInputStream in) throws IOException {
        int width = in.readInt();
        int height = in.readInt();
        byte[] bytes = in.readNBytes(BYTES * width * height);
        int[] rgb = new int[width * height];
        for (int i = 0; i < bytes.length; i++) {
            rgb[i / BYTES] |= (bytes[i] & 0xff) << 16 - 8 * (i % BYTES);
        }
        return new Frame(width, height, rgb);
    }
}
