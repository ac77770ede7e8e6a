package dev.fermata.model;

/**
 * What a viewer of a live stream did. Immutable.
 *
 * @param coins what a gift is worth; 0 of anything else
 * @param level of the viewer, 0 where unknown
 * @param activity of the viewer, as many points as the client counts; 0 where unknown
 */
public record ViewerAct(Kind kind, long coins, long level, long activity) {

    /** What kind of thing it was. */
    public enum Kind {
        GIFT, COMMENT, OTHER
    }
}
