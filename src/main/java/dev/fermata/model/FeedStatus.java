package dev.fermata.model;

/**
 * How the connection to a feed stands. Immutable.
 *
 * @param name of the feed
 * @param state in a word, as users are told
 * @param detail why it stands so; may be empty
 * @param sinceNanos when it came to stand so
 * @param messages how many it has told
 * @param unread how many texts nobody understood
 * @param tries how often it was connected to, or tried
 */
public record FeedStatus(String name, String state, String detail, long sinceNanos, long messages, long unread,
        long tries) {

    /** Whether there is a connection. */
    public boolean isOpen() {
        return state.equals("open");
    }
}
