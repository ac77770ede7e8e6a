package dev.fermata.app;

import dev.fermata.event.Event;
import java.util.function.Consumer;

/** Hears the events of a session; nothing else is to happen. */
record SessionEvents(Consumer<Event> events) implements Session.Listener {
    @Override
    public void onEvent(Event happened) {
        events.accept(happened);
    }

    @Override
    public void onBroken() {
        throw new AssertionError("the desktop is broken");
    }

    @Override
    public void onQuit(String by) {
        throw new AssertionError("nobody asks for the end");
    }
}
