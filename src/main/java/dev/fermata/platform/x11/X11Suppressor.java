package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Suppressor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the player's presses of managed keys and hotkeys from the game with passive grabs (XInput 2).
 *
 * <p>The grabs are in sync mode: a press freezes the device for everybody until this object's thread,
 * {@code suppress}, has answered whether it is the agent's own injection (passed on) or anybody else's
 * (eaten). That thread does nothing else, waits on no lock and never logs. Async mode would freeze
 * nothing, but whatever other keys the player presses or releases between the press and the answer
 * would be lost to the game, so it is not used even for keys that are sent as another one.
 *
 * <p>It follows devices that come and go, and {@link #onChange} tells when less is kept back than before.
 * The thread also learns of each press and release, not of which key, and asks the server something then:
 * so the hook hears at once also where no window with the focus wants keys.
 *
 * <p>XRecord, and with it the hook, still hears what is eaten. The game may see a stray release and
 * the focus events of the grab. When the process dies the server drops its grabs; while it is merely
 * stopped (SIGSTOP, a debugger) the next grabbed press freezes the device until it goes on.
 *
 * <p>Thread-safe.
 */
public final class X11Suppressor implements Suppressor {
    private static final int GENERIC_EVENT = 35;
    private static final long ANSWER_MILLIS = 2_000;
    private static final long PASS_MILLIS = 10;
    /** More presses than this do not come at once. */
    private static final int MOST_ANSWERS = 64;

    private final X11Connection connection;
    private final Consumer<Throwable> onFailure;
    private volatile Runnable onChange = () -> { };
    private final WakePipe pipe;
    private final Thread thread;
    private final OwnPresses own = new OwnPresses();
    private final Queue<GrabRequest> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;
    private volatile boolean ended;
    /** Written by the thread only. */
    private volatile Set<Key> grabbed = Set.of();
    /** Every key that was asked for so far. */
    private final Set<Key> mayBeGrabbed = ConcurrentHashMap.newKeySet();
    private final PressAnswers answers;
    // Used by the thread only.
    private final Memory event;
    private final Grabs grabs;
    /** Devices came or went, or a request failed, which is how the going of one shows first. */
    private boolean devicesChanged;

    /**
     * Starts the thread; nothing is suppressed yet.
     *
     * @param connection for this object alone; closed with it
     * @param onFailure told, on the thread, of the failure that ended it; everything has been given
     *                  back to the game by then
     * @throws DesktopException when the server is gone
     */
    public X11Suppressor(X11Connection connection, Consumer<Throwable> onFailure) {
        this.connection = connection;
        this.onFailure = onFailure;
        connection.select(XInput.ALL_DEVICES, XInput.EVENT_HIERARCHY_CHANGED);
        // Not to be read: they tell when the hook has something to hear.
        connection.select(XInput.ALL_MASTER_DEVICES, XInput.EVENT_RAW_KEY_PRESS, XInput.EVENT_RAW_KEY_RELEASE,
                XInput.EVENT_RAW_BUTTON_PRESS, XInput.EVENT_RAW_BUTTON_RELEASE);
        this.grabs = new Grabs(connection);
        this.answers = new PressAnswers(connection, grabs, own);
        this.event = answers.event();
        connection.sync("to prepare grabs");
        this.pipe = new WakePipe(Xlib.INSTANCE.XConnectionNumber(connection.display()));
        this.thread = new Thread(this::run, "suppress");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** {@inheritDoc} Called on the thread {@code suppress}. */
    @Override
    public void onChange(Runnable action) {
        onChange = action;
    }

    @Override
    public void listen(KeptListener itsListener) {
        answers.listen(itsListener);
    }

    /** {@inheritDoc} @throws DesktopException when the X server is gone or does not answer */
    @Override
    public Set<Key> suppress(Map<Key, Key> sentAs) {
        return request(manages(sentAs)).await(ANSWER_MILLIS, connection.name());
    }

    @Override
    public void suppressSoon(Map<Key, Key> sentAs, Answer answer) {
        request(manages(sentAs)).granted().whenComplete((keys, failed) ->
                answer.granted(failed == null ? keys : Set.of(), failed == null ? "" : failed.getMessage()));
    }

    @Override
    public void consume(Collection<Hotkey> hotkeys) {
        List<Hotkey> all = List.copyOf(hotkeys);
        all.forEach(hotkey -> mayBeGrabbed.add(hotkey.key()));
        request(() -> answers.consume(all));
    }

    @Override
    public Map<Hotkey, String> unconsumable(Collection<Hotkey> hotkeys) {
        try {
            request(() -> answers.consume(hotkeys)).await(ANSWER_MILLIS, connection.name());
            return HotkeyPresses.refused(hotkeys, grabbed);
        } finally {
            request(() -> answers.consume(List.of())).await(ANSWER_MILLIS, connection.name());
        }
    }

    private Supplier<Set<Key>> manages(Map<Key, Key> sentAs) {
        Set<Key> keys = Set.copyOf(sentAs.keySet());
        mayBeGrabbed.addAll(keys);
        return () -> answers.manage(keys);
    }

    /**
     * Announces that the agent is about to inject a press, so that it passes. Must be called before
     * the injection, by one thread at a time. Releases are never grabbed.
     *
     * @return whether the key is grabbed, so that the press takes effect only after {@link #awaitPassed}
     */
    boolean announcePress(Key key) {
        if (!mayBeGrabbed.contains(key)) {
            return false;
        }
        // Whether or not it is grabbed now: it may be when the press arrives at the server.
        own.announce(key);
        return grabbed.contains(key);
    }

    /**
     * Waits until the announced press has been let through; the server keeps it back until then, and
     * its answers to questions about the key's state would be those of before. Gives up after a while:
     * the server may have dropped the press.
     */
    void awaitPassed() {
        own.awaitPassed(() -> ended);
    }

    /**
     * Waits until every press that has come so far is answered. While one is not, the server keeps back
     * what follows: the hook has heard it, and the state of the keys is still that of before. Costs
     * nothing where no key is grabbed, else the answer of the thread; gives up after a while.
     */
    void awaitAnswered() {
        if (grabbed.isEmpty() || ended) {
            return;
        }
        try {
            request(() -> {
                answerAll();
                return grabbed;
            }).await(PASS_MILLIS, connection.name());
        } catch (DesktopException late) {
            // The state of the keys is then taken as it is.
        }
    }

    @Override
    public boolean canSuppress(Key key) {
        return true;
    }

    @Override
    public long kept() {
        return answers.kept();
    }

    @Override
    public void close() {
        closing = true;
        pipe.wake();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(ANSWER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private GrabRequest request(Supplier<Set<Key>> change) {
        GrabRequest request = GrabRequest.of(change);
        requests.add(request);
        pipe.wake();
        if (ended) {
            request.refuse();
        }
        return request;
    }

    private void run() {
        Throwable failure = null;
        boolean serverGone = false;
        try {
            while (!closing) {
                answerPresses();
                followDevices();
                serveRequests();
                if (Xlib.INSTANCE.XPending(connection.display()) == 0) {
                    pipe.await();
                }
                connection.requireOpen();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            serverGone = connection.isGone();
        } finally {
            grabbed = Set.of();
            connection.close(); // the server drops the grabs with the connection
            ended = true;
            requests.forEach(GrabRequest::refuse);
            pipe.close();
        }
        // The loss of the server is told to X11Connection.onServerGone.
        if (failure != null && !closing && !serverGone) {
            onFailure.accept(failure);
            onChange.run();
        }
    }

    private void answerPresses() {
        boolean anyKey = false;
        while (Xlib.INSTANCE.XPending(connection.display()) > 0) {
            Xlib.INSTANCE.XNextEvent(connection.display(), event);
            if (event.getInt(0) != GENERIC_EVENT) {
                continue;
            }
            int type = event.getInt(XInput.EVENT_COOKIE_TYPE);
            anyKey |= type >= XInput.EVENT_RAW_KEY_PRESS && type <= XInput.EVENT_RAW_BUTTON_RELEASE;
            devicesChanged |= type == XInput.EVENT_HIERARCHY_CHANGED;
            boolean grabbedPress = type == XInput.EVENT_KEY_PRESS || type == XInput.EVENT_BUTTON_PRESS;
            if (grabbedPress && Xlib.INSTANCE.XGetEventData(connection.display(), event)) {
                devicesChanged |= answers.answer();
                Xlib.INSTANCE.XFreeEventData(connection.display(), event);
            }
        }
        // The server keeps what the hook is to hear, for seconds, until it has answered some other client.
        devicesChanged |= anyKey && !connection.isDone();
    }

    /** Each answer may set free the next press that was kept back, and the server tells of it at once. */
    private void answerAll() {
        for (int i = 0; i < MOST_ANSWERS; i++) {
            devicesChanged |= !connection.isDone();
            if (Xlib.INSTANCE.XPending(connection.display()) == 0) {
                return;
            }
            answerPresses();
        }
    }

    private void followDevices() {
        if (devicesChanged) {
            devicesChanged = false;
            Set<Key> before = grabbed;
            grabbed = grabs.anew();
            if (!grabbed.equals(before)) {
                onChange.run();
            }
        }
    }

    private void serveRequests() {
        for (GrabRequest request = requests.poll(); request != null; request = requests.poll()) {
            try {
                grabbed = request.change().get();
            } catch (DesktopException e) {
                request.granted().completeExceptionally(e);
                throw e;
            }
            if (!request.granted().complete(answers.managed(grabbed))) {
                onChange.run(); // whoever asked has given up
            }
        }
    }
}
