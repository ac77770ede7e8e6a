package dev.fermata.model;

import java.util.Set;

/**
 * What of the history is asked for.
 *
 * @param fromMillis in milliseconds since 1970
 * @param toMillis the first moment that does not count any more
 * @param kinds none for all
 * @param name of the event; empty for all
 * @param person part of who did it; empty for all
 * @param text part of what is said about it, or of its name; empty for all
 * @param most so many of the newest at most
 */
public record HistoryQuery(long fromMillis, long toMillis, Set<HistoryKind> kinds, String name, String person,
        String text, int most) {
}
