package dev.fermata.observe;

import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes of the events how the agent stands, and tells whenever that has changed. Passive: told of every event, in
 * order, by one thread at a time, on which it tells its listener; {@link #standing} may be asked by any.
 */
public final class StandingWatch implements Consumer<Event> {
    private final Consumer<Standing> listener;
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private AgentState state = AgentState.STOPPED;
    private boolean refused;
    private boolean deaf;
    private volatile Standing standing = Standing.AT_FIRST;

    /** @param listener told of each change; must not block */
    public StandingWatch(Consumer<Standing> listener) {
        this.listener = listener;
    }

    /** How the agent stands as far as it has been told. */
    Standing standing() {
        return standing;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.StateChanged changed) {
            state = changed.to();
        } else if (event instanceof Event.HoldAdded added) {
            holds.put(added.hold().holder(), added.hold());
        } else if (event instanceof Event.HoldRemoved removed) {
            holds.remove(removed.holder());
        } else if (event instanceof Event.PriorityKey key) {
            holds.computeIfPresent(Hold.PRIORITY_KEYS, (holder, hold) -> hold.withKeys(key.activeKeys()));
        } else if (event instanceof Event.ProfileRefused) {
            refused = true;
        } else if (event instanceof Event.ProfileLoaded) {
            refused = false;
        } else if (event instanceof Event.HookChanged hook) {
            deaf = !hook.alive();
        } else {
            return;
        }
        Standing now = now();
        if (!now.equals(standing)) {
            standing = now;
            listener.accept(now);
        }
    }

    private Standing now() {
        if (deaf) {
            return new Standing(Standing.Kind.DEAF, "nothing heard");
        }
        Standing plain = switch (state) {
            case STOPPED -> Standing.AT_FIRST;
            case READY -> new Standing(Standing.Kind.ARMED, "armed");
            case PAUSED -> new Standing(Standing.Kind.PAUSED, "paused" + pausedBy());
            case RUNNING -> holds.values().stream().filter(hold -> hold.scopes().contains(Scope.PLAY)).findFirst()
                    .map(hold -> new Standing(Standing.Kind.HELD, "held by " + hold.who()))
                    .orElseGet(() -> new Standing(Standing.Kind.RUNNING, "running"));
        };
        return refused ? new Standing(Standing.Kind.REFUSED, plain.words() + ", profile refused") : plain;
    }

    /** The player knows of the player's own pause. */
    private String pausedBy() {
        Optional<Hold> client = holds.values().stream().filter(hold -> hold.isOfClient() && hold.pauses()).findFirst();
        boolean ownToo = holds.containsKey(Hold.MANUAL);
        return client.isPresent() && !ownToo ? " by " + client.get().who() : "";
    }
}
