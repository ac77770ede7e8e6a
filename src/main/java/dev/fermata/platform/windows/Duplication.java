package dev.fermata.platform.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What one monitor shows, as the graphics card has it, by Microsoft's "Desktop Duplication API": where a game draws past
 * the desktop, as in full screen. Used by one thread. Not yet run on Windows; the numbers of methods and places in
 * structures are those of the headers ({@code dxgi1_2.h}, {@code d3d11.h}).
 */
final class Duplication implements BlackPictures.Picture {
    /** DXGI_ERROR_WAIT_TIMEOUT. */
    static final int WAIT_TIMEOUT = 0x887A_0027;

    // Methods by their number.
    static final int ENUM_ADAPTERS = 12;
    static final int ENUM_OUTPUTS = 7;
    static final int OUTPUT_DESC = 7;
    static final int DUPLICATE_OUTPUT = 22;
    static final int ACQUIRE_NEXT_FRAME = 8;
    static final int RELEASE_FRAME = 14;
    static final int CREATE_TEXTURE = 5;
    static final int TEXTURE_DESC = 10;
    static final int MAP = 14;
    static final int UNMAP = 15;
    static final int COPY_RESOURCE = 47;

    /** DXGI_OUTPUT_DESC after the name of 32 letters: left, top, right, bottom, attached, rotation, monitor. */
    static final int OUTPUT_BYTES = 96;
    static final int LEFT_AT = 64;
    static final int TOP_AT = 68;
    static final int ROTATION_AT = 84;
    static final int MONITOR_AT = 88;
    private static final int NOT_ROTATED = 1;
    /** DXGI_OUTDUPL_FRAME_INFO begins with the time of the last change; 0 where only the pointer has moved. */
    static final int FRAME_BYTES = 48;
    /** D3D11_TEXTURE2D_DESC. */
    static final int TEXTURE_BYTES = 44;
    static final int MIPS_AT = 8;
    static final int LAYERS_AT = 12;
    static final int FORMAT_AT = 16;
    static final int USAGE_AT = 28;
    static final int BIND_AT = 32;
    static final int CPU_AT = 36;
    static final int MISC_AT = 40;
    static final int BGRA_OF_8_BITS = 87;
    static final int USAGE_STAGING = 3;
    static final int CPU_READS = 0x2_0000;
    private static final int MAP_READ = 1;
    /** D3D11_MAPPED_SUBRESOURCE: where it is, and how many bytes a row has. */
    private static final int MAPPED_BYTES = 16;
    private static final int PITCH_AT = 8;
    /** The first picture may be a frame away. */
    private static final int FIRST_MILLIS = 50;

    private static final byte[] FACTORY = id(0x770aae78, 0xf26f, 0x4dba, 0xa829253c83d1b387L);
    private static final byte[] OUTPUT1 = id(0x00cddea8, 0x939b, 0x4b83, 0xa340a685226666ccL);
    private static final byte[] TEXTURE = id(0x6f15aaf2, 0xd208, 0x4e89, 0x9ab4489535d34f9cL);

    private final ComObject device;
    private final ComObject context;
    private final ComObject frames;
    private final int left;
    private final int top;
    private final Memory info = new Memory(FRAME_BYTES);
    private final PointerByReference resource = new PointerByReference();
    private final Memory mapped = new Memory(MAPPED_BYTES);
    /** A copy that the processor may read; null before the first picture. */
    private ComObject copy;
    private int width;
    private int height;

    /** The two functions that are no methods. */
    interface Graphics {
        /** {@code CreateDXGIFactory1}. */
        int factory(Pointer id, PointerByReference made);

        /** {@code D3D11CreateDevice} on that adapter, with what it can do at most. */
        int device(Pointer adapter, PointerByReference device, PointerByReference context);
    }

    private static final class OfTheSystem implements Graphics {
        private static final int SDK_VERSION = 7;
        private final Dxgi dxgi = Native.load("dxgi", Dxgi.class, W32APIOptions.DEFAULT_OPTIONS);
        private final D3d11 d3d11 = Native.load("d3d11", D3d11.class, W32APIOptions.DEFAULT_OPTIONS);

        interface Dxgi extends StdCallLibrary {
            int CreateDXGIFactory1(Pointer id, PointerByReference made);
        }

        interface D3d11 extends StdCallLibrary {
            int D3D11CreateDevice(Pointer adapter, int driver, Pointer software, int flags, Pointer levels,
                    int levelCount, int sdk, PointerByReference device, Pointer level, PointerByReference context);
        }

        @Override
        public int factory(Pointer id, PointerByReference made) {
            return dxgi.CreateDXGIFactory1(id, made);
        }

        @Override
        public int device(Pointer adapter, PointerByReference device, PointerByReference context) {
            return d3d11.D3D11CreateDevice(adapter, 0, null, 0, null, 0, SDK_VERSION, device, null, context);
        }
    }

    private Duplication(ComObject device, ComObject context, ComObject frames, int left, int top) {
        this.device = device;
        this.context = context;
        this.frames = frames;
        this.left = left;
        this.top = top;
    }

    /** By the system's own libraries. @throws ComObject.Refused where it is not to be had */
    static Duplication of(Pointer monitor) throws ComObject.Refused {
        return of(new OfTheSystem(), monitor);
    }

