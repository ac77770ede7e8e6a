package dev.fermata.model;

/**
 * What a feed of a live stream has told, in our words. Immutable. Texts have no control characters and are bounded by
 * whoever reads the feed; what they say is a stranger's.
 *
 * @param id the feed's own, by which it is known when it comes twice; empty where there is none
 * @param feed the name of the feed that it came by
 * @param viewer who did it; {@link Viewer#NOBODY} where nobody in particular did
 * @param text what was written; of an end or statistics, what the feed says of it; else empty
 * @param gift what the gift is called; else empty
 * @param count of gifts or likes since the last message about them; of statistics, viewers now; else 1
 * @param value what a gift is worth, all {@code count} together, in the coins of the platform; else 0
 */
public record StreamMessage(String id, StreamKind kind, String feed, Viewer viewer, String text, String gift,
        long count, long value) {
}
