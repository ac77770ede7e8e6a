package dev.fermata.platform.evdev;

import dev.fermata.model.Key;
import dev.fermata.platform.PhysicalKeys;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What the player has down on the devices that are heard, however many they are: exact, for the virtual device is
 * none of them. Written by the thread that hears; read by any.
 */
final class PlayersKeys implements PhysicalKeys {
    /** On how many devices each key is down, by its code. */
    private final AtomicIntegerArray devices = new AtomicIntegerArray(Codes.KEY_LIMIT);
    private final AgentPulse pulse;
    /** The kinds of devices that are heard. */
    private volatile boolean hearsKeyboards;
    private volatile boolean hearsMice;

    /** @param pulse felt with each reading */
    PlayersKeys(AgentPulse pulse) {
        this.pulse = pulse;
    }

    /** A device has a key down; returns whether it is the first. */
    boolean pressed(int code) {
        return devices.getAndIncrement(code) == 0;
    }

    /** A device has it up; returns whether it was the last. */
    boolean released(int code) {
        return devices.decrementAndGet(code) == 0;
    }

    boolean isDown(int code) {
        return code >= 0 && devices.get(code) > 0;
    }

    /** Which kinds of devices are heard from now on. */
    void hears(boolean keyboards, boolean mice) {
        hearsKeyboards = keyboards;
        hearsMice = mice;
    }

    @Override
    public boolean releasesAreCertain() {
        return true;
    }

    @Override
    public Reading read(Key key, boolean sentByUs) {
        pulse.feel();
        if (key.isWheel() || !(key.isMouse() ? hearsMice : hearsKeyboards)) {
            return Reading.UNKNOWN;
        }
        return isDown(Codes.code(key)) ? Reading.DOWN : Reading.UP;
    }
}
