package dev.fermata.platform.x11;

import com.sun.jna.Pointer;
import java.util.BitSet;

/**
 * Which of a device's own buttons act as a given one. A press goes through the map of its device
 * ({@code xinput set-button-map}) and then through that of the desktop ({@code xmodmap -e "pointer = 3 2 1"},
 * a desktop's setting for left-handed people); what comes out is what programs get, the hook among them.
 * A device's own state, and what is injected through a device, are before the maps.
 *
 * <p>Both maps are asked for anew each time, for they may change at any time: two round trips to the
 * server. Used by the thread that uses the connection.
 */
final class ButtonMaps {
    /** The protocol counts buttons in a byte. */
    private static final int MOST = 255;

    private final X11Connection connection;
    private final byte[] ofDesktop = new byte[MOST];
    private final byte[] ofDevice = new byte[MOST];

    ButtonMaps(X11Connection connection) {
        this.connection = connection;
    }

    /**
     * The device's own buttons that programs get as that one; empty when there is none, or no such device.
     *
     * @param device a handle of XOpenDevice
     * @param button as programs know it
     */
    BitSet sourcesOf(Pointer device, int button) {
        int desktopSize = Xlib.INSTANCE.XGetPointerMapping(connection.display(), ofDesktop, MOST);
        int deviceSize = XInput.INSTANCE.XGetDeviceButtonMapping(connection.display(), device, ofDevice, MOST);
        BitSet sources = new BitSet();
        for (int own = 1; own <= deviceSize; own++) {
            int mapped = ofDevice[own - 1] & 0xff;
            boolean mappedAgain = mapped >= 1 && mapped <= desktopSize;
            if ((mappedAgain ? ofDesktop[mapped - 1] & 0xff : mapped) == button) {
                sources.set(own);
            }
        }
        return sources;
    }
}
