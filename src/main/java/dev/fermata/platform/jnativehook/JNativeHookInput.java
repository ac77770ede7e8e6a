package dev.fermata.platform.jnativehook;

import com.github.kwhat.jnativehook.GlobalScreen;
import com.github.kwhat.jnativehook.NativeHookException;
import com.github.kwhat.jnativehook.NativeInputEvent;
import com.github.kwhat.jnativehook.keyboard.NativeKeyEvent;
import com.github.kwhat.jnativehook.keyboard.NativeKeyListener;
import com.github.kwhat.jnativehook.mouse.NativeMouseEvent;
import com.github.kwhat.jnativehook.mouse.NativeMouseListener;
import com.github.kwhat.jnativehook.mouse.NativeMouseWheelEvent;
import com.github.kwhat.jnativehook.mouse.NativeMouseWheelListener;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.InputHook;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hears keys and buttons through JNativeHook. The library hooks once a process, so there is one of
 * these at a time. Events are handled on its native thread: an array lookup and the listener's call,
 * without allocation, logging or locks. {@link #watch} and {@link #heard} may be called from any
 * thread; start, restart and close by one thread at a time, never the hook's.
 */
public final class JNativeHookInput implements InputHook {
    /** Unregistering waits for the native thread, which may be stuck when the desktop is gone. */
    private static final long UNREGISTER_MILLIS = 2_000;

    /** Decides on the hook thread whether nobody else is to get an event. */
    @FunctionalInterface
    interface Consumption {
        boolean consumes(NativeInputEvent event, Key key, boolean down);
    }

    // Kept because the logging framework keeps loggers weakly and would forget the level.
    private final Logger libraryLogger = Logger.getLogger("com.github.kwhat.jnativehook");
    private final Consumer<Throwable> onFailure;
    private final JNativeHookKeys keys = JNativeHookKeys.ofThisMachine();
    private final InlineDispatcher dispatcher = new InlineDispatcher();
    private final Receiver receiver = new Receiver();
    private final AtomicLong heard = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean[] watched = new boolean[Key.values().length];
    private volatile Listener listener;
    private volatile Consumption consumption = (event, key, down) -> false;
    private boolean started;
    /** Why {@link #load} failed; the library's classes tell it once only. */
    private volatile LinkageError unloadable;

    /**
     * Prepares the hook; nothing is loaded or registered yet.
     *
     * @param onFailure told of the first exception that handling an event throws, on a thread of its
     *                  own; the hook goes on
     */
    public JNativeHookInput(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    /**
     * Loads the native library ahead of {@link #start}, which then only registers the hook. Any thread,
     * before start; a failure is told by start.
     */
    public void load() {
        // On X11 the library logs an error with every event it posts successfully.
        libraryLogger.setLevel(Level.OFF);
        CachedLibraryLocator.install();
        if (unloadable != null) {
            return;
        }
        try {
            GlobalScreen.isNativeHookRegistered();
        } catch (LinkageError e) {
            unloadable = e;
        }
    }

    @Override
    public void start(Listener listener) {
        if (started) {
            throw new IllegalStateException("the hook was started already");
        }
        this.listener = listener;
        load();
        register();
        started = true;
        GlobalScreen.addNativeKeyListener(receiver);
        GlobalScreen.addNativeMouseListener(receiver);
        GlobalScreen.addNativeMouseWheelListener(receiver);
    }

    @Override
    public void watch(Set<Key> keys) {
        boolean[] table = new boolean[Key.values().length];
        keys.forEach(key -> table[key.ordinal()] = true);
        watched = table;
    }

    @Override
    public long heard() {
        return heard.get();
    }

    @Override
    public void restart() {
        if (!started) {
            throw new IllegalStateException("the hook is not started");
        }
        unregister();
        register();
    }

    @Override
    public void close() {
        if (!started) {
            return;
        }
        started = false;
        GlobalScreen.removeNativeKeyListener(receiver);
        GlobalScreen.removeNativeMouseListener(receiver);
        GlobalScreen.removeNativeMouseWheelListener(receiver);
        unregister();
    }

    /** Sets who may consume events; see {@link JNativeHookSuppressor}. */
    void consumption(Consumption consumption) {
        this.consumption = consumption;
    }

    private void register() {
        try {
            if (unloadable != null) {
                throw unloadable;
            }
            GlobalScreen.registerNativeHook();
        } catch (NativeHookException e) {
            throw new DesktopException("the desktop refuses to let Fermata hear keys: " + e.getMessage()
                    + advice(e.getCode()), e);
        } catch (LinkageError e) {
            throw new DesktopException("the keyboard hook's native library cannot be loaded: "
                    + e.getMessage() + "; on Linux it needs the packages libx11-6, libxtst6,"
                    + " libxkbcommon-x11-0, libx11-xcb1, libxt6 and libxinerama1", e);
        }
        GlobalScreen.setEventDispatcher(dispatcher);
    }

    private static String advice(int code) {
        return switch (code) {
            case NativeHookException.X11_OPEN_DISPLAY -> "; is DISPLAY set and the X server running?";
            case NativeHookException.X11_RECORD_NOT_FOUND ->
                    "; the X server lacks the RECORD extension, enable it";
            case NativeHookException.DARWIN_AXAPI_DISABLED ->
                    "; allow it in the system settings under Privacy, Accessibility";
            default -> "";
        };
    }

    private static void unregister() {
        Thread worker = new Thread(JNativeHookInput::unregisterNow, "unhook");
        worker.setDaemon(true);
        try {
            worker.start();
        } catch (OutOfMemoryError noMoreThreads) {
            return; // The hook goes with the process; a closing that fails here would take others with it.
        }
        try {
            worker.join(UNREGISTER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unregisterNow() {
        try {
            GlobalScreen.unregisterNativeHook();
        } catch (NativeHookException e) {
            // Only a hook that is not there any more cannot be taken away: that is what was wanted.
            return;
        }
    }

    private final class Receiver implements NativeKeyListener, NativeMouseListener, NativeMouseWheelListener {
        @Override
        public void nativeKeyPressed(NativeKeyEvent event) {
            key(event, true);
        }

        @Override
        public void nativeKeyReleased(NativeKeyEvent event) {
            key(event, false);
        }

        /** Comes beside a press, with the character; nobody wants it, and so it is forgotten at once. */
        @Override
        public void nativeKeyTyped(NativeKeyEvent event) {
            blank(event);
        }

        @Override
        public void nativeMousePressed(NativeMouseEvent event) {
            hear(event, JNativeHookKeys.button(event.getButton()), true);
        }

        @Override
        public void nativeMouseReleased(NativeMouseEvent event) {
            hear(event, JNativeHookKeys.button(event.getButton()), false);
        }

        /** One event is the whole step: a press and a release. */
        @Override
        public void nativeMouseWheelMoved(NativeMouseWheelEvent event) {
            Key key = JNativeHookKeys.wheel(event.getWheelDirection(), event.getWheelRotation());
            hear(event, key, true);
            hear(event, key, false);
        }

        private void key(NativeKeyEvent event, boolean down) {
            try {
                hear(event, keys.key(event.getKeyCode(), event.getKeyLocation()), down);
            } finally {
                blank(event);
            }
        }

        /** Events wait for the garbage collector, and a heap dump would spell from them what was typed. */
        @SuppressWarnings("deprecation") // the setters are for tests, as their library says; nothing else blanks
        private void blank(NativeKeyEvent event) {
            event.setKeyCode(NativeKeyEvent.VC_UNDEFINED);
            event.setKeyChar(NativeKeyEvent.CHAR_UNDEFINED);
            event.setRawCode(0);
            event.setModifiers(0);
        }

        /** An exception must not reach the native side, where it would stay pending. */
        private void hear(NativeInputEvent event, Key key, boolean down) {
            heard.incrementAndGet();
            if (key == null || !watched[key.ordinal()]) {
                return;
            }
            try {
                consumption.consumes(event, key, down);
                listener.onInput(key, down);
            } catch (Throwable e) {
                fail(e);
            }
        }
    }

    private void fail(Throwable e) {
        if (failed.compareAndSet(false, true)) {
            Thread reporter = new Thread(() -> onFailure.accept(e), "hook-failure");
            reporter.setDaemon(true);
            reporter.start();
        }
    }
}
