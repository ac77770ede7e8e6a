package dev.fermata.control.http;

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
    /** With 256 KB each a megabyte. */
    static final int PLACES = 4;

    /** The first of them have the places, the others wait. */
    private final Set<RequestAggregator> inOrder = new LinkedHashSet<>();

    /** Asks for a place, which is had or waited for from now on. Returns whether it is had. */
    boolean enter(RequestAggregator body) {
        inOrder.add(body);
        return hasPlace(body);
    }

    private boolean hasPlace(RequestAggregator body) {
        return inOrder.stream().limit(PLACES).anyMatch(body::equals);
    }

    /** Whether somebody waits for a place. */
    boolean isWaiting(RequestAggregator body) {
        return inOrder.contains(body) && !hasPlace(body);
    }

    /** Gives the place back, or waits no more; nothing for those that did neither. */
    void leave(RequestAggregator body) {
        boolean makesRoom = hasPlace(body);
        inOrder.remove(body);
        if (makesRoom) {
            inOrder.stream().skip(PLACES - 1).findFirst().ifPresent(RequestAggregator::goOn);
        }
    }
}
