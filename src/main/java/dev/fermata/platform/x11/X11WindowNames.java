package dev.fermata.platform.x11;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.platform.unix.X11.Atom;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.fermata.model.WindowNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the windows of an X server are called. A window may go between two questions: then it has no names. Used by one
 * thread at a time.
 */
final class X11WindowNames {
    private static final int MOST_NESTED = 32;
    /** In units of four bytes. */
    private static final NativeLong MOST = new NativeLong(1_024);
    private static final Atom ANY_TYPE = new Atom(0);
    private static final int BYTES = 8;

    private final X11Connection connection;
    private final Atom windowClass;
    private final Atom name;
    private final Atom netName;
    private final Atom pid;

    X11WindowNames(X11Connection connection) {
        this.connection = connection;
        windowClass = atom("WM_CLASS");
        name = atom("WM_NAME");
        netName = atom("_NET_WM_NAME");
        pid = atom("_NET_WM_PID");
    }

    Atom atom(String text) {
        return Xlib.INSTANCE.XInternAtom(connection.display(), text, false);
    }

    /** The properties that names are made of. */
    Set<Long> properties() {
        return Set.of(windowClass.longValue(), name.longValue(), netName.longValue(), pid.longValue());
    }

    /**
     * The program's main window that a window is, or is a part of: the innermost one with a class, or else with a title.
     * The window itself if there is none.
     */
    Window main(Window of) {
        Window titled = null;
        Window at = of;
        for (int i = 0; i < MOST_NESTED && at.longValue() > 1 && !isRoot(at); i++) {
            if (bytes(at, windowClass).length > 0) {
                return at;
            }
            titled = titled == null && bytes(at, name).length > 0 ? at : titled;
            at = parent(at);
        }
        return titled == null ? of : titled;
    }

    private boolean isRoot(Window window) {
        return window.longValue() == connection.root().longValue();
    }

    private Window parent(Window of) {
        NativeLongByReference parent = new NativeLongByReference();
        PointerByReference children = new PointerByReference();
        int found = XDrawing.INSTANCE.XQueryTree(connection.display(), of, new NativeLongByReference(), parent, children,
                new IntByReference());
        if (children.getValue() != null) {
            Xlib.INSTANCE.XFree(children.getValue());
        }
        connection.forgetErrors();
        return new Window(found == 0 ? 0 : parent.getValue().longValue());
    }

    /** What a program's main window is called. */
    WindowNames of(Window main) {
        byte[] title = bytes(main, netName);
        String text = title.length > 0 ? new String(title, StandardCharsets.UTF_8)
                : new String(bytes(main, name), StandardCharsets.ISO_8859_1);
        List<String> classes = Stream.of(new String(bytes(main, windowClass), StandardCharsets.ISO_8859_1).split("\0"))
                .filter(each -> !each.isEmpty()).toList();
        return new WindowNames(text, classes, exe(main));
    }

    private String exe(Window main) {
        byte[] number = bytes(main, pid);
        return number.length < Integer.BYTES ? "" : exe(Path.of("/proc", Integer.toUnsignedString(
                (number[0] & 0xff) | (number[1] & 0xff) << 8 | (number[2] & 0xff) << 16 | (number[3] & 0xff) << 24)));
    }

    /** Of a Windows program the path that it has there: every one of them is run by Wine's loader. */
    private static String exe(Path process) {
        try {
            String exe = Files.readSymbolicLink(process.resolve("exe")).toString();
            boolean wine = exe.substring(exe.lastIndexOf('/') + 1).startsWith("wine");
            String command = wine ? Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1) : "";
            return wine ? command.substring(0, Math.max(0, command.indexOf('\0'))) : exe;
        } catch (IOException e) {
            // Another user's, or it has ended.
            return "";
        }
    }

    /** Of a format of 32 bits each value is a native long (XGetWindowProperty), of which this is the lower half first. */
    private byte[] bytes(Window window, Atom property) {
        PointerByReference data = new PointerByReference();
        IntByReference format = new IntByReference();
        NativeLongByReference items = new NativeLongByReference();
        int refused = Xlib.INSTANCE.XGetWindowProperty(connection.display(), window, property, new NativeLong(0), MOST, 0,
                ANY_TYPE, new NativeLongByReference(), format, items, new NativeLongByReference(), data);
        connection.forgetErrors();
        Pointer found = data.getValue();
        if (found == null) {
            return new byte[0];
        }
        try {
            int size = format.getValue() == BYTES ? 1 : Native.LONG_SIZE;
            return refused != 0 ? new byte[0] : found.getByteArray(0, items.getValue().intValue() * size);
        } finally {
            Xlib.INSTANCE.XFree(found);
        }
    }
}
