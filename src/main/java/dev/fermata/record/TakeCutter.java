package dev.fermata.record;

import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import dev.fermata.segment.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes takes of segments of strokes, each complete in itself: it releases what it presses. One thread. */
final class TakeCutter {
    /** Whoever ends it by a key has just pressed it. */
    private static final long GESTURE_MICROS = 1_000_000;

    private final long began;
    private final Consumer<RecordedTake> takes;
    private int count;
    /** Where the pointer was left by what was cut before. */
    private Stroke.Move place;

    /** @param began the time from which the strokes of segments count, in nanoseconds */
    TakeCutter(long began, Consumer<RecordedTake> takes) {
        this.began = began;
        this.takes = takes;
    }

    /** How many takes there were. */
    int count() {
        return count;
    }

    /**
     * Makes a take of a segment, unless there is nothing in it.
     *
     * @param until when it ends if something is down, in microseconds
     * @param gesture the keys that ended it: what was done with them last is no part of it
     * @return what is down at its end
     */
    Set<Key> cut(Segment<Stroke> segment, long until, Set<Key> gesture) {
        // Told in another order: a release that might have been a repeat's is known a little later.
        List<Stroke> strokes = new ArrayList<>(segment.contents());
        strokes.sort(Comparator.comparingLong(Stroke::atMicros));
        if (!strokes.isEmpty() && until - strokes.get(strokes.size() - 1).atMicros() <= GESTURE_MICROS) {
            withoutGesture(strokes, gesture);
        }
        Set<Key> left = left(strokes);
        long start = strokes.isEmpty() ? 0 : strokes.get(0).atMicros();
        left.forEach(key -> strokes.add(new Stroke.Up(Math.max(until, strokes.get(strokes.size() - 1).atMicros()),
                key)));
        boolean beginsElsewhere = place != null && !strokes.isEmpty() && !(strokes.get(0) instanceof Stroke.Move);
        if (beginsElsewhere) {
            strokes.add(0, place.at(start));
        }
        strokes.stream().filter(Stroke.Move.class::isInstance).forEach(move -> place = (Stroke.Move) move);
        if (!strokes.isEmpty()) {
            count++;
            takes.accept(new RecordedTake(count, segment.reason(), began + TimeUnit.MICROSECONDS.toNanos(start),
                    Take.of(Take.possible(strokes.stream().map(each -> each.at(each.atMicros() - start)).toList()))));
        }
        return left;
    }

    /** Each of those keys was pressed once for that, and may be up again. */
    private static void withoutGesture(List<Stroke> strokes, Set<Key> gesture) {
        Set<Key> downs = EnumSet.noneOf(Key.class);
        Set<Key> ups = EnumSet.noneOf(Key.class);
        for (int last = strokes.size() - 1; last >= 0; last--) {
            Stroke stroke = strokes.get(last);
            boolean isOfGesture = stroke instanceof Stroke.Down press
                    ? gesture.contains(press.key()) && downs.add(press.key())
                    : stroke instanceof Stroke.Up release && gesture.contains(release.key())
                            && !downs.contains(release.key()) && ups.add(release.key());
            if (!isOfGesture) {
                return;
            }
            strokes.remove(last);
        }
    }

    private static Set<Key> left(List<Stroke> strokes) {
        Set<Key> left = new LinkedHashSet<>();
        for (Stroke stroke : strokes) {
            if (stroke instanceof Stroke.Down press) {
                left.add(press.key());
            } else if (stroke instanceof Stroke.Up release) {
                left.remove(release.key());
            }
        }
        return left;
    }
}
