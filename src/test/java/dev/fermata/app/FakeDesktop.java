package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Injector;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Suppressor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A desktop in memory that fails on demand and hears what is sent to it. Thread-safe. */
final class FakeDesktop implements InputHook, Injector, PhysicalKeys, Suppressor {
    private final boolean suppresses;
    private volatile boolean suppressionLost;
    private volatile Runnable onChange = () -> { };
    @GuardedBy("sent")
    private final List<String> sent = new ArrayList<>();
    private final AtomicLong heard = new AtomicLong();
    private final Set<Key> player = EnumSet.noneOf(Key.class);
    private volatile Listener listener = (key, down) -> { };
    private volatile KeptListener keptListener = key -> { };
    private volatile Set<Key> suppressed = Set.of();
    private volatile Set<Key> watched = Set.of();
    private volatile Supplier<RuntimeException> failure;
    private final AtomicLong failuresLeft = new AtomicLong();

    FakeDesktop(boolean suppresses) {
        this.suppresses = suppresses;
    }

    Desktop asDesktop() {
        return new Desktop("fake", this, this, this, this);
    }

    /** The player presses or lets go. */
    void play(Key key, boolean down) {
        synchronized (player) {
            if (down) {
                player.add(key);
            } else {
                player.remove(key);
            }
        }
        if (down && suppressed.contains(key)) {
            keptListener.onKept(key);
        }
        hear(key, down);
    }

    /** Makes the next injections fail. */
    void fail(long times, Supplier<RuntimeException> how) {
        failure = how;
        failuresLeft.set(times);
    }

    /** Which keys are kept from the game now. */
    Set<Key> suppressed() {
        return suppressed;
    }

    /** From now on no key is kept back, and whoever asks for it is refused. */
    void loseSuppression() {
        suppressionLost = true;
        suppressed = Set.of();
        onChange.run();
    }

    /** What arrived, as {@code d:q} and {@code u:q}. */
    List<String> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    @Override
    public void start(Listener newListener) {
        listener = newListener;
    }

    @Override
    public void watch(Set<Key> keys) {
        watched = Set.copyOf(keys);
    }

    @Override
    public long heard() {
        return heard.get();
    }

    @Override
    public void restart() {
        throw new DesktopException("a fake hook is never lost");
    }

    @Override
    public void press(Key key) {
        send("d:" + key, key, true);
    }

    @Override
    public void release(Key key) {
        send("u:" + key, key, false);
    }

    @Override
    public boolean canSend(Key key) {
        return true;
    }

    @Override
    public Reading read(Key key, boolean sentByUs) {
        synchronized (player) {
            return player.contains(key) ? Reading.DOWN : Reading.UP;
        }
    }

    @Override
    public Set<Key> suppress(Map<Key, Key> sentAs) {
        if (suppressionLost) {
            throw new DesktopException("the fake suppressor has ended");
        }
        suppressed = suppresses ? Set.copyOf(sentAs.keySet()) : Set.of();
        return suppressed;
    }

    @Override
    public void listen(KeptListener newListener) {
        keptListener = newListener;
    }

    @Override
    public void onChange(Runnable action) {
        onChange = action;
    }

    @Override
    public boolean canSuppress(Key key) {
        return suppresses;
    }

    @Override
    public void close() {
        listener = (key, down) -> { };
    }

    private void send(String what, Key key, boolean down) {
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw failure.get();
        }
        synchronized (sent) {
            sent.add(what);
        }
        hear(key, down);
    }

    /** One at a time, as by a hook's one thread. */
    private synchronized void hear(Key key, boolean down) {
        heard.incrementAndGet();
        if (watched.contains(key)) {
            listener.onInput(key, down);
        }
    }
}
