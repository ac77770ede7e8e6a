package dev.fermata.model;

import java.util.Locale;

/** What kind of thing a feed of a live stream has told. */
public enum StreamKind {
    /** A viewer has written something. */
    CHAT,
    /** A viewer has given something. */
    GIFT,
    /** A viewer follows from now on. */
    FOLLOW,
    /** A viewer likes the stream, mostly many times at once. */
    LIKE,
    /** A viewer has come in. */
    ENTER,
    /** A viewer has told others of the stream. */
    SHARE,
    /** Something about the streamer's fan club, such as a new member. */
    FAN_CLUB,
    /** How many viewers there are. */
    STATISTICS,
    /** The stream is over. */
    ENDED;

    /** The stable lower-case name used in events, files and metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
