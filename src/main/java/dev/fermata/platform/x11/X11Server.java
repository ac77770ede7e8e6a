package dev.fermata.platform.x11;

import com.sun.jna.ptr.IntByReference;
import dev.fermata.platform.DesktopException;

/**
 * What an X server says about itself. One that can be asked has all that Fermata needs: XTEST, XInput 2
 * and RECORD.
 *
 * @param display what to call it in messages, e.g. {@code X11 display :0}
 * @param vendor e.g. {@code The X.Org Foundation}
 * @param version as its vendor writes it; for X.Org's servers e.g. {@code 21.1.7}
 * @param xwayland whether it is a part of a Wayland session
 */
public record X11Server(String display, String vendor, String version, boolean xwayland) {
    /** Present in Xwayland 23.1 and newer. */
    private static final String XWAYLAND_EXTENSION = "XWAYLAND";
    /** What Xwayland of any version calls its devices. */
    private static final String XWAYLAND_DEVICES = "xwayland-";
    private static final String XORG = "X.Org";
    /** X.Org 1.20.11 was followed by 21.1, which still says 1.21.1 here. */
    private static final String OLD_PREFIX = "1.";
    private static final int FIRST_WITHOUT_PREFIX = 21;

    /**
     * Asks the server of the environment's DISPLAY, on a connection of its own.
     *
     * @throws DesktopException when it cannot be reached or lacks an extension; the message says what to do
     */
    public static X11Server ask() {
        try (X11Connection connection = X11Connection.open(null)) {
            connection.requireExtension("RECORD");
            String vendor = Xlib.INSTANCE.XServerVendor(connection.display());
            return new X11Server(connection.name(), vendor,
                    version(vendor, Xlib.INSTANCE.XVendorRelease(connection.display())), isXwayland(connection));
        }
    }

    static boolean isXwayland(X11Connection connection) {
        boolean extension = Xlib.INSTANCE.XQueryExtension(connection.display(), XWAYLAND_EXTENSION,
                new IntByReference(), new IntByReference(), new IntByReference());
        return extension
                || connection.devices().stream().anyMatch(device -> device.name().startsWith(XWAYLAND_DEVICES));
    }

    /** The number as xdpyinfo takes it apart; other vendors have ways of their own, so theirs stays a number. */
    static String version(String vendor, int release) {
        if (!vendor.contains(XORG)) {
            return Integer.toString(release);
        }
        int minor = release / 100_000 % 100;
        int patch = release % 1_000;
        String dotted = release / 10_000_000 + "." + minor + "." + release / 1_000 % 100
                + (patch == 0 ? "" : "." + patch);
        return minor >= FIRST_WITHOUT_PREFIX && dotted.startsWith(OLD_PREFIX)
                ? dotted.substring(OLD_PREFIX.length()) : dotted;
    }
}
