package dev.fermata.speak.sound;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Where sounds go: opens lines to a device. One thread. */
interface Lines {
    /** Opens a line of which can be written anew what waits; none where there is no such device. May take a second. */
    Optional<Tape> openTape();

    /**
     * Opens a line; may take a second.
     *
     * @param buffer how much the device should be able to have waiting; it may take another length
     * @throws IOException with a message for people
     */
    Line open(Duration buffer) throws IOException;

    /** A line to a device, which plays what is written to it once it is started. One thread. */
    interface Line {
        /** How many samples a second it takes. */
        int rate();

        /** How many samples it can have waiting. */
        int capacity();

        /** How many samples can be written without waiting; all of {@link #capacity} or more where it has run dry. */
        int room();

        /**
         * Hands over the first so many samples; no more than there is room for.
         *
         * @return how many were taken: none by a line that is not started, or whose device has gone
         */
        int write(short[] samples, int count);

        /** Plays from now on. */
        void start();

        /** Throws away what was written and not played: it is silent at once, and runs on. */
        void flush();

        /** Gives the device back. */
        void close();
    }
}
