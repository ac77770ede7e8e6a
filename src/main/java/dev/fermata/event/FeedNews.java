package dev.fermata.event;

/** What may happen to the connection to a feed. */
public enum FeedNews {
    /** It tells of the stream from now on. */
    CONNECTED,
    /** It does not, and is tried again. */
    LOST,
    /** The stream is over, or the feed is wanted no more: it is not tried again. */
    CLOSED
}
