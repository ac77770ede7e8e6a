package dev.fermata.listen.sound;

import java.io.IOException;

/** Where sound comes from: opens lines to a device. One thread. */
public interface Inputs {
    /** Opens a line, which listens from then on; may take a second. @throws IOException with a message for people */
    Input open() throws IOException;

    /** A line from a device. One thread. */
    interface Input {
        /** How many samples a second it gives. */
        int rate();

        /** Takes what has been heard since and fits; never waits. Returns how many samples that were. */
        int read(short[] into);

        /** Gives the device back. */
        void close();
    }
}
