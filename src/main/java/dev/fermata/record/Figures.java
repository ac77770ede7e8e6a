package dev.fermata.record;

/**
 * How far a recording is. Immutable.
 *
 * @param strokes how much it has kept, in all takes together
 * @param takes how many takes have ended
 * @param isOver whether it has ended
 */
public record Figures(long strokes, int takes, boolean isOver) {
}
