package dev.fermata.desktop.x11;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import dev.fermata.desktop.PhysicalKeys;
import dev.fermata.model.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the player holds, read from each input device by itself (XQueryDeviceState). The state of the
 * desktop as a whole would not do: it merges what the agent injects with what the player presses, and
 * can show a key as up that is physically down.
 *
 * <p>Injected input has devices of its own. What is down there and not sent by the agent was put
 * there by another program, and counts as the player. Devices may come and go. One round trip to the
 * server a device and reading, together about 0.1 ms; the device that held a key last is asked first,
 * so that a key that stays down costs one. Called by one thread at a time; {@link #close} by any.
 */
public final class X11PhysicalKeys implements PhysicalKeys {
    /** The bits of XKeyState and XButtonState begin after class, length (bytes) and count (short). */
    private static final int BITS_OFFSET = 4;

    private final X11Connection connection;
    private final Memory event = new Memory(Xlib.EVENT_BYTES);
    private List<OpenDevice> devices = List.of();
    private boolean stale = true;

    private record OpenDevice(Pointer handle, boolean keyboard, boolean xtest) {
    }

    /** @param connection for this object alone; closed with it */
    public X11PhysicalKeys(X11Connection connection) {
        this.connection = connection;
        watchHierarchy();
        connection.sync("to tell about devices coming and going");
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.fermata.desktop.DesktopException when the server is gone
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

    /** Whether any hardware device has the key down, whatever programs inject. */
    boolean hardwareDown(Key key) {
        return read(key, true) == Reading.DOWN;
    }

    /**
     * Makes every hardware device that holds a button release it and press it again, at once. The
     * server counts a button as down while any device holds it, so nothing else lets it be seen as
     * pressed anew. The device's own state is afterwards what it was.
     *
     * @return whether there was such a device
     */
    boolean pressAgain(Key button) {
        List<OpenDevice> holding = devices.stream()
                .filter(device -> !device.keyboard && !device.xtest && isDown(device, button))
                .toList();
        for (boolean down : new boolean[] {false, true}) {
            for (OpenDevice device : holding) {
                XInput.Test.INSTANCE.XTestFakeDeviceButtonEvent(connection.display(), device.handle,
                        X11Keys.code(button), down ? 1 : 0, null, 0, new NativeLong(0));
            }
        }
        return !holding.isEmpty();
    }

    private boolean isDown(OpenDevice device, Key key) {
        Pointer state = XInput.INSTANCE.XQueryDeviceState(connection.display(), device.handle);
        if (state == null) {
            connection.forgetErrors();
            connection.requireOpen();
            stale = true;
            return false;
        }
        try {
            return isDown(state, key);
        } finally {
            XInput.INSTANCE.XFreeDeviceState(state);
        }
    }

    /** Reads memory instead of mapping a structure, which costs JNA more than asking the server does. */
    private static boolean isDown(Pointer state, Key key) {
        int wanted = key.isMouse() ? XInput.BUTTON_CLASS : XInput.KEY_CLASS;
        int code = X11Keys.code(key);
        Pointer input = state.getPointer(XInput.DEVICE_STATE_DATA);
        int offset = 0;
        for (int i = state.getInt(XInput.DEVICE_STATE_CLASSES); i > 0; i--) {
            if (input.getByte(offset) == wanted) {
                return (input.getByte(offset + BITS_OFFSET + code / 8) >> code % 8 & 1) != 0;
            }
            offset += input.getByte(offset + 1) & 0xff;
        }
        return false;
    }

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
                open.add(new OpenDevice(handle, keyboard, device.xtest()));
            }
        }
        connection.forgetErrors();
        return open;
    }

    private void closeDevices() {
        for (OpenDevice device : devices) {
            XInput.INSTANCE.XCloseDevice(connection.display(), device.handle);
        }
        devices = List.of();
    }

    private void watchHierarchy() {
        try (Memory bits = new Memory(4)) {
            bits.clear();
            bits.setByte(XInput.EVENT_HIERARCHY_CHANGED / 8,
                    (byte) (1 << XInput.EVENT_HIERARCHY_CHANGED % 8));
            XInput.EventMask mask = new XInput.EventMask();
            mask.deviceid = XInput.ALL_DEVICES;
            mask.maskLength = (int) bits.size();
            mask.mask = bits;
            XInput.INSTANCE.XISelectEvents(connection.display(), connection.root(), mask, 1);
        }
    }

    @Override
    public synchronized void close() {
        connection.close();
    }
}
