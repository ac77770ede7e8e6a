package dev.fermata.speak.sound;

import java.io.IOException;

/** Where sounds go: opens lines to a device. One thread. */
interface Lines {

    /** Opens a line for sounds of that many samples a second; may take a second. @throws IOException for people */
    Line open(int rate) throws IOException;

    /** A line to a device, which plays what is written to it once it is started. One thread. */
    interface Line {
        /** How many samples can be written without waiting. */
        int room();

        /**
         * Hands over so many samples, 16 bits each with the low byte first; no more than there is room for.
         *
         * @return how many were taken: none by a line that is not started, or whose device has gone
         */
        int write(byte[] samples, int count);

        /** Plays from now on. */
        void start();

        /** Throws away what was written and not played: it is silent at once, and runs on. */
        void flush();

        /** Gives the device back. */
        void close();
    }
}
