package dev.fermata.desktop.x11;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import dev.fermata.model.Key;
import java.util.List;

/**
 * Passive grabs of keys and buttons on the <em>master</em> devices. (A grab on a slave device
 * crashes this generation of X servers.) Used by the thread that answers them.
 */
final class Grabs {
    private static final NativeLong NOW = new NativeLong(0);

    private final X11Connection connection;
    private final List<Integer> masterKeyboards;
    private final List<Integer> masterPointers;
    private final Memory keyBits = bits(XInput.EVENT_KEY_PRESS, XInput.EVENT_KEY_RELEASE);
    private final Memory buttonBits = bits(XInput.EVENT_BUTTON_PRESS, XInput.EVENT_BUTTON_RELEASE);

    Grabs(X11Connection connection) {
        this.connection = connection;
        List<X11Connection.Device> devices = connection.devices();
        this.masterKeyboards = ofUse(devices, XInput.MASTER_KEYBOARD);
        this.masterPointers = ofUse(devices, XInput.MASTER_POINTER);
        // The first call of each costs JNA milliseconds; later the keyboard is frozen meanwhile.
        for (int device : masterKeyboards) {
            pass(device);
            eat(device);
        }
    }

    private static List<Integer> ofUse(List<X11Connection.Device> devices, int use) {
        return devices.stream().filter(d -> d.use() == use).map(X11Connection.Device::id).toList();
    }

    /**
     * Asks for every press of the key, whatever modifiers are down. From such a press until
     * {@link #eat} or {@link #pass} the device stands still.
     *
     * @return whether it was granted; false when another program has that key
     */
    boolean grab(Key key) {
        for (int device : masters(key)) {
            if (!grab(device, key)) {
                release(key);
                return false;
            }
        }
        return !masters(key).isEmpty();
    }

    private boolean grab(int device, Key key) {
        XInput.EventMask mask = new XInput.EventMask();
        Memory bits = key.isMouse() ? buttonBits : keyBits;
        mask.deviceid = device;
        mask.maskLength = (int) bits.size();
        mask.mask = bits;
        int refused = key.isMouse()
                ? XInput.INSTANCE.XIGrabButton(connection.display(), device, X11Keys.code(key),
                        connection.root(), NOW, XInput.GRAB_MODE_SYNC, XInput.GRAB_MODE_ASYNC, 0, mask, 1,
                        anyModifier())
                : XInput.INSTANCE.XIGrabKeycode(connection.display(), device, X11Keys.code(key),
                        connection.root(), XInput.GRAB_MODE_SYNC, XInput.GRAB_MODE_ASYNC, 0, mask, 1,
                        anyModifier());
        return refused == 0;
    }

    /** Gives the key back. */
    void release(Key key) {
        for (int device : masters(key)) {
            if (key.isMouse()) {
                XInput.INSTANCE.XIUngrabButton(connection.display(), device, X11Keys.code(key),
                        connection.root(), 1, anyModifier());
            } else {
                XInput.INSTANCE.XIUngrabKeycode(connection.display(), device, X11Keys.code(key),
                        connection.root(), 1, anyModifier());
            }
        }
    }

    /**
     * Answers a press: nobody gets it. Ending the grab also sets the device going again; in this
     * order, since keys that were pressed meanwhile would go to the grab while it lasts.
     */
    void eat(int device) {
        XInput.INSTANCE.XIUngrabDevice(connection.display(), device, NOW);
        Xlib.INSTANCE.XFlush(connection.display());
    }

    /** Answers a press: it goes where it would have gone without us. */
    void pass(int device) {
        XInput.INSTANCE.XIAllowEvents(connection.display(), device, XInput.REPLAY_DEVICE, NOW);
        Xlib.INSTANCE.XFlush(connection.display());
    }

    private List<Integer> masters(Key key) {
        return key.isMouse() ? masterPointers : masterKeyboards;
    }

    private static XInput.GrabModifiers anyModifier() {
        XInput.GrabModifiers modifiers = new XInput.GrabModifiers();
        modifiers.modifiers = XInput.ANY_MODIFIER;
        return modifiers;
    }

    private static Memory bits(int... events) {
        Memory bits = new Memory(4);
        bits.clear();
        for (int event : events) {
            bits.setByte(event / 8, (byte) (bits.getByte(event / 8) | 1 << event % 8));
        }
        return bits;
    }
}
