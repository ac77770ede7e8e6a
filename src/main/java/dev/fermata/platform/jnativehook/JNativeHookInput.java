package dev.fermata.platform.jnativehook;

import com.github.kwhat.jnativehook.GlobalScreen;
import com.github.kwhat.jnativehook.NativeInputEvent;
import com.github.kwhat.jnativehook.keyboard.NativeKeyEvent;
import com.github.kwhat.jnativehook.keyboard.NativeKeyListener;
import com.github.kwhat.jnativehook.mouse.NativeMouseEvent;
import com.github.kwhat.jnativehook.mouse.NativeMouseListener;
import com.github.kwhat.jnativehook.mouse.NativeMouseMotionListener;
import com.github.kwhat.jnativehook.mouse.NativeMouseWheelEvent;
import com.github.kwhat.jnativehook.mouse.NativeMouseWheelListener;
import dev.fermata.model.Key;
import dev.fermata.platform.InputHook;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongBinaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hears keys and buttons through JNativeHook. The library hooks once a process, so there is one of
 * these at a time. Events are handled on its native thread: an array lookup and the listener's call,
 * without allocation, logging or locks. {@link #watch} and {@link #heard} may be called from any
 * thread; start, restart and close by one thread at a time, never the hook's.
 */
public final class JNativeHookInput implements InputHook {
    /** Decides on the hook thread whether nobody else is to get an event. */
    @FunctionalInterface
    interface Consumption {
        boolean consumes(NativeInputEvent event, Key key, boolean down);
    }

    // Kept because the logging framework keeps loggers weakly and would forget the level.
    private final Logger libraryLogger = Logger.getLogger("com.github.kwhat.jnativehook");
    private final Consumer<Throwable> onFailure;
    private final LongBinaryOperator ago;
    private final JNativeHookKeys keys = JNativeHookKeys.ofThisMachine();
    private final InlineDispatcher dispatcher = new InlineDispatcher();
    private final Receiver receiver = new Receiver();
    private final AtomicLong heard = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean[] watched = new boolean[Key.values().length];
    private volatile Listener listener;
    /** Null while nobody is told of the pointer. */
    private volatile PointerListener pointer;
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
        this(onFailure, (stampMillis, heardNanos) -> 0);
    }

    /** @param ago reckons how long ago an event happened by its time stamp and {@link System#nanoTime}; hook thread */
    public JNativeHookInput(Consumer<Throwable> onFailure, LongBinaryOperator ago) {
        this.onFailure = onFailure;
        this.ago = ago;
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
    public boolean follow(Optional<PointerListener> wanted) {
        GlobalScreen.removeNativeMouseMotionListener(receiver);
        pointer = wanted.orElse(null);
        if (wanted.isPresent()) {
            // Only then: the pointer moves a thousand times a second.
            GlobalScreen.addNativeMouseMotionListener(receiver);
        }
        return true;
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
        HookRegistration.unregister();
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
        follow(Optional.empty());
        HookRegistration.unregister();
    }

    /** Sets who may consume events; see {@link JNativeHookSuppressor}. */
    void consumption(Consumption consumption) {
        this.consumption = consumption;
    }

    private void register() {
        HookRegistration.register(unloadable);
        GlobalScreen.setEventDispatcher(dispatcher);
    }

    private final class Receiver implements NativeKeyListener, NativeMouseListener,
            NativeMouseMotionListener, NativeMouseWheelListener {
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
            point(event);
            hear(event, JNativeHookKeys.button(event.getButton()), true);
        }

        @Override
        public void nativeMouseReleased(NativeMouseEvent event) {
            hear(event, JNativeHookKeys.button(event.getButton()), false);
        }

        @Override
        public void nativeMouseMoved(NativeMouseEvent event) {
            point(event);
        }

        @Override
        public void nativeMouseDragged(NativeMouseEvent event) {
            point(event);
        }

        /** One event is the whole step: a press and a release. */
        @Override
        public void nativeMouseWheelMoved(NativeMouseWheelEvent event) {
            point(event);
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
                listener.onInput(key, down, ago(event));
            } catch (Throwable e) {
                fail(e);
            }
        }
    }

    private long ago(NativeInputEvent event) {
        return ago.applyAsLong(event.getWhen(), System.nanoTime());
    }

    private void point(NativeMouseEvent event) {
        PointerListener told = pointer;
        if (told == null) {
            return;
        }
        try {
            told.onPointer(event.getX(), event.getY(), ago(event));
        } catch (Throwable e) {
            fail(e);
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
