package dev.fermata.platform.posix;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.fermata.user.JnaSettings;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Waits for the signals that ask a process to end, in a thread that is there already. A JVM of itself
 * makes a thread for each signal, and where the system gives it no more threads it does not hear
 * them.
 *
 * <p>That needs the signals to be blocked in every thread, which only who starts the JVM can do: the
 * launcher blocks and ignores them ({@code env --block-signal}), so that this JVM leaves them alone, and
 * names them in the system property {@value #PROPERTY}. A signal that comes before anybody waits is kept.
 */
public final class Signals {
    /** Which signals the launcher has blocked, e.g. {@code HUP,INT,TERM}. */
    static final String PROPERTY = "fermata.signals";

    /** Their numbers are the same on every Unix. */
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
    /** The size of a sigset_t is 128 bytes in glibc and musl and less elsewhere. */
    private static final int SET_BYTES = 1_024;

    private interface LibC extends Library {
        int sigemptyset(Pointer set);

        int sigaddset(Pointer set, int signal);

        int sigwait(Pointer set, IntByReference signal);
    }

    private Signals() {
    }

    /**
     * Starts a thread, named {@code signals}, that calls the handler with the first signal that comes. Does
     * nothing where the launcher has blocked none.
     *
     * @param handler called once, on that thread
     */
    public static void await(Runnable handler) {
        String names = System.getProperty(PROPERTY, "");
        if (names.isEmpty()) {
            return;
        }
        Thread thread = new Thread(() -> waitFor(names, handler), "signals");
        thread.setDaemon(true);
        thread.start();
    }

    private static void waitFor(String names, Runnable handler) {
        JnaSettings.apply();
        LibC libc = Native.load(null, LibC.class);
        try (Memory set = new Memory(SET_BYTES)) {
            libc.sigemptyset(set);
            Stream.of(names.split(",")).filter(NUMBERS::containsKey)
                    .forEach(name -> libc.sigaddset(set, NUMBERS.get(name)));
            // It fails only for signals that there are not; anything else is one of them.
            if (libc.sigwait(set, new IntByReference()) == 0) {
                handler.run();
            }
        }
    }
}
