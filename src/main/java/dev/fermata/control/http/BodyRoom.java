package dev.fermata.control.http;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Room for large bodies: a few connections may send one at a time, from its announcement until it has been
 * answered. The others wait without being read, the longest waiting first, so that neither memory nor the
 * server's thread is taken up by bodies. What people ask for fits in {@link #SMALL_BYTES} and needs no
 * room. Server's thread only.
 */
final class BodyRoom {
    /** Bodies up to here are not counted. */
    static final int SMALL_BYTES = 4 * 1024;
    /** With 64 KB each a quarter of a megabyte. */
    static final int PLACES = 4;

    private final Set<HttpConnection> inside = new HashSet<>();
    private final Set<HttpConnection> waiting = new LinkedHashSet<>();

    /** Asks for a place, which is had or waited for from now on. Returns whether it is had. */
    boolean enter(HttpConnection connection) {
        if (inside.contains(connection) || inside.size() < PLACES) {
            inside.add(connection);
            return true;
        }
        waiting.add(connection);
        return false;
    }

    /** Whether a connection waits for a place. */
    boolean isWaiting(HttpConnection connection) {
        return waiting.contains(connection);
    }

    /** Gives the place back, or waits no more; nothing for those that did neither. */
    void leave(HttpConnection connection) {
        waiting.remove(connection);
        if (inside.remove(connection) && !waiting.isEmpty()) {
            HttpConnection next = waiting.iterator().next();
            waiting.remove(next);
            inside.add(next);
            next.goOn();
        }
    }
}
