package dev.fermata.segment;

import java.util.List;

/**
 * What belongs together: never empty, its chunks in the order in which they came.
 *
 * @param start the beginning of its earliest chunk, in microseconds of the source's clock
 * @param end the end of its latest chunk, in the same
 * @param length how long its chunks are together, in microseconds
 * @param bytes how much they are together
 */
public record Segment<T>(CutReason reason, List<T> contents, long start, long end, long length, long bytes) {
    public Segment {
        contents = List.copyOf(contents);
    }
}
