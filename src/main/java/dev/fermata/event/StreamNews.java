package dev.fermata.event;

/** What may become of something that a feed has told. Each ends it. */
public enum StreamNews {
    /** What was said for it has been heard to its end. */
    ANSWERED,
    /** It is answered together with another. */
    MERGED,
    /** It is not answered. */
    DROPPED
}
