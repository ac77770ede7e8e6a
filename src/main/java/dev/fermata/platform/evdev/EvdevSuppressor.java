package dev.fermata.platform.evdev;

import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.platform.Suppressor;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps managed keys and hotkeys from the game by not passing them on; exact, for nothing else reaches the game from a
 * device that is taken. Which presses are kept while devices are being taken, the word of each tells. Thread-safe.
 */
final class EvdevSuppressor implements Suppressor {
    private final EvdevHook hook;

    EvdevSuppressor(EvdevHook hook) {
        this.hook = hook;
    }

    @Override
    public void listen(KeptListener listener) {
        hook.onKept(listener::onKept);
    }

    @Override
    public void onChange(Runnable action) {
        hook.onChange(action);
    }

    @Override
    public synchronized Set<Key> suppress(Map<Key, Key> sentAs) {
        Set<Key> possible = sentAs.keySet().stream().filter(this::canSuppress).collect(Collectors.toUnmodifiableSet());
        hook.relay().keep(hook.relay().keeping().withManaged(possible));
        hook.wake();
        return hook.relay().hasPanicked() ? Set.of() : possible;
    }

    @Override
    public synchronized void consume(Collection<Hotkey> hotkeys) {
        hook.relay().keep(hook.relay().keeping().withHotkeys(hotkeys));
        hook.wake();
    }

    @Override
    public boolean canSuppress(Key key) {
        return Codes.code(key) >= 0;
    }

    @Override
    public long kept() {
        return hook.relay().kept();
    }

    @Override
    public synchronized void close() {
        hook.relay().keep(Keeping.NOTHING);
    }
}
