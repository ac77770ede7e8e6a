package dev.fermata.model;

/**
 * A viewer of a live stream. Immutable.
 *
 * @param id the feed's own; empty where it tells none
 * @param name as the feed tells it, without control characters; empty where it tells none
 * @param level of the viewer, 0 where it is not known
 * @param special whether the feed says that this is somebody: a moderator, an administrator, a VIP
 */
public record Viewer(String id, String name, long level, boolean special) {
    /** Nobody in particular. */
    public static final Viewer NOBODY = new Viewer("", "", 0, false);
}
