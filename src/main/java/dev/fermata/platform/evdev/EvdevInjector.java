package dev.fermata.platform.evdev;

import dev.fermata.model.Key;
import dev.fermata.platform.Injector;

/** Sends through the virtual device. Thread-safe. */
final class EvdevInjector implements Injector {
    private final MergedKeys keys;
    private final Uinput uinput;

    /** @param uinput closed with this one */
    EvdevInjector(MergedKeys keys, Uinput uinput) {
        this.keys = keys;
        this.uinput = uinput;
    }

    @Override
    public void press(Key key) {
        if (key.isWheel()) {
            keys.turnWheel(key == Key.WHEEL_UP);
        } else {
            keys.press(Codes.code(key));
        }
    }

    @Override
    public void release(Key key) {
        // A step of the wheel is one event, and that was sent for the press.
        if (!key.isWheel()) {
            keys.release(Codes.code(key));
        }
    }

    /** {@inheritDoc} One call: a press of what is down is seen as a release and a press. */
    @Override
    public void pressAgain(Key key) {
        press(key);
    }

    @Override
    public boolean canSend(Key key) {
        return true;
    }

    @Override
    public void close() {
        uinput.close();
    }
}
