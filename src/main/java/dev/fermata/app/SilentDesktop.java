package dev.fermata.app;

import dev.fermata.model.Key;
import dev.fermata.platform.Capabilities;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.Injector;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Suppressor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** No desktop at all: for an agent that only speaks. Nothing is heard of the keyboard, and nothing sent. */
final class SilentDesktop implements InputHook, Injector, PhysicalKeys, Suppressor {
    private SilentDesktop() {
    }

    static Desktop open() {
        SilentDesktop none = new SilentDesktop();
        return new Desktop("speech alone", new Capabilities(false, false, false, false, false), none, none, none, none,
                () -> { }, Optional.empty());
    }

    @Override
    public void start(Listener listener) {
        // Nothing is heard.
    }

    @Override
    public void watch(Set<Key> keys) {
        // Nothing is heard.
    }

    @Override
    public long heard() {
        return 0;
    }

    @Override
    public void restart() {
        // Nothing is heard.
    }

    @Override
    public void press(Key key) {
        // Nobody is there to take it; canSend says so.
    }

    @Override
    public void release(Key key) {
        // Nothing is down.
    }

    @Override
    public boolean canSend(Key key) {
        return false;
    }

    @Override
    public Reading read(Key key, boolean sentByUs) {
        return Reading.UP;
    }

    @Override
    public void listen(KeptListener listener) {
        // Nothing is kept.
    }

    @Override
    public Set<Key> suppress(Map<Key, Key> sentAs) {
        return Set.of();
    }

    @Override
    public boolean canSuppress(Key key) {
        return false;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
