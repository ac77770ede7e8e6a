package dev.fermata.model;

import java.util.Map;

/**
 * What speech has come to since it was used first. Immutable.
 *
 * @param dropped how many items were dropped, by {@code expired}, {@code made_room}, {@code interrupted},
 *                {@code skipped} and {@code stopped}
 * @param spokenNanos how long something was heard, of items that are over
 * @param begun how many items were heard at all
 * @param waitP50Nanos from the request until the item began, of the last ones
 * @param waitP99Nanos the same, of the slowest in a hundred
 * @param waitMaxNanos the longest of all
 * @param gaps how often there was a gap in what was heard, for the machine was too busy
 */
public record SpeechFigures(Map<String, Long> dropped, long spokenNanos, long begun, long waitP50Nanos,
        long waitP99Nanos, long waitMaxNanos, long gaps) {
}
