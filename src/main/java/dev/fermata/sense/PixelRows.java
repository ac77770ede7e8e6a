package dev.fermata.sense;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Rows of pixels, packed as a PNG file has them, of which any rectangle can be read again: a twentieth of the memory
 * that an array takes for most games. Each is written as what differs from the pixel left of it. Confined to one thread
 * while rows are added.
 */
final class PixelRows {
    private static final int CHANNELS = 3;
    private static final int PART = 1 << 14;
    private static final byte FROM_THE_LEFT = 1;

    private final int width;
    private final byte[] row;
    private final Deflater deflater;
    private final ByteArrayOutputStream packing = new ByteArrayOutputStream(PART);

    /** @param level of {@link Deflater} */
    PixelRows(int width, int level) {
        this.width = width;
        this.row = new byte[1 + CHANNELS * width];
        this.deflater = new Deflater(level);
    }

    /** @param rgb as many rows, {@code 0xRRGGBB}, from its beginning */
    void add(int[] rgb, int rows) {
        byte[] part = new byte[PART];
        row[0] = FROM_THE_LEFT;
        for (int y = 0; y < rows; y++) {
            int left = 0;
            for (int x = 0; x < width; x++) {
                int pixel = rgb[y * width + x];
                int at = 1 + CHANNELS * x;
                row[at] = (byte) ((pixel >> 16) - (left >> 16));
                row[at + 1] = (byte) ((pixel >> 8) - (left >> 8));
                row[at + 2] = (byte) (pixel - left);
                left = pixel;
            }
            deflater.setInput(row);
            while (!deflater.needsInput()) {
                packing.write(part, 0, deflater.deflate(part));
            }
        }
    }

    /** How many bytes it takes so far. */
    int size() {
        return packing.size();
    }

    /** All of it; nothing can be added any more. */
    byte[] packed() {
        byte[] part = new byte[PART];
        deflater.finish();
        while (!deflater.finished()) {
            packing.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return packing.toByteArray();
    }

    /** Fills {@code rgb} with a rectangle of what was packed. */
    static void read(byte[] packed, int width, int x, int y, int partWidth, int partHeight, int[] rgb) {
        byte[] row = new byte[1 + CHANNELS * width];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            for (int at = 0; at < y + partHeight; at++) {
                int got = 0;
                while (got < row.length) {
                    got += inflater.inflate(row, got, row.length - got);
                }
                if (at >= y) {
                    take(row, x, partWidth, rgb, (at - y) * partWidth);
                }
            }
        } catch (DataFormatException impossible) {
            throw new IllegalStateException("it was packed here", impossible);
        } finally {
            inflater.end();
        }
    }

    private static void take(byte[] row, int from, int count, int[] rgb, int to) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int x = 0; x < from + count; x++) {
            int at = 1 + CHANNELS * x;
            red = red + row[at] & 0xff;
            green = green + row[at + 1] & 0xff;
            blue = blue + row[at + 2] & 0xff;
            if (x >= from) {
                rgb[to + x - from] = red << 16 | green << 8 | blue;
            }
        }
    }
}
