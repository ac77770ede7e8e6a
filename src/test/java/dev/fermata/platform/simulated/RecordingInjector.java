package dev.fermata.platform.simulated;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.Key;
import dev.fermata.platform.Injector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Sends nothing and remembers the newest {@value #MOST} things it was asked to send, and what would be
 * down. Thread-safe.
 */
public final class RecordingInjector implements Injector {
    /** How many events are remembered. */
    public static final int MOST = 1_000;

    @GuardedBy("this")
    private final Deque<Sent> sent = new ArrayDeque<>();
    @GuardedBy("this")
    private final Set<Key> down = EnumSet.noneOf(Key.class);

    /** Something that would have been sent. */
    public record Sent(Key key, boolean down) {
        /** In the shape used by scripts: {@code d:q} or {@code u:q}. */
        @Override
        public String toString() {
            return (down ? "d:" : "u:") + key;
        }
    }

    @Override
    public synchronized void press(Key key) {
        down.add(key);
        add(new Sent(key, true));
    }

    @Override
    public synchronized void release(Key key) {
        down.remove(key);
        add(new Sent(key, false));
    }

    @Override
    public boolean canSend(Key key) {
        return true;
    }

    /** The newest events, oldest first. */
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** What would be down now. */
    public synchronized Set<Key> down() {
        return Set.copyOf(down);
    }

    @GuardedBy("this")
    private void add(Sent event) {
        if (sent.size() == MOST) {
            sent.removeFirst();
        }
        sent.add(event);
    }
}
