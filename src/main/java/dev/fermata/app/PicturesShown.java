package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.Event;
import dev.fermata.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells that a page is shown pictures of the screen, which must not go unseen (G8). Thread-safe. */
final class PicturesShown implements Consumer<String> {
    /** Those that follow each other sooner are one showing. */
    private static final long TOGETHER_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Clock clock;
    private final Consumer<Event> bus;
    @GuardedBy("this")
    private long count;
    @GuardedBy("this")
    private long lastNanos;

    PicturesShown(Clock clock, Consumer<Event> bus) {
        this.clock = clock;
        this.bus = bus;
    }

    /** @param what the picture was of */
    @Override
    public void accept(String what) {
        if (isFirst(clock.nanos())) {
            bus.accept(new Event.ScreenShown(clock.nanos(), what));
        }
    }

    private synchronized boolean isFirst(long now) {
        boolean first = count == 0 || now - lastNanos >= TOGETHER_NANOS;
        count++;
        lastNanos = now;
        return first;
    }

    /** How many there were so far. */
    synchronized long count() {
        return count;
    }
}