    /** @param monitor as {@code MonitorFromWindow} tells it */
    static Duplication of(Graphics graphics, Pointer monitor) throws ComObject.Refused {
        PointerByReference made = new PointerByReference();
        int result;
        try (Memory id = ComObject.guid(FACTORY)) {
            result = graphics.factory(id, made);
        }
        try (ComObject factory = ComObject.made("DXGI", result, made)) {
            for (int i = 0;; i++) {
                // It throws when there are no more.
                try (ComObject adapter = factory.make("the monitor's adapter", ENUM_ADAPTERS, i)) {
                    Duplication found = onAdapter(graphics, adapter, monitor);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
    }

    private static Duplication onAdapter(Graphics graphics, ComObject adapter, Pointer monitor)
            throws ComObject.Refused {
        PointerByReference made = new PointerByReference();
        for (int i = 0; adapter.call(ENUM_OUTPUTS, i, made) >= 0; i++) {
            try (ComObject output = new ComObject(made.getValue()); Memory desc = new Memory(OUTPUT_BYTES)) {
                if (output.call(OUTPUT_DESC, desc) >= 0 && monitor.equals(desc.getPointer(MONITOR_AT))) {
                    if (desc.getInt(ROTATION_AT) > NOT_ROTATED) {
                        throw new ComObject.Refused("a rotated monitor", 0);
                    }
                    return onOutput(graphics, adapter, output, desc.getInt(LEFT_AT), desc.getInt(TOP_AT));
                }
            }
        }
        return null;
    }

    private static Duplication onOutput(Graphics graphics, ComObject adapter, ComObject output, int left, int top)
            throws ComObject.Refused {
        PointerByReference made = new PointerByReference();
        PointerByReference madeContext = new PointerByReference();
        int result = graphics.device(adapter.pointer(), made, madeContext);
        ComObject device = ComObject.made("Direct3D 11", result, made);
        ComObject context = new ComObject(madeContext.getValue());
        try (ComObject better = output.as("IDXGIOutput1", OUTPUT1)) {
            return new Duplication(device, context,
                    better.make("the duplication", DUPLICATE_OUTPUT, device.pointer()), left, top);
        } catch (ComObject.Refused e) {
            context.close();
            device.close();
            throw e;
        }
    }

    /**
     * Reads a rectangle of what is shown now.
     *
     * @param x on the desktop of all monitors, as {@code y}
     * @param rgb filled with {@code 0xRRGGBB}
     * @return whether there is a picture yet, and the whole of that on it
     * @throws ComObject.Refused where it has ended, as with another resolution; then it has to be opened anew
     */
    @Override
    public boolean read(int x, int y, int columns, int rows, int[] rgb) throws ComObject.Refused {
        takeNext();
        if (copy == null || x < left || y < top || x - left + columns > width || y - top + rows > height) {
            return false;
        }
        int result = context.call(MAP, copy.pointer(), 0, MAP_READ, 0, mapped);
        if (result < 0) {
            throw new ComObject.Refused("the picture's memory", result);
        }
        try {
            Pointer pixels = mapped.getPointer(0);
            long pitch = mapped.getInt(PITCH_AT);
            for (int row = 0; row < rows; row++) {
                pixels.read((y - top + row) * pitch + 4L * (x - left), rgb, row * columns, columns);
            }
        } finally {
            context.run(UNMAP, copy.pointer(), 0);
        }
        for (int i = 0; i < columns * rows; i++) {
            rgb[i] &= 0xffffff;
        }
        return true;
    }

    private void takeNext() throws ComObject.Refused {
        int result = frames.call(ACQUIRE_NEXT_FRAME, copy == null ? FIRST_MILLIS : 0, info, resource);
        if (result == WAIT_TIMEOUT) {
            return; // nothing was drawn since
        }
        try (ComObject frame = ComObject.made("the picture", result, resource)) {
            if (copy == null || info.getLong(0) != 0) {
                copy(frame);
            }
        }
        frames.call(RELEASE_FRAME);
    }

    private void copy(ComObject frame) throws ComObject.Refused {
        try (ComObject texture = frame.as("the picture's texture", TEXTURE)) {
            if (copy == null) {
                copy = readable(texture);
            }
            context.run(COPY_RESOURCE, copy.pointer(), texture.pointer());
        }
    }

    private ComObject readable(ComObject texture) throws ComObject.Refused {
        try (Memory desc = new Memory(TEXTURE_BYTES)) {
            texture.run(TEXTURE_DESC, desc);
            if (desc.getInt(FORMAT_AT) != BGRA_OF_8_BITS) {
                throw new ComObject.Refused("a picture with more colours (HDR)", 0);
            }
            width = desc.getInt(0);
            height = desc.getInt(Integer.BYTES);
            desc.setInt(MIPS_AT, 1);
            desc.setInt(LAYERS_AT, 1);
            desc.setInt(USAGE_AT, USAGE_STAGING);
            desc.setInt(BIND_AT, 0);
            desc.setInt(CPU_AT, CPU_READS);
            desc.setInt(MISC_AT, 0);
            return device.make("a copy of the picture", CREATE_TEXTURE, desc, null);
        }
    }

    /** A GUID in memory: three numbers, then eight bytes as they are written. */
    private static byte[] id(int first, int second, int third, long rest) {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(first)
                .putShort((short) second).putShort((short) third)
                .order(ByteOrder.BIG_ENDIAN).putLong(rest).array();
    }

    @Override
    public void close() {
        if (copy != null) {
            copy.close();
        }
        frames.close();
        context.close();
        device.close();
        info.close();
        mapped.close();
    }
}
