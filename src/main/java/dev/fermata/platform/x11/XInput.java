package dev.fermata.platform.x11;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.platform.unix.X11.Atom;
import com.sun.jna.platform.unix.X11.Display;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The libXi calls Fermata needs. Names, layouts and constants are those of X11/extensions/XInput.h,
 * XInput2.h, XI.h and XI2.h.
 */
interface XInput extends Library {
    XInput INSTANCE = NativeLibraries.load(NativeLibraries.XI, XInput.class);

    String EXTENSION = "XInputExtension";

    int ALL_DEVICES = 0;
    int ALL_MASTER_DEVICES = 1;

    int MASTER_POINTER = 1;
    int MASTER_KEYBOARD = 2;
    int SLAVE_POINTER = 3;
    int SLAVE_KEYBOARD = 4;

    int REPLAY_DEVICE = 2;

    int GRAB_MODE_SYNC = 0;
    int GRAB_MODE_ASYNC = 1;
    int ANY_MODIFIER = 1 << 31;

    int EVENT_KEY_PRESS = 2;
    int EVENT_KEY_RELEASE = 3;
    int EVENT_BUTTON_PRESS = 4;
    int EVENT_BUTTON_RELEASE = 5;
    int EVENT_HIERARCHY_CHANGED = 11;
    int EVENT_RAW_KEY_PRESS = 13;
    int EVENT_RAW_KEY_RELEASE = 14;
    int EVENT_RAW_BUTTON_PRESS = 15;
    int EVENT_RAW_BUTTON_RELEASE = 16;

    /** XIKeyRepeat. */
    int KEY_REPEAT = 1 << 16;

    int KEY_CLASS = 0;
    int BUTTON_CLASS = 1;

    /** The libXtst calls. */
    interface Test extends Library {
        Test INSTANCE = NativeLibraries.load(NativeLibraries.XTST, Test.class);

        int XTestFakeKeyEvent(Display display, int keycode, boolean down, NativeLong delayMillis);

        int XTestFakeButtonEvent(Display display, int button, boolean down, NativeLong delayMillis);

        int XTestFakeMotionEvent(Display display, int screen, int x, int y, NativeLong delayMillis);

        int XTestFakeDeviceButtonEvent(Display display, Pointer device, int button, int down,
                Pointer axes, int axisCount, NativeLong delayMillis);
    }

    /** XIDeviceInfo. */
    @FieldOrder({"deviceid", "name", "use", "attachment", "enabled", "numClasses", "classes"})
    class DeviceInfo extends Structure {
        public int deviceid;
        public String name;
        public int use;
        public int attachment;
        public int enabled;
        public int numClasses;
        public Pointer classes;

        public DeviceInfo(Pointer at) {
            super(at);
            read();
        }
    }

    /** XIEventMask. */
    @FieldOrder({"deviceid", "maskLength", "mask"})
    class EventMask extends Structure {
        public int deviceid;
        public int maskLength;
        public Pointer mask;
    }

    /** The bits of XIEventMask for these events. */
    static Memory bits(int... events) {
        Memory bits = new Memory(4);
        bits.clear();
        for (int event : events) {
            bits.setByte(event / 8, (byte) (bits.getByte(event / 8) | 1 << event % 8));
        }
        return bits;
    }

    /** XIGrabModifiers; the server writes the outcome into {@code status}. */
    @FieldOrder({"modifiers", "status"})
    class GrabModifiers extends Structure {
        public int modifiers;
        public int status;
    }

    /** Offset of {@code evtype} in XGenericEventCookie, after two numbers and two pointers and the extension. */
    long EVENT_COOKIE_TYPE = 4L * Native.LONG_SIZE + Integer.BYTES;

    /** The head of XGenericEventCookie, the shape in which XInput 2 events arrive. */
    @FieldOrder({"type", "serial", "sendEvent", "display", "extension", "eventType", "cookie", "data"})
    class EventCookie extends Structure {
        public int type;
        public NativeLong serial;
        public int sendEvent;
        public Pointer display;
        public int extension;
        public int eventType;
        public int cookie;
        public Pointer data;

        public EventCookie(Pointer at) {
            super(at);
        }
    }

    /** The head of XIDeviceEvent, up to the key or button concerned. */
    @FieldOrder({"type", "serial", "sendEvent", "display", "extension", "eventType", "time", "deviceid",
            "sourceid", "detail"})
    class DeviceEvent extends Structure {
        public int type;
        public NativeLong serial;
        public int sendEvent;
        public Pointer display;
        public int extension;
        public int eventType;
        public NativeLong time;
        public int deviceid;
        public int sourceid;
        public int detail;
        private Pointer whole;

        public DeviceEvent() {
            super();
        }

        /** Reads the event at that address without allocating. */
        void readFrom(Pointer at) {
            whole = at;
            useMemory(at);
            read();
        }

        /** Whether a key press was made by the server because the key stays down. */
        boolean isRepeat() {
            // Behind the head, three windows and four coordinates; as fields they would cost time in
            // which the keyboard is frozen.
            return (whole.getInt(flags()) & KEY_REPEAT) != 0;
        }

        /** The modifiers that are down; Shift is bit 0, Control bit 2, Mod1 to Mod5 bits 3 to 7. */
        int modifiers() {
            // Behind the flags, a buttons' state of two words and a valuators' of three.
            return whole.getInt(flags() + 6L * Native.LONG_SIZE);
        }

        private long flags() {
            return size() + 3L * Native.LONG_SIZE + 4L * Double.BYTES;
        }
    }

    /** XDeviceState of XInput 1: {@code XID device_id; int num_classes; XInputClass *data}. */
    long DEVICE_STATE_CLASSES = Native.LONG_SIZE;
    /** Offset of {@code data}, aligned like every pointer. */
    long DEVICE_STATE_DATA = 2L * Native.LONG_SIZE;

    int XIQueryVersion(Display display, IntByReference major, IntByReference minor);

    Pointer XIQueryDevice(Display display, int device, IntByReference count);

    void XIFreeDeviceInfo(Pointer info);

    int XISelectEvents(Display display, Window window, EventMask mask, int count);

    int XIGrabKeycode(Display display, int device, int keycode, Window window, int mode,
            int pairedMode, int ownerEvents, EventMask mask, int count, GrabModifiers modifiers);

    int XIUngrabKeycode(
            Display display, int device, int keycode, Window window, int count, GrabModifiers modifiers);

    int XIGrabButton(Display display, int device, int button, Window window, NativeLong cursor, int mode,
            int pairedMode, int ownerEvents, EventMask mask, int count, GrabModifiers modifiers);

    int XIUngrabButton(
            Display display, int device, int button, Window window, int count, GrabModifiers modifiers);

    int XIAllowEvents(Display display, int device, int mode, NativeLong time);

    int XIUngrabDevice(Display display, int device, NativeLong time);

    int XIGetProperty(Display display, int device, Atom property, NativeLong offset, NativeLong length,
            int delete, Atom type, NativeLongByReference actualType, IntByReference actualFormat,
            NativeLongByReference items, NativeLongByReference bytesAfter, PointerByReference data);

    /** XInput 1: opens a device so that its state can be asked; null when it is gone. */
    Pointer XOpenDevice(Display display, NativeLong device);

    int XCloseDevice(Display display, Pointer device);

    /** XInput 1: what one device itself has down; null when it is gone. */
    Pointer XQueryDeviceState(Display display, Pointer device);

    void XFreeDeviceState(Pointer state);

    /** XInput 1: what the device's buttons count as, the first one's at 0; returns how many it has. */
    int XGetDeviceButtonMapping(Display display, Pointer device, byte[] map, int size);
}
