package dev.fermata.platform.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is seen on a display, taken by a foreign program ({@code xwd}). */
public final class Screenshot {
    /** Where the header of an xwd file has its fields (X11/XWDFile.h), and what one entry of its colour map takes. */
    private static final int WIDTH = 4;
    private static final int HEIGHT = 5;
    private static final int BYTE_ORDER = 7;
    private static final int BITS_PER_PIXEL = 11;
    private static final int BYTES_PER_LINE = 12;
    private static final int COLOURS = 19;
    private static final int COLOUR_BYTES = 12;

    /** By how much the mixing of colours may be off, of 255. */
    private static final int ROUNDED = 2;

    private final int[][] pixels;

    private Screenshot(int[][] pixels) {
        this.pixels = pixels;
    }

    /** Takes one of everything on a display. @param folder for a file that is replaced each time */
    public static Screenshot of(String display, Path folder) {
        Path file = folder.resolve("screen.xwd");
        XProcess.run(display, List.of("xwd", "-root", "-silent", "-out", file.toString()), VirtualDesktop.START_MILLIS);
        try {
            return read(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Screenshot read(ByteBuffer file) {
        assertEquals(32, file.getInt(BITS_PER_PIXEL * 4), "bits per pixel");
        int start = file.getInt(0) + file.getInt(COLOURS * 4) * COLOUR_BYTES;
        int line = file.getInt(BYTES_PER_LINE * 4);
        int[][] pixels = new int[file.getInt(HEIGHT * 4)][file.getInt(WIDTH * 4)];
        ByteBuffer image = file.slice(start, file.capacity() - start)
                .order(file.getInt(BYTE_ORDER * 4) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (int y = 0; y < pixels.length; y++) {
            for (int x = 0; x < pixels[y].length; x++) {
                pixels[y][x] = image.getInt(y * line + 4 * x) & 0xffffff;
            }
        }
        return new Screenshot(pixels);
    }

    /** How many pixels of a part have that colour, as far as one can tell. */
    public int count(int colour, int left, int top, int width, int height) {
        int found = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                found += isLike(pixels[y][x], colour) ? 1 : 0;
            }
        }
        return found;
    }

    private static boolean isLike(int one, int other) {
        return near(one >> 16, other >> 16) && near(one >> 8, other >> 8) && near(one, other);
    }

    private static boolean near(int one, int other) {
        return Math.abs((one & 0xff) - (other & 0xff)) <= ROUNDED;
    }
}
