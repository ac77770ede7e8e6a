package dev.fermata.record;

import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.segment.Chunk;
import dev.fermata.segment.CutReason;
import dev.fermata.segment.Segment;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.segment.Segmenter;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records what the player does: a passive core, told of the player's strokes and of nothing that the agent does itself.
 *
 * <p>Of keys that were not asked for nothing is kept, not even that there was something (G8). Repeats are no strokes. A
 * key that was down when the recording began belongs to none: neither is its release recorded. One that is down when a
 * take ends is released by it, and pressed again at the start of the next if that follows at once.
 *
 * <p>Takes are cut by a {@link Segmenter}. What is counted as content is the time during which something is down, so
 * there is no pause while the player keeps a key down. What the agent plays is no pause either.
 *
 * <p>Where the pointer goes is recorded every {@link #POINTER_NANOS} at most, and besides where it is when something
 * else is recorded, and where it comes to rest. Times of strokes are those that they are told with; one may be told a
 * little late, and is put in its place. One thread, but for {@link #figures}.
 */
public final class Recorder implements Stepped {
    /** How often the place of a pointer that moves is kept. */
    static final long POINTER_NANOS = 10_000_000L;
    /** How long a recording lasts at most: what is older than that nobody has in mind any more. */
    public static final Duration LONGEST = Duration.ofHours(12);
    /** About what a stroke takes up in a file. */
    static final int STROKE_BYTES = 24;
    /** Half of what a take may have, for a take is closed and opened by more strokes than were counted. */
    private static final long MOST_BYTES = 50_000L * STROKE_BYTES;

    private final Wanted wanted;
    private final long began;
    private final TakeCutter cutter;
    private final Segmenter<Stroke> segmenter;
    /** What is down and recorded to be. */
    private final Set<Key> down = EnumSet.noneOf(Key.class);
    /** What was down before, and has not been let go of since. */
    private final Set<Key> before = EnumSet.noneOf(Key.class);
    /** Where the pointer is, if that is still to be kept. */
    private Stroke.Move moved;
    private Stroke.Move keptPlace;
    private long nextMoveAt;
    /** In microseconds from the beginning: until when something was recorded. */
    private long end;
    /** Nothing that is told from now on was earlier: that take is closed. */
    private long closedUntil;
    private long strokes;
    private volatile Figures figures = new Figures(0, 0, false);

    /**
     * Begins a recording.
     *
     * @param downAlready what the player has down now
     * @param takes told of each take that has ended, by the thread that ended it
     * @param nowNanos the time by which strokes are told as well
     */
    public Recorder(Wanted wanted, Set<Key> downAlready, SegmentLimits limits, Consumer<RecordedTake> takes,
            long nowNanos) {
        this.wanted = wanted;
        began = nowNanos;
        before.addAll(downAlready);
        cutter = new TakeCutter(nowNanos, takes);
        segmenter = new Segmenter<>(new SegmentLimits(limits.maxDuration(), limits.pause(), limits.timeout(),
                Math.min(limits.maxBytes(), MOST_BYTES), limits.guard(), limits.window()));
    }

    /** The player presses a key or lets it go, at that time. */
    public void key(Key key, boolean isDown, long atNanos) {
        if (!wanted.keys().contains(key) || figures.isOver()) {
            return;
        }
        if (key.isWheel()) {
            if (isDown) {
                keepPlace(atNanos);
                keep(new Stroke.Wheel(micros(atNanos), key == Key.WHEEL_UP ? 1 : -1), !down.isEmpty(), atNanos);
            }
            return;
        }
        boolean wasBusy = !down.isEmpty();
        boolean isNews = isDown ? !before.contains(key) && down.add(key) : !before.remove(key) && down.remove(key);
        if (isNews) {
            keepPlace(atNanos);
            long at = micros(atNanos);
            keep(isDown ? new Stroke.Down(at, key) : new Stroke.Up(at, key), wasBusy, atNanos);
        }
    }

    /** The player moves the pointer; also to be told before each button and step of the wheel. */
    public void pointer(int x, int y, long atNanos) {
        if (!wanted.pointer() || figures.isOver()) {
            return;
        }
        Stroke.Move last = moved != null ? moved : keptPlace;
        Stroke.Move place = new Stroke.Move(micros(atNanos), onDesktop(x), onDesktop(y));
        if (last != null && last.x() == place.x() && last.y() == place.y()) {
            return;
        }
        moved = place;
        if (atNanos >= nextMoveAt) {
            keepPlace(atNanos);
        }
    }

    private static int onDesktop(int position) {
        return Math.max(-Stroke.MAX_POSITION, Math.min(Stroke.MAX_POSITION, position));
    }

    private void keepPlace(long nowNanos) {
        if (moved != null) {
            Stroke.Move place = moved;
            moved = null;
            keptPlace = place;
            nextMoveAt = nowNanos + POINTER_NANOS;
            keep(place, !down.isEmpty(), nowNanos);
        }
    }

    private long micros(long atNanos) {
        return Math.max(closedUntil, TimeUnit.NANOSECONDS.toMicros(atNanos - began));
    }

    /** @param wasBusy whether something was down before */
    private void keep(Stroke stroke, boolean wasBusy, long nowNanos) {
        long at = stroke.atMicros();
        // While something is down the player is at it.
        long from = wasBusy ? Math.min(end, at) : at;
        end = Math.max(end, at);
        strokes++;
        cut(segmenter.chunk(new Chunk<>(from, at - from, STROKE_BYTES, false, stroke), nowNanos), nowNanos);
        tell(false);
    }

    private void cut(List<Segment<Stroke>> ended, long nowNanos) {
        for (Segment<Stroke> each : ended) {
            Set<Key> left = cutter.cut(each, end, Set.of());
            if (each.reason() == CutReason.MAX_DURATION || each.reason() == CutReason.MAX_LENGTH) {
                closedUntil = end;
                for (Key key : left) {
                    segmenter.chunk(new Chunk<>(end, 0, 0, false, new Stroke.Down(end, key)), nowNanos);
                }
            }
        }
    }

    /** Playback of the agent's begins. @param lengthNanos 0 where it is not known */
    public void playbackStarted(String group, long lengthNanos, long nowNanos) {
        segmenter.playbackStarted(group, micros(nowNanos), TimeUnit.NANOSECONDS.toMicros(lengthNanos), nowNanos);
    }

    /** Playback of the agent's is over. */
    public void playbackEnded(String group, long nowNanos) {
        segmenter.playbackEnded(group, micros(nowNanos), nowNanos);
    }

    /** Keeps where the pointer has come to rest, ends a take to which nothing comes, and a recording for its length. */
    @Override
    public long step(long nowNanos) {
        if (figures.isOver()) {
            return Clock.NEVER;
        }
        if (moved != null && nowNanos >= nextMoveAt) {
            keepPlace(nowNanos);
        }
        if (nowNanos >= began + LONGEST.toNanos()) {
            finish(Set.of(), nowNanos);
            return Clock.NEVER;
        }
        if (down.isEmpty()) {
            segmenter.step(nowNanos).ifPresent(each -> cut(List.of(each), nowNanos));
            tell(false);
        }
        return Math.min(began + LONGEST.toNanos(), Math.min(moved == null ? Clock.NEVER : nextMoveAt,
                down.isEmpty() ? segmenter.deadline() : Clock.NEVER));
    }

    /**
     * Ends the recording: what there is becomes the last take. Nothing happens the second time.
     *
     * @param gesture the keys by which the player has just ended it: their last press is no part of it
     */
    public void finish(Set<Key> gesture, long nowNanos) {
        if (figures.isOver()) {
            return;
        }
        keepPlace(nowNanos);
        segmenter.finish().ifPresent(each -> cutter.cut(each, micros(nowNanos), gesture));
        down.clear();
        tell(true);
    }

    private void tell(boolean isOver) {
        figures = new Figures(strokes, cutter.count(), isOver);
    }

    /** How far it is. Any thread. */
    public Figures figures() {
        return figures;
    }
}
