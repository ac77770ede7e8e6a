package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import dev.fermata.model.Key;
import java.util.Optional;

/** Reads grabbed presses out of events. For one thread. */
final class PressReader {
    private final Memory event = new Memory(Xlib.EVENT_BYTES);
    private final XInput.EventCookie cookie = new XInput.EventCookie(event);
    private final XInput.DeviceEvent press = new XInput.DeviceEvent();

    /** The place for the server's next event. */
    Memory event() {
        return event;
    }

    /** Reads the event, whose data is there. Returns whether it is one of the extension with that opcode. */
    boolean read(int opcode) {
        cookie.read();
        if (cookie.extension != opcode) {
            return false;
        }
        press.readFrom(cookie.data);
        return true;
    }

    boolean isButton() {
        return cookie.eventType == XInput.EVENT_BUTTON_PRESS;
    }

    Optional<Key> key() {
        return X11Keys.key(press.detail, isButton());
    }

    /** The modifiers that are down, whoever has them down; not those that are locked. */
    int modifiers() {
        return press.modifiers();
    }

    boolean isRepeat() {
        return !isButton() && press.isRepeat();
    }

    /** The device that is frozen. */
    int device() {
        return press.deviceid;
    }

    /** The device that the press came from. */
    int source() {
        return press.sourceid;
    }

    /** The first use of a structure costs JNA milliseconds; later the keyboard is frozen meanwhile. */
    void warmUp() {
        event.clear();
        cookie.read();
        try (Memory nothing = new Memory(4L * press.size())) {
            nothing.clear();
            press.readFrom(nothing);
            press.isRepeat();
            press.modifiers();
        }
        key();
    }
}
