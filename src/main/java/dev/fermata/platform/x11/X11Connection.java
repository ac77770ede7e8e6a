package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.platform.unix.X11.Atom;
import com.sun.jna.platform.unix.X11.Display;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.fermata.platform.DesktopException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A connection of its own to an X server. Used by one thread at a time, except {@link #close}, which
 * is idempotent and the caller's duty to order after the last use.
 *
 * <p>No X error ends the process: protocol errors surface as {@link DesktopException} from
 * {@link #sync}, and the loss of the server is told to {@link #onServerGone}.
 */
public final class X11Connection implements AutoCloseable {
    /** XInput 2.2 came with X server 1.12 (2012); grabs and source ids need at least 2.0. */
    private static final int XI_MAJOR = 2;
    private static final int XI_MINOR = 2;

    private static final String XTEST_PROPERTY = "XTEST Device";
    /** Set by the drivers of real devices (libinput, evdev) to the device's file; nested servers have none. */
    private static final String NODE_PROPERTY = "Device Node";
    /** The format of a property that is text or a flag. */
    private static final int BYTES = 8;

    private final String name;
    private final Display display;
    private final Window root;
    private final XlibErrors errors;
    private final int xinputOpcode;
    private final Atom xtestProperty;
    private final Atom nodeProperty;
    private boolean closed;

    /**
     * An input device of the server.
     *
     * @param xtest whether injected input comes from it
     * @param real whether it is a device of this machine, as opposed to a window of another server or the like
     */
    record Device(int id, String name, int use, boolean enabled, boolean xtest, boolean real) {
        boolean isSlave() {
            return use == XInput.SLAVE_KEYBOARD || use == XInput.SLAVE_POINTER;
        }
    }

    private X11Connection(String name, Display display, XlibErrors errors) {
        this.name = name;
        this.display = display;
        this.errors = errors;
        this.root = Xlib.INSTANCE.XDefaultRootWindow(display);
        this.xinputOpcode = require(XInput.EXTENSION);
        require("XTEST");
        IntByReference major = new IntByReference(XI_MAJOR);
        IntByReference minor = new IntByReference(XI_MINOR);
        if (XInput.INSTANCE.XIQueryVersion(display, major, minor) != 0) {
            throw new DesktopException(name + " has no XInput 2; Fermata needs an X server from 2012 or newer");
        }
        this.xtestProperty = Xlib.INSTANCE.XInternAtom(display, XTEST_PROPERTY, false);
        this.nodeProperty = Xlib.INSTANCE.XInternAtom(display, NODE_PROPERTY, false);
    }

    /**
     * Connects.
     *
     * @param displayName such as {@code :0}; null means the DISPLAY of the environment
     * @throws DesktopException when the server cannot be reached or lacks XTEST or XInput 2
     */
    public static X11Connection open(String displayName) {
        String shown = "X11 display " + (displayName == null ? System.getenv("DISPLAY") : displayName);
        XlibErrors errors;
        Display display;
        try {
            errors = XlibErrors.process();
            requireLibraries();
            display = Xlib.INSTANCE.XOpenDisplay(displayName);
        } catch (LinkageError e) {
            throw new DesktopException("a library of the X11 desktop is missing (libX11, libXi or libXtst): "
                    + e.getMessage() + "; install the packages libx11-6, libxi6 and libxtst6", e);
        }
        if (display == null) {
            throw new DesktopException(shown + " cannot be reached: is the X server running, and may"
                    + " this user use it (xhost, XAUTHORITY)?");
        }
        errors.watch(display);
        try {
            return new X11Connection(shown, display, errors);
        } catch (RuntimeException | Error e) {
            errors.forget(display);
            Xlib.INSTANCE.XCloseDisplay(display);
            throw e;
        }
    }

    /**
     * Sets what to do when an X server this process uses has gone away. The action runs once, on a
     * thread of its own, and should say so and end the process: nothing on that desktop can be heard,
     * sent or released any more. The process ends by itself some seconds later.
     */
    public static void onServerGone(Runnable action) {
        XlibErrors.process().onServerGone(action);
    }

    Display display() {
        return display;
    }

    Window root() {
        return root;
    }

    int xinputOpcode() {
        return xinputOpcode;
    }

    /** What to call this display in messages. */
    String name() {
        return name;
    }

    /** Whether the server has ended or dropped this connection. */
    boolean isGone() {
        return errors.isGone(display);
    }

    /** @throws DesktopException when the server has gone away or this connection is closed */
    void requireOpen() {
        if (isGone()) {
            throw new DesktopException(name + " is gone: the X server ended or closed the connection");
        }
        if (closed) {
            throw new DesktopException("the connection to " + name + " is closed");
        }
    }

    /**
     * Waits until the server has carried out every request so far.
     *
     * @param doing what the caller was about, for the message
     * @throws DesktopException when the server refused one of them
     */
    void sync(String doing) {
        Xlib.INSTANCE.XSync(display, false);
        requireOpen();
        XlibErrors.ProtocolError error = errors.take(display);
        if (error != null) {
            throw new DesktopException(name + " refused " + doing + ": " + text(error.code())
                    + " (request " + error.request() + "." + error.minor() + ")");
        }
    }

    /**
     * Waits as {@link #sync} does, for requests that may be refused because a device has just gone.
     *
     * @return whether the server did all that was asked
     * @throws DesktopException when the server has gone away
     */
    boolean isDone() {
        Xlib.INSTANCE.XSync(display, false);
        requireOpen();
        return errors.take(display) == null;
    }

    private String text(int errorCode) {
        byte[] text = new byte[160];
        Xlib.INSTANCE.XGetErrorText(display, errorCode, text, text.length);
        return Native.toString(text);
    }

    /** Whether a request was refused that has been waited for; forgets it. */
    boolean hasErrors() {
        return errors.take(display) != null;
    }

    /** Drops errors of requests whose failure is expected, such as asking a device that was unplugged. */
    void forgetErrors() {
        errors.take(display);
    }

    /**
     * Has the server send XInput 2 events of the root window to this connection.
     *
     * @param device {@link XInput#ALL_DEVICES}, {@link XInput#ALL_MASTER_DEVICES} or one's number
     */
    void select(int device, int... events) {
        try (Memory bits = XInput.bits(events)) {
            XInput.EventMask mask = new XInput.EventMask();
            mask.deviceid = device;
            mask.maskLength = (int) bits.size();
            mask.mask = bits;
            XInput.INSTANCE.XISelectEvents(display, root, mask, 1);
        }
    }

    /** Every device the server has now. */
    List<Device> devices() {
        requireOpen();
        IntByReference count = new IntByReference();
        Pointer list = XInput.INSTANCE.XIQueryDevice(display, XInput.ALL_DEVICES, count);
        List<Device> devices = new ArrayList<>();
        if (list == null) {
            return devices;
        }
        try {
            int size = new XInput.DeviceInfo(list).size();
            for (int i = 0; i < count.getValue(); i++) {
                XInput.DeviceInfo info = new XInput.DeviceInfo(list.share((long) i * size));
                devices.add(new Device(
                        info.deviceid, info.name, info.use, info.enabled != 0, isXtest(info.deviceid),
                        isReal(info.deviceid)));
            }
        } finally {
            XInput.INSTANCE.XIFreeDeviceInfo(list);
        }
        return devices;
    }

    /** The server marks the devices that XTEST input comes from with a property. */
    private boolean isXtest(int device) {
        return firstByte(device, xtestProperty).orElse(0) != 0;
    }

    private boolean isReal(int device) {
        return firstByte(device, nodeProperty).isPresent();
    }

    /** The beginning of a device's property; empty when there is none of bytes. */
    private OptionalInt firstByte(int device, Atom property) {
        PointerByReference data = new PointerByReference();
        IntByReference format = new IntByReference();
        NativeLongByReference items = new NativeLongByReference();
        int status = XInput.INSTANCE.XIGetProperty(display, device, property, new NativeLong(0),
                new NativeLong(1), 0, new Atom(0), new NativeLongByReference(), format, items,
                new NativeLongByReference(), data);
        if (status != 0 || data.getValue() == null) {
            return OptionalInt.empty();
        }
        OptionalInt first = items.getValue().longValue() > 0 && format.getValue() == BYTES
                ? OptionalInt.of(data.getValue().getByte(0)) : OptionalInt.empty();
        Xlib.INSTANCE.XFree(data.getValue());
        return first;
    }

    private int require(String extension) {
        IntByReference opcode = new IntByReference();
        if (!Xlib.INSTANCE.XQueryExtension(
                display, extension, opcode, new IntByReference(), new IntByReference())) {
            throw new DesktopException(name + " lacks the X extension " + extension
                    + "; enable it in the X server, Fermata cannot work without it");
        }
        return opcode.getValue();
    }

    /** @throws DesktopException when the server lacks an extension that another library needs */
    void requireExtension(String extension) {
        require(extension);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!errors.isGone(display)) {
            Xlib.INSTANCE.XCloseDisplay(display);
        }
        errors.forget(display);
    }

    /** Their absence is to be told before anything is opened. */
    private static void requireLibraries() {
        Objects.requireNonNull(XInput.INSTANCE);
        Objects.requireNonNull(XInput.Test.INSTANCE);
    }
}
