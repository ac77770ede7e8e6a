package dev.fermata.platform.x11;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.platform.unix.X11.Atom;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One name that all clients of a server share, as a text on the root window and as a selection. Used
 * by one thread at a time.
 */
final class X11Property {
    private static final Atom STRING = new Atom(31); // XA_STRING
    private static final Atom ANY_TYPE = new Atom(0);
    private static final int REPLACE = 0; // PropModeReplace
    private static final int BYTES = 8; // the format
    /** In units of four bytes, far more than any text here has. */
    private static final NativeLong MOST = new NativeLong(2_048);
    private static final NativeLong NOW = new NativeLong(0);

    private final X11Connection connection;
    private final Atom name;

    X11Property(X11Connection connection, String name) {
        this.connection = connection;
        this.name = Xlib.INSTANCE.XInternAtom(connection.display(), name, false);
    }

    /** The text; empty when there is none. One round trip. */
    Optional<String> read() {
        connection.requireOpen();
        PointerByReference data = new PointerByReference();
        IntByReference format = new IntByReference();
        NativeLongByReference items = new NativeLongByReference();
        int refused = Xlib.INSTANCE.XGetWindowProperty(connection.display(), connection.root(), name,
                new NativeLong(0), MOST, 0, ANY_TYPE, new NativeLongByReference(), format, items,
                new NativeLongByReference(), data);
        Pointer bytes = data.getValue();
        if (refused != 0 || bytes == null) {
            return Optional.empty();
        }
        try {
            byte[] text = bytes.getByteArray(0, items.getValue().intValue());
            return format.getValue() == BYTES
                    ? Optional.of(new String(text, StandardCharsets.UTF_8)) : Optional.empty();
        } finally {
            Xlib.INSTANCE.XFree(bytes);
        }
    }

    void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Xlib.INSTANCE.XChangeProperty(
                connection.display(), connection.root(), name, STRING, BYTES, REPLACE, bytes, bytes.length);
    }

    void delete() {
        Xlib.INSTANCE.XDeleteProperty(connection.display(), connection.root(), name);
    }

    /** The window that owns the selection of this name; null when there is none. One round trip. */
    Window owner() {
        connection.requireOpen();
        return Xlib.INSTANCE.XGetSelectionOwner(connection.display(), name);
    }

    /** Makes a window of this connection own the selection of this name. */
    void own(Window window) {
        Xlib.INSTANCE.XSetSelectionOwner(connection.display(), name, window, NOW);
    }
}
