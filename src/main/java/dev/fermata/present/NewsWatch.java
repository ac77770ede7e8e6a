package dev.fermata.present;

import dev.fermata.event.Event;
import dev.fermata.model.Scope;
import dev.fermata.present.News.Kind;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Finds among the events what the player should come to know. Told of every event, in order, by one thread. */
public final class NewsWatch implements Consumer<Event> {
    private final Consumer<News> listener;
    private final Set<String> holders = new HashSet<>();

    /** @param listener told on the thread that tells of the events; must not block */
    public NewsWatch(Consumer<News> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.StateChanged changed) {
            tell(switch (changed.to()) {
                case STOPPED -> Kind.STOPPED;
                case READY -> Kind.ARMED;
                case RUNNING -> Kind.STARTED;
                case PAUSED -> Kind.PAUSED;
            }, changed.cause());
        } else if (event instanceof Event.ProfileRefused refused) {
            tell(Kind.REFUSED, refused.problems());
        } else if (event instanceof Event.HookChanged hook) {
            tell(hook.alive() ? Kind.HEARING : Kind.DEAF, hook.detail());
        } else if (event instanceof Event.HoldAdded added && added.hold().scopes().contains(Scope.PLAY)) {
            if (holders.add(added.hold().holder()) && holders.size() == 1) {
                tell(Kind.HELD, added.hold().reason());
            }
        } else if (event instanceof Event.HoldRemoved removed && holders.remove(removed.holder())
                && holders.isEmpty()) {
            tell(Kind.FREE, removed.reason());
        }
    }

    private void tell(Kind kind, String detail) {
        listener.accept(new News(kind, detail));
    }
}
