package dev.fermata.platform.wayland;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Windows;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which window of a Wayland session has the focus. A thread of its own ({@code windows}) hears what the compositor
 * tells; the question of {@link #isStillSo} is one to it whose answer comes after all that it told before, or is
 * answered by a change that is told meanwhile.
 */
public final class WaylandWindows implements Windows {
    /** A compositor that takes longer is drawing, and its last word may be old. */
    private static final long ANSWER_MILLIS = 100;
    private static final long START_MILLIS = 2_000;
    private static final long CLOSE_MILLIS = 200;

    private final Listener listener;
    private final WaylandSocket socket;
    private final Toplevels toplevels;
    private final Thread thread = new Thread(this::run, "windows");
    /** Guards what the compositor has told and been asked. */
    private final Object word = new Object();
    @GuardedBy("word")
    private boolean outstanding = true;
    @GuardedBy("word")
    private boolean ended;
    /** Written under the lock. */
    private volatile Focus current = new Focus.Elsewhere();
    private volatile boolean closed;
    private volatile boolean tells;

    private WaylandWindows(WaylandSocket socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
        toplevels = new Toplevels(socket::send);
        thread.setDaemon(true);
    }

    /**
     * Opens it for the session of an environment.
     *
     * @throws DesktopException where nobody tells, with the reason
     */
    public static Windows open(Map<String, String> environment, Listener listener) {
        String desktop = environment.getOrDefault("XDG_CURRENT_DESKTOP", "");
        WaylandSocket socket = WaylandSocket.path(environment).map(WaylandSocket::new).orElseThrow(() ->
                new DesktopException("there is no Wayland compositor that could tell which window has the focus"));
        WaylandWindows windows = new WaylandWindows(socket, listener);
        windows.toplevels.begin();
        windows.thread.start();
        // First what is offered, then which windows there are.
        if (!windows.awaitAnswer() || !windows.toplevels.isBound() || !windows.ask(null, START_MILLIS)) {
            windows.close();
            throw new DesktopException("this Wayland desktop" + (desktop.isBlank() ? "" : " (" + desktop + ")")
                    + " does not tell programs which window has the focus; sway, labwc, Hyprland and others do");
        }
        windows.tells = true;
        return windows;
    }

    private boolean awaitAnswer() {
        synchronized (word) {
            return awaitAnswer(null, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS));
        }
    }

    /** {@inheritDoc} The protocol has the title and the class ({@code app_id}) of a window. */
    @Override
    public boolean tellsPrograms() {
        return false;
    }

    @Override
    public Focus focus() {
        return current;
    }

    @Override
    public boolean isStillSo(Focus told) {
        return ask(told, ANSWER_MILLIS) && current.equals(told);
    }

    /**
     * Waits until the compositor has told all that there is; returns whether it has.
     *
     * @param unless do not wait if it is not this, or when it is not any more; null to wait for any
     */
    private boolean ask(Focus unless, long atMostMillis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        synchronized (word) {
            if (unless != null && !current.equals(unless) || !awaitAnswer(unless, end)) {
                return false; // to an earlier question, nor to this one
            }
            outstanding = true;
        }
        try {
            toplevels.sync();
        } catch (DesktopException e) {
            return false; // the thread tells
        }
        synchronized (word) {
            return awaitAnswer(unless, end);
        }
    }

    @GuardedBy("word")
    private boolean awaitAnswer(Focus unless, long end) {
        while (outstanding && !ended && (unless == null || current.equals(unless))) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                word.wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !outstanding && !ended;
    }

    private void run() {
        try {
            while (!closed) {
                boolean answered = toplevels.take(socket.await());
                // One change of the focus is told of two windows: both are to be heard before it is told on.
                if (answered || !socket.hasMore()) {
                    tell(toplevels.focus(), answered, false);
                }
            }
        } catch (DesktopException e) {
            tell(new Focus.Unknown(e.getMessage()), false, true);
        }
    }

    /** The lock is not kept while the listener is told, who may wait for one that asks. */
    private void tell(Focus now, boolean answered, boolean last) {
        boolean changed;
        synchronized (word) {
            changed = tells && !now.equals(current);
            current = now;
            outstanding &= !answered;
            ended |= last;
            word.notifyAll();
        }
        if (changed && !closed) {
            listener.focused(now);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        socket.close();
        try {
            if (Thread.currentThread() != thread) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
