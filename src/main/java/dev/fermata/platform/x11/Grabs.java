package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Passive grabs of keys and buttons on the <em>master</em> devices. (A grab on a slave device
 * crashes this generation of X servers.) Used by the thread that answers them.
 */
final class Grabs {
    private static final NativeLong NOW = new NativeLong(0);
    /** How often in a row devices may change while keys are grabbed on them. */
    private static final int MOST_CHANGES = 5;

    private final X11Connection connection;
    private List<Integer> masterKeyboards = List.of();
    private List<Integer> masterPointers = List.of();
    private Set<Integer> xtestDevices = Set.of();
    private Set<Key> wanted = Set.of();
    private Set<Key> granted = Set.of();
    private final Memory keyBits = XInput.bits(XInput.EVENT_KEY_PRESS, XInput.EVENT_KEY_RELEASE);
    private final Memory buttonBits = XInput.bits(XInput.EVENT_BUTTON_PRESS, XInput.EVENT_BUTTON_RELEASE);

    Grabs(X11Connection connection) {
        this.connection = connection;
        readDevices();
        // The first call of each costs JNA milliseconds; later the keyboard is frozen meanwhile.
        for (int device : masterKeyboards) {
            pass(device);
            eat(device);
        }
    }

    private void readDevices() {
        List<X11Connection.Device> devices = connection.devices();
        masterKeyboards = ofUse(devices, XInput.MASTER_KEYBOARD);
        masterPointers = ofUse(devices, XInput.MASTER_POINTER);
        xtestDevices = devices.stream().filter(X11Connection.Device::xtest).map(X11Connection.Device::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether injected input comes from that device. */
    boolean isXtest(int device) {
        return xtestDevices.contains(device);
    }

    /**
     * Gives back what is not wanted any more and asks for the rest.
     *
     * @return those that are now grabbed
     * @throws DesktopException when the server is gone, or refused it for another reason than a device
     *         that went
     */
    Set<Key> exchange(Set<Key> keys) {
        wanted = keys;
        Set<Key> before = granted;
        before.stream().filter(key -> !keys.contains(key)).forEach(this::release);
        granted = ask(key -> before.contains(key) || grab(key));
        return connection.isDone() ? granted : anew();
    }

    /**
     * Asks again for all that was wanted last, on the devices there are now: the grabs on a master device
     * that went are gone with it, and a new one has none.
     *
     * @return those that are now grabbed
     * @throws DesktopException as {@link #exchange}
     */
    Set<Key> anew() {
        boolean done = false;
        for (int attempt = 0; !done && attempt < MOST_CHANGES; attempt++) {
            readDevices();
            granted = ask(this::grab);
            done = connection.isDone();
        }
        if (!done) {
            throw new DesktopException(connection.name() + " refused to suppress keys on the devices it tells of");
        }
        return granted;
    }

    private Set<Key> ask(Predicate<Key> isGranted) {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        wanted.stream().filter(isGranted).forEach(keys::add);
        return Collections.unmodifiableSet(keys);
    }

    private static List<Integer> ofUse(List<X11Connection.Device> devices, int use) {
        return devices.stream().filter(d -> d.use() == use).map(X11Connection.Device::id).toList();
    }

    /**
     * Asks for every press of the key, whatever modifiers are down; once more changes nothing. From such a press until
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
}
