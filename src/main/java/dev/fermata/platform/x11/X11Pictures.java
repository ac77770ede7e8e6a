package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.fermata.platform.Shot;
import dev.fermata.platform.x11.ScreenCalls.Shared;
import dev.fermata.platform.x11.ScreenCalls.SharedMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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
    private final ImagePixels[] kinds = new ImagePixels[SIZES];
    private int count;
    private boolean shares;
    private Pointer memory;
    private int memoryBytes;
    private ByteBuffer bytes;
    /** The picture that was taken last, and where it begins. */
    private ImagePixels taken;
    /** What was copied of it: the rows that are needed. */
    private int[] pixels = new int[0];
    private boolean[] hasRow = new boolean[0];
    private int left;
    private int top;

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

    /** Takes a picture. @return whether the server gave one */
    boolean take(int x, int y, int width, int height) {
        left = x;
        top = y;
        taken = shares ? shared(x, y, width, height) : null;
        if (taken == null) {
            taken = sent(x, y, width, height);
        }
        if (taken != null) {
            pixels = pixels.length < taken.count(height) ? new int[taken.count(height)] : pixels;
            hasRow = hasRow.length < height ? new boolean[height] : hasRow;
            Arrays.fill(hasRow, false);
        }
        return taken != null;
    }

    /** Copies a rectangle of the picture that was taken last, unless it shows what is known. */
    void copy(Shot shot) {
        int x = shot.x() - left;
        int y = shot.y() - top;
        fetch(y, y + shot.height());
        if (shot.known() != null && taken.isSame(pixels, x, y, shot.width(), shot.height(), shot.known())) {
            shot.showsKnown();
        } else {
            taken.read(pixels, x, y, shot.width(), shot.height(), shot.rgb());
        }
    }

    /** Has those rows copied that are not yet: what lies between the rectangles costs nothing then. */
    private void fetch(int first, int end) {
        for (int row = first; row < end; row++) {
            int from = row;
            while (row < end && !hasRow[row]) {
                hasRow[row] = true;
                row++;
            }
            if (row > from) {
                taken.copy(from, row - from, pixels);
            }
        }
    }

    private ImagePixels shared(int x, int y, int width, int height) {
        int index = find(width, height);
        if (index < 0) {
            return null;
        }
        boolean given = Shared.XShmGetImage(display, drawable, images[index], x, y, ScreenCalls.ALL_PLANES) != 0;
        // A refusal is told while it is waited for the answer.
        return given && !connection.hasErrors() ? kinds[index] : null;
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
        kinds[count] = new ImagePixels(new Pointer(image), bytes);
        return count++;
    }

    private boolean attach(int size) {
        int id = SharedMemory.shmget(0, size, SharedMemory.CREATE);
        if (id < 0) {
            return false;
        }
        memory = SharedMemory.shmat(id, 0, 0);
        memoryBytes = size;
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
        bytes = attached ? memory.getByteBuffer(0, size).order(ByteOrder.nativeOrder()) : null;
        return attached;
    }

    private void release() {
        for (int i = 0; i < count; i++) {
            ScreenCalls.XDestroyImage(images[i]);
        }
        count = 0;
        taken = null;
        if (memory != null) {
            Shared.XShmDetach(display, segment);
            SharedMemory.shmdt(memory);
            memory = null;
            bytes = null;
        }
    }

    private ImagePixels sent(int x, int y, int width, int height) {
        long image = ScreenCalls.XGetImage(display, drawable, x, y, width, height, ScreenCalls.ALL_PLANES,
                ScreenCalls.Z_PIXMAP);
        boolean refused = connection.hasErrors();
        if (image == 0) {
            return null;
        }
        try {
            return refused ? null : ImagePixels.copied(new Pointer(image), height);
        } finally {
            ScreenCalls.XDestroyImage(image);
        }
    }

    @Override
    public void close() {
        if (connection.isGone()) {
            count = 0;
            taken = null;
            if (memory != null) {
                SharedMemory.shmdt(memory);
                memory = null;
                bytes = null;
            }
        } else {
            release();
        }
    }
}
