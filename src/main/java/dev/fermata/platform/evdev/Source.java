package dev.fermata.platform.evdev;

import java.util.BitSet;

/** A keyboard or mouse of this machine, opened. Used by one thread at a time. */
interface Source {
    /** What to call it in messages: how it calls itself. */
    String name();

    /** What came of taking a device. */
    enum Grab {
        /** It is as asked for. */
        DONE,
        /** Another program has it for itself. */
        BUSY,
        /** It is not there any more. */
        GONE
    }

    /** Takes it for this process alone, or gives it back. */
    Grab grab(boolean taken);

    /**
     * Reads which of its keys and buttons are down; all zero when it is gone. What had happened to keys by then, and
     * was not read yet, will not be: the kernel drops it.
     */
    void readDown(BitSet into);

    /** Switches a light on or off, if it has it and lets us. */
    void light(int led, boolean on);
}
