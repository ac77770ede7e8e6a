package dev.fermata.config;

/**
 * A stretch of one source line.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param width in code points, at least 1
 */
public record Span(int line, int column, int width) {
    /** Where problems of the file as a whole are shown that have no place of their own. */
    public static final Span START = new Span(1, 1, 1);

    public Span {
        width = Math.max(1, width);
    }
}
