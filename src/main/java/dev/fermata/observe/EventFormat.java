package dev.fermata.observe;

import dev.fermata.event.Event;

/** How an event is written on one line. */
public enum EventFormat {
    /** A JSON object: {@code t_ms}, {@code event}, then the event's own fields. */
    JSONL {
        @Override
        public String format(Event event) {
            return EventLine.of(event).toJson();
        }
    },

    /** Time, name and fields, for people and for scenario files. */
    TEXT {
        @Override
        public String format(Event event) {
            return EventLine.of(event).toText();
        }
    };

    /** The event as one line, without a line break. Thread-safe. */
    public abstract String format(Event event);
}
