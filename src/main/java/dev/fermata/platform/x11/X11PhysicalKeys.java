package dev.fermata.platform.x11;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import dev.fermata.model.Key;
import dev.fermata.platform.PhysicalKeys;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the player has down, read from each input device by itself (XQueryDeviceState). The state of the
 * desktop as a whole would not do: it merges what the agent injects with what the player presses, and
 * can show a key as up that is physically down.
 *
 * <p>Injected input has devices of its own. What is down there and not sent by the agent was put
 * there by another program, and counts as the player. Devices may come and go. One round trip to the
 * server a device and reading, together about 0.1 ms; the device that had a key down last is asked first,
 * so that a key that stays down costs one. A button is what the game gets, as {@link ButtonMaps} tells:
 * two more for each device that has any button down. Called by one thread at a time; {@link #close} by any.
 */
public final class X11PhysicalKeys implements PhysicalKeys {
    /** The bits of XKeyState and XButtonState begin after class, length (bytes) and count (short). */
    private static final int BITS_OFFSET = 4;
    /** Both have room for 256 keys or buttons. */
    private static final int BITS_BYTES = 32;

    private static final NativeLong NOW = new NativeLong(0);

    private final X11Connection connection;
    private final ButtonMaps buttonMaps;
    @GuardedBy("this")
    private final Memory event = new Memory(Xlib.EVENT_BYTES);
    @GuardedBy("this")
    private List<OpenDevice> devices = List.of();
    @GuardedBy("this")
    private boolean stale = true;

    private record OpenDevice(int id, Pointer handle, boolean keyboard, boolean xtest, boolean real) {
    }

    /** @param connection for this object alone; closed with it */
    public X11PhysicalKeys(X11Connection connection) {
        this.connection = connection;
        this.buttonMaps = new ButtonMaps(connection);
        connection.select(XInput.ALL_DEVICES, XInput.EVENT_HIERARCHY_CHANGED);
        connection.sync("to tell about devices coming and going");
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.fermata.platform.DesktopException when the server is gone
     */
    @Override
    public synchronized Reading read(Key key, boolean sentByUs) {
        connection.requireOpen();
        refresh();
        boolean xtestDown = false;
        for (int i = 0; i < devices.size(); i++) {
            OpenDevice device = devices.get(i);
            if (device.keyboard != !key.isMouse() || !isDown(device, key)) {
                continue;
            }
            if (!device.xtest) {
                Collections.swap(devices, 0, i);
                return Reading.DOWN;
            }
            xtestDown = true;
        }
        return xtestDown && !sentByUs ? Reading.DOWN : Reading.UP;
    }

    @Override
    public synchronized boolean mayRepeatInPairs() {
        refresh();
        return devices.stream().anyMatch(device -> device.keyboard && !device.xtest && !device.real);
    }

    /** Whether any hardware device has the key down, whatever programs inject. */
    boolean hardwareDown(Key key) {
        return read(key, true) == Reading.DOWN;
    }

    /**
     * Releases a key that a program has down, whichever it is; hardware devices keep theirs. Does not
     * wait for it to arrive.
     *
     * @return whether it was down
     */
    synchronized boolean releaseInjected(Key key) {
        connection.requireOpen();
        refresh();
        boolean any = false;
        for (OpenDevice device : devices) {
            if (!device.xtest || device.keyboard == key.isMouse()) {
                continue;
            }
            BitSet down = downOn(device, key);
            any |= !down.isEmpty();
            down.stream().forEach(own -> {
                if (key.isMouse()) {
                    XInput.Test.INSTANCE.XTestFakeButtonEvent(connection.display(), own, false, NOW);
                } else {
                    XInput.Test.INSTANCE.XTestFakeKeyEvent(connection.display(), own, false, NOW);
                }
            });
        }
        return any;
    }

    /**
     * Makes every hardware device that has a button down release it and press it again, at once. The
     * server counts a button as down while any device has it down, so nothing else lets it be seen as
     * pressed anew. The device's own state is afterwards what it was.
     *
     * @return whether there was such a device
     */
    synchronized boolean pressAgain(Key button) {
        boolean any = false;
        for (OpenDevice device : devices) {
            if (device.keyboard || device.xtest) {
                continue;
            }
            BitSet codes = downOn(device, button);
            any |= !codes.isEmpty();
            for (boolean down : new boolean[] {false, true}) {
                codes.stream().forEach(own -> XInput.Test.INSTANCE.XTestFakeDeviceButtonEvent(
                        connection.display(), device.handle, own, down ? 1 : 0, null, 0, new NativeLong(0)));
            }
        }
        return any;
    }

    /** Which button to inject for the game to get that one; empty when the user's button maps leave it out. */
    synchronized OptionalInt injectedAs(Key button) {
        refresh();
        int code = X11Keys.code(button);
        BitSet sources = devices.stream().filter(device -> device.xtest && !device.keyboard)
                .min(Comparator.comparingInt(OpenDevice::id))
                .map(device -> buttonMaps.sourcesOf(device.handle, code)).orElseGet(BitSet::new);
        if (sources.get(code)) {
            return OptionalInt.of(code);
        }
        return sources.isEmpty() ? OptionalInt.empty() : OptionalInt.of(sources.nextSetBit(0));
    }

    @GuardedBy("this")
    private boolean isDown(OpenDevice device, Key key) {
        return !downOn(device, key).isEmpty();
    }

    /** The device's own codes of that key or button that it has down. */
    @GuardedBy("this")
    private BitSet downOn(OpenDevice device, Key key) {
        Pointer state = XInput.INSTANCE.XQueryDeviceState(connection.display(), device.handle);
        if (state == null) {
            connection.forgetErrors();
            connection.requireOpen();
            stale = true;
            return new BitSet();
        }
        BitSet down;
        try {
            down = downIn(state, key.isMouse() ? XInput.BUTTON_CLASS : XInput.KEY_CLASS);
        } finally {
            XInput.INSTANCE.XFreeDeviceState(state);
        }
        if (!down.isEmpty()) {
            down.and(codesOf(device, key));
        }
        return down;
    }

    private BitSet codesOf(OpenDevice device, Key key) {
        int code = X11Keys.code(key);
        if (key.isMouse()) {
            return buttonMaps.sourcesOf(device.handle, code);
        }
        BitSet codes = new BitSet();
        codes.set(code);
        return codes;
    }

    /** Reads memory instead of mapping a structure, which costs JNA more than asking the server does. */
    private static BitSet downIn(Pointer state, int wantedClass) {
        Pointer input = state.getPointer(XInput.DEVICE_STATE_DATA);
        int offset = 0;
        for (int i = state.getInt(XInput.DEVICE_STATE_CLASSES); i > 0; i--) {
            if (input.getByte(offset) == wantedClass) {
                return BitSet.valueOf(input.getByteArray(offset + BITS_OFFSET, BITS_BYTES));
            }
            offset += input.getByte(offset + 1) & 0xff;
        }
        return new BitSet();
    }

    @GuardedBy("this")
    private void refresh() {
        while (Xlib.INSTANCE.XPending(connection.display()) > 0) {
            Xlib.INSTANCE.XNextEvent(connection.display(), event);
            stale = true;
        }
        connection.requireOpen();
        if (stale) {
            closeDevices();
            devices = openDevices();
            stale = false;
        }
    }

    private List<OpenDevice> openDevices() {
        List<OpenDevice> open = new ArrayList<>();
        for (X11Connection.Device device : connection.devices()) {
            if (!device.isSlave() || !device.enabled()) {
                continue;
            }
            Pointer handle =
                    XInput.INSTANCE.XOpenDevice(connection.display(), new NativeLong(device.id()));
            if (handle != null) {
                boolean keyboard = device.use() == XInput.SLAVE_KEYBOARD;
                open.add(new OpenDevice(device.id(), handle, keyboard, device.xtest(), device.real()));
            }
        }
        connection.forgetErrors();
        return open;
    }

    @GuardedBy("this")
    private void closeDevices() {
        for (OpenDevice device : devices) {
            XInput.INSTANCE.XCloseDevice(connection.display(), device.handle);
        }
        devices = List.of();
    }

    @Override
    public synchronized void close() {
        connection.close();
    }
}
