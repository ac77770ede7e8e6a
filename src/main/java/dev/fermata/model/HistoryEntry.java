package dev.fermata.model;

/**
 * One thing that happened, as the history keeps it. Immutable.
 *
 * @param atMillis when, in milliseconds since 1970
 * @param name the event's name
 * @param person who did it: a viewer, a client, whoever holds; mostly empty
 * @param text what is said about it in words, to be searched
 * @param line the line of JSON that every event stream has of it; empty where that was too long to be kept
 */
public record HistoryEntry(long atMillis, HistoryKind kind, String name, String person, String text, String line) {
}
