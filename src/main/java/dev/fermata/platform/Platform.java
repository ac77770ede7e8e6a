package dev.fermata.platform;

import dev.fermata.model.WindowPattern;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One kind of desktop. Each has a folder of its own and a line in {@code app.Desktops}; nothing else knows
 * which there are.
 *
 * <p>Thread-safe. Nothing of its libraries is loaded before {@link #prepare}.
 */
public interface Platform {

    /** What to call it in messages. */
    String name();

    /** Whether it is the one of a process with that environment; opens and loads nothing. */
    Probe probe(Map<String, String> environment);

    /**
     * Loads what opening needs and does what takes its time. Never throws for a desktop that cannot be used:
     * opening it tells why.
     *
     * @param failures told of what breaks later without anybody waiting for it
     */
    Opener prepare(Failures failures);

    /** What this process has no way to find out about its rights, for {@code fermata doctor}. */
    String rights();

    /** Whether a program can be ended from outside by force only. */
    default boolean endsByForceOnly() {
        return false;
    }

    /**
     * Releases what an agent has left down that died without doing so itself. Opening does the same.
     *
     * @throws DesktopException when the desktop cannot be used
     */
    default LeftKeys releaseLeft() {
        return new LeftKeys.None();
    }

    /**
     * Sets what to do when the desktop itself goes away. Runs on a thread of its own and should end the
     * process: nothing can be heard, sent or released any more.
     *
     * @param action told why, in words for the user
     */
    default void onGone(Consumer<String> action) {
        // it does not go without the process
    }

    /**
     * Has that run before this process is ended by whoever ends it with the console or the session. Java hears of
     * most such ends by itself, as a signal.
     *
     * @param release returns when everything is released; called on a thread of the system's, more than once perhaps
     * @return has it run no more; to be kept as long as it shall
     */
    default AutoCloseable onEnd(Runnable release) {
        return () -> { };
    }

    /** What tells whether keys go through to the program that has the focus; empty where they always do. */
    default Optional<Barrier> barrier() {
        return Optional.empty();
    }

    /**
     * Has the threads of this process woken as punctually as can be.
     *
     * @return gives it back; idempotent
     */
    default Runnable fineWaits() {
        return () -> { };
    }

    /**
     * Makes a badge above the windows of this desktop, for what the player is to see without a terminal.
     *
     * @param failures told when it cannot be shown, or not any more; the agent plays all the same
     * @throws DesktopException where there is none on this platform
     */
    default Overlay overlay(BadgeLook look, Failures failures) {
        throw new DesktopException(name() + " has no overlay in this version");
    }

    /**
     * Puts an icon among those of programs without a window, where that is how this platform has trays and messages.
     *
     * @param failures told when there is none, or none any more; the agent plays all the same
     * @return empty where both go over D-Bus
     */
    default Optional<NotificationArea> notificationArea(NotificationArea.Menu menu, Failures failures) {
        return Optional.empty();
    }

    /**
     * Opens a window of this program, with the focus; returns when it is on the screen.
     *
     * @throws DesktopException where there is none on this platform or it cannot be had
     */
    default OwnWindow window(String title, OwnWindow.Listener listener) {
        throw new DesktopException("on " + name() + " this version of Fermata has no window of its own");
    }

    /**
     * Watches the focus of a window.
     *
     * @param window as {@link OwnWindow#id} tells it
     * @throws DesktopException where there is none on this platform or the desktop cannot be used
     */
    default WindowFocus focusOf(long window) {
        throw new DesktopException("on " + name() + " this version of Fermata cannot tell which window has the focus");
    }

    /**
     * Opens the screen for reading.
     *
     * @param window the window to read, by its number on this platform; empty for the whole desktop
     * @param focused whether nothing is to be read while another window has the focus
     * @throws DesktopException where it cannot be read
     */
    default Screen screen(OptionalLong window, boolean focused) {
        throw new DesktopException("on " + name() + " this version of Fermata cannot read the screen");
    }

    /**
     * Opens the screen for reading the window that is meant, whichever that is just now and whether there is one or
     * not.
     *
     * @param focused whether nothing is to be read while another window has the focus
     * @throws DesktopException where it cannot be read
     */
    default Screen screen(WindowPattern window, boolean focused) {
        throw new DesktopException("on " + name() + " this version of Fermata cannot read the screen");
    }

    /**
     * Opens what tells which window has the focus, as that changes.
     *
     * @throws DesktopException where that cannot be known
     */
    default Windows windows(Windows.Listener listener) {
        throw new DesktopException("on " + name() + " this version of Fermata cannot tell which window has the focus");
    }

    /**
     * Opens what tells whether the session is locked, where there is such a thing.
     *
     * @param listener told of each change, on a thread of the platform's, and at first if it is locked
     * @param problems told where nobody can be asked
     */
    default AutoCloseable sessionLock(Consumer<Boolean> listener, Consumer<String> problems) {
        problems.accept("on " + name() + " this version of Fermata cannot tell whether the session is locked");
        return () -> { };
    }

    /** Opens the desktop. */
    @FunctionalInterface
    interface Opener {
        /**
         * @param echoes corrected where an injection is heard otherwise than asked for
         * @param nanos the clock of {@code echoes}
         * @param devices those to hear, where the platform knows of devices
         * @param warnings told what the user should know of what was found
         * @throws DesktopException when it cannot be used; the message says what to do
         */
        Desktop open(EchoFilter echoes, LongSupplier nanos, DeviceChoice devices, Consumer<String> warnings);
    }

    /** Hears of what broke. */
    @FunctionalInterface
    interface Failures {
        /** Must not block or throw. */
        void failed(String what, Throwable failure);
    }
}
