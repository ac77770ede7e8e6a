package dev.fermata.platform.x11;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** The pixels of an XImage: where each is, and where its channels are, of as many bits as they have. */
final class ImagePixels {
    private static final int PLAIN_RED = 0xff0000;
    private static final int PLAIN_GREEN = 0xff00;
    private static final int PLAIN_BLUE = 0xff;

    private final int line;
    private final int red;
    private final int green;
    private final int blue;
    private final boolean isPlain;
    /** Null where a pixel has two bytes. */
    private final IntBuffer ints;
    private final ShortBuffer shorts;

    /**
     * @param image as Xlib describes it
     * @param data where its pixels are, in the machine's order
     */
    ImagePixels(Pointer image, ByteBuffer data) {
        boolean isWide = image.getInt(ScreenCalls.BITS_PER_PIXEL) == Integer.SIZE;
        line = image.getInt(ScreenCalls.BYTES_PER_LINE) / (isWide ? Integer.BYTES : Short.BYTES);
        red = (int) image.getLong(ScreenCalls.RED_MASK);
        green = (int) image.getLong(ScreenCalls.GREEN_MASK);
        blue = (int) image.getLong(ScreenCalls.BLUE_MASK);
        isPlain = isWide && red == PLAIN_RED && green == PLAIN_GREEN && blue == PLAIN_BLUE;
        ints = isWide ? data.asIntBuffer() : null;
        shorts = isWide ? null : data.asShortBuffer();
    }

    /** The same with pixels of its own, of an image that will be destroyed. */
    static ImagePixels copied(Pointer image, int height) {
        int size = image.getInt(ScreenCalls.BYTES_PER_LINE) * height;
        byte[] own = image.getPointer(ScreenCalls.DATA).getByteArray(0, size);
        return new ImagePixels(image, ByteBuffer.wrap(own).order(ByteOrder.nativeOrder()));
    }

    /** How many pixels some of its rows have, with what stands behind each. */
    int count(int rows) {
        return line * rows;
    }

    /** Takes rows over as they are, in one go: one by one each would cost more than its pixels. */
    void copy(int row, int rows, int[] all) {
        if (ints != null) {
            ints.get(line * row, all, line * row, line * rows);
        } else {
            for (int i = line * row; i < line * (row + rows); i++) {
                all[i] = shorts.get(i) & 0xffff;
            }
        }
    }

    /**
     * Reads a rectangle of what was taken over.
     *
     * @param rgb filled with {@code 0xRRGGBB}, row by row; the highest byte may be anything
     */
    void read(int[] all, int x, int y, int width, int height, int[] rgb) {
        for (int row = 0; row < height; row++) {
            System.arraycopy(all, (y + row) * line + x, rgb, row * width, width);
        }
        if (!isPlain) {
            spread(rgb, width * height);
        }
    }

    /** Whether a rectangle of it is the same; may say that it is not where the highest bytes hold anything. */
    boolean isSame(int[] all, int x, int y, int width, int height, int[] rgb) {
        for (int row = 0; isPlain && row < height; row++) {
            int from = (y + row) * line + x;
            if (!Arrays.equals(all, from, from + width, rgb, row * width, (row + 1) * width)) {
                return false;
            }
        }
        return isPlain;
    }

    private void spread(int[] rgb, int count) {
        for (int i = 0; i < count; i++) {
            rgb[i] = channel(rgb[i], red) << 16 | channel(rgb[i], green) << 8 | channel(rgb[i], blue);
        }
    }

    private static int channel(int pixel, int mask) {
        int shift = Integer.numberOfTrailingZeros(mask);
        int most = mask >>> shift;
        return (int) (((long) (pixel & mask) >>> shift) * 255 / Math.max(1, most));
    }
}
