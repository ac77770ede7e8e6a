package dev.fermata.observe;

import dev.fermata.event.Event;
import dev.fermata.event.StreamEvent;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes events to the log: failures as warnings, keys, actions and what viewers do at debug level, the rest as info. */
public final class EventLogger implements Consumer<Event> {
    /** The logger's name. */
    public static final String NAME = "fermata.events";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    @Override
    public void accept(Event event) {
        Level level = level(event);
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level).log(EventFormat.TEXT.format(event));
        }
    }

    private static Level level(Event event) {
        if (event instanceof Event.Failure || event instanceof Event.ProfileRefused
                || event instanceof Event.HookChanged || event instanceof Event.AlertRaised
                || event instanceof Event.Recovered) {
            return Level.WARN;
        }
        boolean routine = event instanceof Event.KeySent || event instanceof Event.ActionPlayed
                || event instanceof Event.PriorityKey || event instanceof Event.TalkKey
                || event instanceof Event.SensorRead || event instanceof StreamEvent.Came
                || event instanceof StreamEvent.Became || event instanceof StreamEvent.Viewer;
        return routine ? Level.DEBUG : Level.INFO;
    }
}
