package dev.fermata.model;

import java.util.Map;

/**
 * What happened, counted. Maps are in the order in which they are shown.
 *
 * @param all how many entries
 * @param firstMillis when the first was; 0 where there is none
 * @param lastMillis when the last was; 0 where there is none
 * @param kinds by kind, each of them
 * @param names by the events' names, the most frequent first
 * @param persons who did the most, the first of them first
 * @param periods by equal parts of the time that was asked for, all of them
 */
public record HistoryFigures(long all, long firstMillis, long lastMillis, Map<HistoryKind, Long> kinds,
        Map<String, Long> names, Map<String, Long> persons, long[] periods) {
}
