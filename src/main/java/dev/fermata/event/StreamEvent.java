package dev.fermata.event;

import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened around a live stream. What a feed tells has a number, from 1 on in the order in which it came;
 * a {@link Came} of that number is followed by exactly one {@link Became}. There may be hundreds of them a second.
 */
public sealed interface StreamEvent extends Event {

    /** A feed has told something. Texts in it are strangers' words. */
    record Came(long atNanos, long number, StreamMessage message) implements StreamEvent {
        @Override
        public String name() {
            return "stream_" + message.kind().id();
        }
    }

    /**
     * What became of what a feed told.
     *
     * @param text what was said for it; empty unless it was answered
     * @param model the language model that wrote that; empty where none did
     * @param into the number of the one that it is answered with; 0 unless it was merged
     * @param why why it was dropped
     * @param detail more about that, or why no model wrote it or it was not said to its end; for people; may be empty
     */
    record Became(long atNanos, StreamNews news, long number, StreamKind kind, String text, String model,
            long into, Optional<StreamDrop> why, String detail) implements StreamEvent {
        @Override
        public String name() {
            return "stream_" + news.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What became of an action of the profile that a viewer asked for. Of each that was asked for there is one.
     *
     * @param number of what the viewer did
     * @param action what it is called
     * @param user the viewer's name, a stranger's words; may be empty
     * @param reason why it was refused or dropped; else empty
     */
    record Viewer(long atNanos, ViewerNews news, long number, String action, String user, String reason)
            implements StreamEvent {
        @Override
        public String name() {
            return "viewer_" + news.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A feed is there, or is not any more, and why. */
    record FeedChanged(long atNanos, FeedNews news, String feed, String detail) implements StreamEvent {
        @Override
        public String name() {
            return "feed_" + news.name().toLowerCase(Locale.ROOT);
        }
    }
}
