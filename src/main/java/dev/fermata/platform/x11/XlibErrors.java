package dev.fermata.platform.x11;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.platform.unix.X11.Display;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Xlib's error handlers. Xlib has one protocol and one I/O error handler for the whole process, so
 * there is one object of this class, made when the first connection is opened. Its defaults would
 * end the JVM on any protocol error, and silently when the server goes away.
 *
 * <p>A protocol error is kept for the connection it happened on and surfaces at its next
 * {@link X11Connection#sync}. Errors of connections of other libraries in the process are ignored;
 * those libraries see their own failed calls. Thread-safe.
 */
final class XlibErrors {
    /** The one instance; see above. */
    private static final XlibErrors PROCESS = new XlibErrors();

    /**
     * How long a foreign library's thread is kept from ending the process after the server went
     * away: the time {@link #onServerGone}'s action has to end it properly.
     */
    static final long GRACE_MILLIS = 5_000;

    private static final String EXIT_HANDLER_SETTER = "XSetIOErrorExitHandler";

    private final Map<Pointer, AtomicReference<ProtocolError>> errors = new ConcurrentHashMap<>();
    private final AtomicReference<Runnable> onServerGone = new AtomicReference<>(XlibErrors::complain);
    private final AtomicBoolean reported = new AtomicBoolean();
    private final CountDownLatch handled = new CountDownLatch(1);
    private final Set<Pointer> gone = ConcurrentHashMap.newKeySet();

    // Xlib keeps only their addresses; these fields keep the callbacks alive.
    private final Xlib.ErrorHandler protocolHandler = this::protocolError;
    private final Xlib.IoErrorHandler ioHandler = this::ioError;
    private final Xlib.IoErrorExitHandler exitHandler = (display, userData) -> { };

    /** The server's refusal of a request, in the protocol's numbers. */
    record ProtocolError(int code, int request, int minor) {
    }

    private XlibErrors() {
        Xlib.INSTANCE.XInitThreads();
        Xlib.INSTANCE.XSetErrorHandler(protocolHandler);
        Xlib.INSTANCE.XSetIOErrorHandler(ioHandler);
    }

    static XlibErrors process() {
        return PROCESS;
    }

    /** Sets what to do, once and on a thread of its own, when a server this process uses is gone. */
    void onServerGone(Runnable action) {
        onServerGone.set(action);
    }

    /** Begins keeping errors of a connection, and keeps its loss from ending the process. */
    void watch(Display display) {
        errors.put(display.getPointer(), new AtomicReference<>());
        Function setter = exitHandlerSetter();
        if (setter != null) {
            setter.invokeVoid(new Object[] {display, address(exitHandler), Pointer.NULL});
        }
    }

    void forget(Display display) {
        errors.remove(display.getPointer());
        gone.remove(display.getPointer());
    }

    /** The first error on that connection since the last call, or null. */
    ProtocolError take(Display display) {
        AtomicReference<ProtocolError> error = errors.get(display.getPointer());
        return error == null ? null : error.getAndSet(null);
    }

    /** Whether that connection broke; calls on it must not be made any more. */
    boolean isGone(Display display) {
        return gone.contains(display.getPointer());
    }

    private int protocolError(Pointer display, Pointer event) {
        AtomicReference<ProtocolError> error = errors.get(display);
        if (error != null) {
            Xlib.ErrorEvent read = new Xlib.ErrorEvent(event);
            error.compareAndSet(null, new ProtocolError(
                    read.errorCode & 0xff, read.requestCode & 0xff, read.minorCode & 0xff));
        }
        return 0;
    }

    /** Runs on whichever thread noticed, which may have Xlib's lock of that connection. */
    private int ioError(Pointer display) {
        boolean ours = errors.containsKey(display);
        if (ours) {
            gone.add(display);
        }
        if (reported.compareAndSet(false, true)) {
            skipNativeDestructors();
            Thread reporter = new Thread(this::report, "x11-server-gone");
            reporter.setDaemon(true);
            reporter.start();
        }
        if (!ours || exitHandlerSetter() == null) {
            awaitReport();
        }
        return 0;
    }

    /**
     * Lets the process end with the status it wants. On exit, libraries of the process (JNativeHook's
     * is one) close their connections; on a broken one Xlib then ends the process with its own
     * status, past the JVM. glibc's {@code on_exit} runs before those destructors.
     */
    private static void skipNativeDestructors() {
        NativeLibrary libc = NativeLibrary.getProcess();
        try {
            libc.getFunction("on_exit").invokeInt(new Object[] {libc.getFunction("_exit"), Pointer.NULL});
        } catch (UnsatisfiedLinkError notGlibc) {
            return; // then the process ends with Xlib's status, 1
        }
    }

    private void report() {
        try {
            onServerGone.get().run();
        } finally {
            handled.countDown();
        }
    }

    /** Xlib ends the process as soon as this thread returns to it. */
    private void awaitReport() {
        try {
            handled.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** libX11 before 1.7 has no such call. */
    private static Function exitHandlerSetter() {
        try {
            return NativeLibrary.getInstance(NativeLibraries.X11).getFunction(EXIT_HANDLER_SETTER);
        } catch (UnsatisfiedLinkError absent) {
            return null;
        }
    }

    private static Pointer address(Callback callback) {
        return CallbackReference.getFunctionPointer(callback);
    }

    private static void complain() {
        System.err.println("The X server closed the connection.");
    }
}
