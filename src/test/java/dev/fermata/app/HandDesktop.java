package dev.fermata.app;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.Injector;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Suppressor;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A desktop for an agent with real threads: the test is the player, and may have injections hang. */
final class HandDesktop implements InputHook, Injector, PhysicalKeys, Suppressor {
    private final Set<Key> keysDown = ConcurrentHashMap.newKeySet();
    private final AtomicLong heard = new AtomicLong();
    private volatile Listener listener;
    private volatile KeptListener keptListener;
    private volatile Set<Key> suppressed = Set.of();
    private volatile CountDownLatch hang = new CountDownLatch(0);

    Desktop asDesktop() {
        return new Desktop("by hand", this, this, this, this);
    }

    /** The player presses or lets go of a key. */
    void player(Key key, boolean down) {
        if (down) {
            keysDown.add(key);
        } else {
            keysDown.remove(key);
        }
        heard.incrementAndGet();
        if (down && suppressed.contains(key)) {
            keptListener.onKept(key);
        }
        listener.onInput(key, down);
    }

    /** Every injection from now on hangs until {@link #goOn}, at most ten seconds. */
    void hang() {
        hang = new CountDownLatch(1);
    }

    void goOn() {
        hang.countDown();
    }

    @Override
    public void press(Key key) {
        inject();
    }

    @Override
    public void release(Key key) {
        inject();
    }

    private void inject() {
        try {
            if (!hang.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the test never let the injection go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heard.incrementAndGet();
    }

    @Override
    public boolean canSend(Key key) {
        return true;
    }

    @Override
    public Reading read(Key key, boolean sentByUs) {
        return keysDown.contains(key) ? Reading.DOWN : Reading.UP;
    }

    @Override
    public void start(Listener itsListener) {
        listener = itsListener;
    }

    @Override
    public void watch(Set<Key> keys) {
        // The test presses nothing else.
    }

    @Override
    public long heard() {
        return heard.get();
    }

    @Override
    public void restart() {
        throw new AssertionError("this hook never dies");
    }

    @Override
    public Set<Key> suppress(Map<Key, Key> sentAs) {
        suppressed = Set.copyOf(sentAs.keySet());
        return suppressed;
    }

    @Override
    public void listen(KeptListener itsListener) {
        keptListener = itsListener;
    }

    @Override
    public boolean canSuppress(Key key) {
        return true;
    }

    @Override
    public void close() {
        goOn();
    }
}
