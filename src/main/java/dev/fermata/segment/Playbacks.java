package dev.fermata.segment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What is known of the program's own playback, by notices that may be late, lost, doubled or out of order, of several
 * groups at once; a group plays one thing at a time. In microseconds of the source's clock, but for nanoseconds of
 * ours. Bounded: the oldest is forgotten. One thread.
 */
final class Playbacks {
    static final int MOST = 64;

    /** From a start notice on; its end is moved by an end notice. */
    private static final class Known {
        final String group;
        final long start;
        long end;
        boolean ended;
        /** Its end by our own clock, as far as that can be known. */
        long ourEnd;

        Known(String group, long start, long end, long ourEnd) {
            this.group = group;
            this.start = start;
            this.end = end;
            this.ourEnd = ourEnd;
        }

        boolean mayEndAt(long at, long slack) {
            return start <= at && at <= end + slack;
        }
    }

    /** An end notice without its start notice. */
    private record End(String group, long at) {
    }

    private final long slack;
    private final Deque<Known> known = new ArrayDeque<>();
    private final Deque<End> ends = new ArrayDeque<>();

    /** @param slack an end notice belongs to no playback that should have been over for longer than this */
    Playbacks(long slack) {
        this.slack = slack;
    }

    void started(String group, long start, long length, long nowNanos) {
        for (Known each : known) {
            if (each.group.equals(group) && each.start == start) {
                return;
            }
        }
        Known begun = new Known(group, start, start + length, nowNanos + TimeUnit.MICROSECONDS.toNanos(length));
        takeEnd(begun, nowNanos);
        add(known, begun);
    }

    /** Its end notice may have come first; the earliest that fits is meant. */
    private void takeEnd(Known begun, long nowNanos) {
        End own = null;
        for (End each : ends) {
            boolean fits = each.group.equals(begun.group) && begun.mayEndAt(each.at, slack);
            own = fits && (own == null || each.at < own.at) ? each : own;
        }
        if (own != null) {
            ends.remove(own);
            end(begun, own.at, nowNanos);
        }
    }

    /** Returns whether that is news. */
    boolean ended(String group, long at, long nowNanos) {
        Known own = null;
        for (Known each : known) {
            if (!each.group.equals(group)) {
                continue;
            }
            if (each.ended && each.end == at) {
                return false;
            }
            boolean fits = !each.ended && each.mayEndAt(at, slack);
            own = fits && (own == null || each.start > own.start) ? each : own;
        }
        if (own != null) {
            end(own, at, nowNanos);
            return true;
        }
        End end = new End(group, at);
        if (ends.contains(end)) {
            return false;
        }
        add(ends, end);
        return true;
    }

    private static void end(Known which, long at, long nowNanos) {
        which.end = at;
        which.ended = true;
        which.ourEnd = Math.min(which.ourEnd, nowNanos);
    }

    private static <E> void add(Deque<E> to, E what) {
        if (to.size() == MOST) {
            to.removeFirst();
        }
        to.addLast(what);
    }

    /** Whether playback explains that nothing came: it goes on, or ended within the window if its start is unknown. */
    boolean explains(long at, long window) {
        for (Known each : known) {
            if (each.start <= at && at < each.end) {
                return true;
            }
        }
        for (End each : ends) {
            if (each.at <= at && at - each.at < window) {
                return true;
            }
        }
        return false;
    }

    /** When the playback ended that was over last at a time; that time's beginning, or later. */
    long lastEnd(long at, long otherwise) {
        long last = otherwise;
        for (Known each : known) {
            last = each.end <= at ? Math.max(last, each.end) : last;
        }
        for (End each : ends) {
            last = each.at <= at ? Math.max(last, each.at) : last;
        }
        return last;
    }

    /** Until when something plays, by our own clock. */
    long ourEnd() {
        long last = Long.MIN_VALUE;
        for (Known each : known) {
            last = Math.max(last, each.ourEnd);
        }
        return last;
    }
}
