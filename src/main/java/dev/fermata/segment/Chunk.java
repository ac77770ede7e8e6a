package dev.fermata.segment;

import java.util.Objects;

/**
 * A piece of what is cut, such as 20 ms of sound or one key.
 *
 * @param start when it began, in microseconds of the source's clock
 * @param length how long it lasts, in microseconds; 0 for what takes no time
 * @param bytes how much it is
 * @param isFinal whether its segment ends with it
 * @param content what the segment is to have of it
 */
public record Chunk<T>(long start, long length, long bytes, boolean isFinal, T content) {
    public Chunk {
        Objects.requireNonNull(content);
        if (length < 0 || bytes < 0) {
            throw new IllegalArgumentException("less than nothing: " + length + " us, " + bytes + " bytes");
        }
    }

    long end() {
        return start + length;
    }
}
