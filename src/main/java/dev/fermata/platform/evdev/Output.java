package dev.fermata.platform.evdev;

/** The virtual device: what is written to it, programs get as of a keyboard and mouse. */
interface Output {
    /**
     * Writes events in one piece; other writers' come before or after.
     *
     * @throws dev.fermata.platform.DesktopException when it is gone
     */
    void write(Events events);
}
