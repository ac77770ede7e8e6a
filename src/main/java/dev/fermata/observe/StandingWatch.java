package dev.fermata.observe;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Makes of the events how the agent stands, and tells whenever that has changed. Passive: told of every event, in
 * order, by one thread at a time, on which it tells its listeners; the rest may be asked by any.
 */
public final class StandingWatch implements Consumer<Event> {
    private final List<Consumer<Standing>> listeners = new CopyOnWriteArrayList<>();
    @GuardedBy("this")
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    @GuardedBy("this")
    private AgentState state = AgentState.STOPPED;
    @GuardedBy("this")
    private Optional<Event.ProfileRefused> refused = Optional.empty();
    @GuardedBy("this")
    private Optional<Event.HookChanged> deaf = Optional.empty();
    @GuardedBy("this")
    private boolean recording;
    /** What the listeners know; the telling thread's own. */
    private Standing told = Standing.AT_FIRST;

    /** Adds a listener, told of each change from now on; must not block. Before the first event. */
    public void listen(Consumer<Standing> listener) {
        listeners.add(listener);
    }

    /** How the agent stands as far as this has been told. */
    synchronized Standing standing() {
        return Standing.of(state, holds.values(), refused.isPresent(), deaf.isPresent(), recording);
    }

    /** Why the profile that was saved or asked for last is not in force; empty when it is. */
    public synchronized Optional<Event.ProfileRefused> refused() {
        return refused;
    }

    /** Since when the hook hears nothing; empty when it hears. */
    public synchronized Optional<Event.HookChanged> deaf() {
        return deaf;
    }

    @Override
    public void accept(Event event) {
        if (!matters(event) || listeners.isEmpty()) {
            return;
        }
        Standing now = standing();
        if (!now.isLike(told)) {
            told = now;
            listeners.forEach(listener -> listener.accept(now));
        }
    }

    private synchronized boolean matters(Event event) {
        if (event instanceof Event.StateChanged changed) {
            state = changed.to();
        } else if (event instanceof Event.HoldAdded added) {
            holds.put(added.hold().holder(), added.hold());
        } else if (event instanceof Event.HoldRemoved removed) {
            holds.remove(removed.holder());
        } else if (event instanceof Event.PriorityKey key) {
            holds.computeIfPresent(Hold.PRIORITY_KEYS, (holder, hold) -> hold.withKeys(key.activeKeys()));
        } else if (event instanceof Event.TalkKey key) {
            holds.computeIfPresent(Hold.TALK, (holder, hold) -> hold.withKeys(key.activeKeys()));
        } else if (event instanceof Event.ProfileRefused no) {
            refused = Optional.of(no);
        } else if (event instanceof Event.ProfileLoaded) {
            refused = Optional.empty();
        } else if (event instanceof Event.HookChanged hook) {
            deaf = hook.alive() ? Optional.empty() : Optional.of(hook);
        } else if (event instanceof Event.Recording change) {
            recording = change.begins();
        } else {
            return false;
        }
        return true;
    }
}
