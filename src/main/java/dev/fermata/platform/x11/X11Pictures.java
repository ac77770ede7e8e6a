package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.fermata.platform.x11.ScreenCalls.Shared;
import dev.fermata.platform.x11.ScreenCalls.SharedMemory;

/**
 * Takes pictures of rectangles of one drawable: through memory that is shared with the server where it is on this
 * machine, else over the connection. Used by the thread of its connection.
 */
final class X11Pictures implements AutoCloseable {
    /** So many sizes of rectangles are kept ready. */
    private static final int SIZES = 64;
    private static final int LEAST_BYTES = 1 << 18;

    private final X11Connection connection;
    private final long display;
    private final long drawable;
    private final long visual;
    private final int depth;
    private final Memory segment = new Memory(ScreenCalls.SEGMENT_BYTES);
    private final long[] images = new long[SIZES];
    private final int[] sizes = new int[2 * SIZES];
    private final Pixels[] kinds = new Pixels[SIZES];
    private int count;
    private boolean shares;
    private Pointer memory;
    private int memoryBytes;

    /** @param attributes of the window, as XGetWindowAttributes tells them */
    X11Pictures(X11Connection connection, long drawable, Memory attributes) {
        this.connection = connection;
        this.display = Pointer.nativeValue(connection.display().getPointer());
        this.drawable = drawable;
        this.visual = attributes.getLong(ScreenCalls.VISUAL);
        this.depth = attributes.getInt(ScreenCalls.DEPTH);
        try {
            shares = Shared.XShmQueryExtension(display) != 0;
        } catch (LinkageError absent) {
            shares = false;
        }
    }

    /** Whether memory is shared with the server. */
    boolean shares() {
        return shares;
    }

    /** @return whether the server gave a picture */
    boolean take(int x, int y, int width, int height, int[] rgb) {
        return shares && shared(x, y, width, height, rgb) || sent(x, y, width, height, rgb);
    }

    private boolean shared(int x, int y, int width, int height, int[] rgb) {
        int index = find(width, height);
        if (index < 0) {
            return false;
        }
        boolean given = Shared.XShmGetImage(display, drawable, images[index], x, y, ScreenCalls.ALL_PLANES) != 0;
        // A refusal is told while it is waited for the answer.
        if (!given || connection.hasErrors()) {
            return false;
        }
        kinds[index].read(memory, width, height, rgb);
        return true;
    }

    private int find(int width, int height) {
        for (int i = 0; i < count; i++) {
            if (sizes[2 * i] == width && sizes[2 * i + 1] == height) {
                return i;
            }
        }
        return prepare(width, height);
    }

    /** Makes a picture of a size ready; -1 where the server does not share memory after all. */
    private int prepare(int width, int height) {
        int needed = 4 * (width + 8) * height;
        if (count == SIZES || memory == null || needed > memoryBytes) {
            release();
            if (!attach(Math.max(LEAST_BYTES, needed))) {
                shares = false;
                return -1;
            }
        }
        long image = Shared.XShmCreateImage(display, visual, depth, ScreenCalls.Z_PIXMAP, memory, segment, width, height);
        if (image == 0) {
            shares = false;
            return -1;
        }
        images[count] = image;
        sizes[2 * count] = width;
        sizes[2 * count + 1] = height;
        kinds[count] = new Pixels(new Pointer(image));
        return count++;
    }

    private boolean attach(int bytes) {
        int id = SharedMemory.shmget(0, bytes, SharedMemory.CREATE);
        if (id < 0) {
            return false;
        }
        memory = SharedMemory.shmat(id, 0, 0);
        memoryBytes = bytes;
        segment.clear();
        segment.setInt(ScreenCalls.SEGMENT_ID, id);
        segment.setPointer(ScreenCalls.SEGMENT_ADDRESS, memory);
        boolean attached = Pointer.nativeValue(memory) != -1 && Shared.XShmAttach(display, segment) != 0
                && connection.isDone();
        // It goes when both sides have let go of it, whatever becomes of this process.
        SharedMemory.shmctl(id, SharedMemory.REMOVE, 0);
        if (!attached && Pointer.nativeValue(memory) != -1) {
            SharedMemory.shmdt(memory);
        }
        memory = attached ? memory : null;
        return attached;
    }

    private void release() {
        for (int i = 0; i < count; i++) {
            ScreenCalls.XDestroyImage(images[i]);
        }
        count = 0;
        if (memory != null) {
            Shared.XShmDetach(display, segment);
            SharedMemory.shmdt(memory);
            memory = null;
        }
    }

    private boolean sent(int x, int y, int width, int height, int[] rgb) {
        long image = ScreenCalls.XGetImage(display, drawable, x, y, width, height, ScreenCalls.ALL_PLANES,
                ScreenCalls.Z_PIXMAP);
        boolean refused = connection.hasErrors();
        if (image == 0) {
            return false;
        }
        try {
            Pointer told = new Pointer(image);
            new Pixels(told).read(told.getPointer(ScreenCalls.DATA), width, height, rgb);
            return !refused;
        } finally {
            ScreenCalls.XDestroyImage(image);
        }
    }

    @Override
    public void close() {
        if (connection.isGone()) {
            count = 0;
            if (memory != null) {
                SharedMemory.shmdt(memory);
                memory = null;
            }
        } else {
            release();
        }
    }

    /** How the pixels of a picture are laid out: where each channel is, of as many bits as it has. */
    private static final class Pixels {
        private final int line;
        private final int bytes;
        private final int[] masks;
        private final boolean plain;
        private short[] shorts = new short[0];

        Pixels(Pointer image) {
            line = image.getInt(ScreenCalls.BYTES_PER_LINE);
            bytes = image.getInt(ScreenCalls.BITS_PER_PIXEL) / 8;
            masks = new int[] {(int) image.getLong(ScreenCalls.RED_MASK), (int) image.getLong(ScreenCalls.GREEN_MASK),
                (int) image.getLong(ScreenCalls.BLUE_MASK)};
            plain = bytes == 4 && masks[0] == 0xff0000 && masks[1] == 0xff00 && masks[2] == 0xff;
        }

        void read(Pointer data, int width, int height, int[] rgb) {
            for (int y = 0; y < height; y++) {
                int at = y * width;
                if (bytes == 4) {
                    data.read((long) y * line, rgb, at, width);
                } else {
                    small(data, y, width, at, rgb);
                }
                for (int x = at; x < at + width; x++) {
                    rgb[x] = plain ? rgb[x] & 0xffffff
                            : channel(rgb[x], masks[0]) << 16 | channel(rgb[x], masks[1]) << 8 | channel(rgb[x], masks[2]);
                }
            }
        }

        private void small(Pointer data, int y, int width, int at, int[] rgb) {
            if (shorts.length < width) {
                shorts = new short[width];
            }
            data.read((long) y * line, shorts, 0, width);
            for (int x = 0; x < width; x++) {
                rgb[at + x] = shorts[x] & 0xffff;
            }
        }

        private static int channel(int pixel, int mask) {
            int shift = Integer.numberOfTrailingZeros(mask);
            int most = mask >>> shift;
            return (int) (((long) (pixel & mask) >>> shift) * 255 / Math.max(1, most));
        }
    }
}
