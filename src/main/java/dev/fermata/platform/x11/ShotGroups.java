package dev.fermata.platform.x11;

import dev.fermata.platform.Screen.State;
import dev.fermata.platform.Shot;
import java.util.Arrays;
import java.util.List;

/**
 * Puts rectangles together that are near to each other: to read one rectangle around them costs less than to ask for
 * each, for every question has two processes wake each other. Allocates only where there are more of them than ever.
 */
final class ShotGroups {
    /** So many pixels that nobody wants are read rather than that a question more is asked. */
    static final int WORTH = 1 << 17;
    private static final int NONE = -1;
    private static final int EDGES = 4;

    /** Left, top, right and bottom of each group. */
    private int[] boxes = new int[0];
    private int[] groupOf = new int[0];
    private int count;

    /** Puts those together that may be read; the others are in no group. */
    void arrange(List<Shot> shots) {
        if (groupOf.length < shots.size()) {
            groupOf = new int[shots.size()];
            boxes = new int[EDGES * shots.size()];
        }
        count = 0;
        Arrays.fill(groupOf, NONE);
        for (int i = 0; i < shots.size(); i++) {
            Shot shot = shots.get(i);
            if (shot.state() == State.SEEN) {
                groupOf[i] = groupFor(shot);
                widen(groupOf[i], shot);
            }
        }
    }

    /** The group to which it adds least, or a new one. */
    private int groupFor(Shot shot) {
        int best = NONE;
        long least = WORTH;
        for (int group = 0; group < count; group++) {
            long width = Math.max(right(group), shot.x() + shot.width()) - Math.min(left(group), shot.x());
            long height = Math.max(bottom(group), shot.y() + shot.height()) - Math.min(top(group), shot.y());
            long more = width * height - (long) width(group) * height(group) - (long) shot.width() * shot.height();
            if (more <= least) {
                least = more;
                best = group;
            }
        }
        if (best != NONE) {
            return best;
        }
        int begun = EDGES * count;
        boxes[begun] = shot.x();
        boxes[begun + 1] = shot.y();
        boxes[begun + 2] = shot.x();
        boxes[begun + 3] = shot.y();
        return count++;
    }

    private void widen(int group, Shot shot) {
        int at = EDGES * group;
        boxes[at] = Math.min(boxes[at], shot.x());
        boxes[at + 1] = Math.min(boxes[at + 1], shot.y());
        boxes[at + 2] = Math.max(boxes[at + 2], shot.x() + shot.width());
        boxes[at + 3] = Math.max(boxes[at + 3], shot.y() + shot.height());
    }

    int count() {
        return count;
    }

    /** Whether the rectangle with that index, as they were told, belongs to a group. */
    boolean isIn(int group, int index) {
        return groupOf[index] == group;
    }

    int left(int group) {
        return boxes[EDGES * group];
    }

    int top(int group) {
        return boxes[EDGES * group + 1];
    }

    private int right(int group) {
        return boxes[EDGES * group + 2];
    }

    private int bottom(int group) {
        return boxes[EDGES * group + 3];
    }

    int width(int group) {
        return right(group) - left(group);
    }

    int height(int group) {
        return bottom(group) - top(group);
    }
}
