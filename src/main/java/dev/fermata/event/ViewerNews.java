package dev.fermata.event;

/** What may become of what a viewer has played: one of these, once. */
public enum ViewerNews {
    /** It was played to its end. */
    PLAYED,
    /** It was not accepted. */
    REFUSED,
    /** It was accepted, and a hold, a stop or another profile gave it up. */
    DROPPED
}
