package dev.fermata.stream.history;

import dev.fermata.event.Event;
import dev.fermata.event.StreamEvent;
import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryKind;
import dev.fermata.observe.EventFormat;
import dev.fermata.observe.EventLine;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which events are kept, and as what. */
final class Entries {
    /** What is too long to be looked for is not kept twice. */
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_LINE = 20_000;
    private static final List<String> PERSONS = List.of("user", "client", "holder");
    /** What is no word about the matter. */
    private static final Set<String> NO_WORDS = Set.of("lane", "origin", "scopes", "mode", "user_id", "id", "feed",
            "kind");

    private Entries() {
    }

    /**
     * Whether it is kept at all. Single keys and readings are not: they come many times a second, and what they led to
     * is kept.
     */
    static boolean isKept(Event event) {
        return !(event instanceof Event.KeySent || event instanceof Event.SensorRead
                || event instanceof Event.Request);
    }

    /** An event as it is kept. */
    static HistoryEntry of(Event event, long atMillis) {
        EventLine line = EventLine.of(event);
        String person = PERSONS.stream().map(line::text).filter(each -> !each.isEmpty()).findFirst().orElse("");
        String text = line.fields().keySet().stream()
                .filter(field -> !PERSONS.contains(field) && !NO_WORDS.contains(field)
                        && (line.fields().get(field) instanceof String || line.fields().get(field) instanceof List))
                .map(line::text).filter(each -> !each.isEmpty()).collect(Collectors.joining(" \u00b7 "));
        String json = EventFormat.JSONL.format(event);
        return new HistoryEntry(atMillis, kind(event), event.name(), person, cut(text, LONGEST_TEXT),
                json.length() <= LONGEST_LINE ? json : "");
    }

    private static HistoryKind kind(Event event) {
        if (event instanceof Event.ActionPlayed || event instanceof Event.ActionDropped
                || event instanceof Event.ActionRejected || event instanceof StreamEvent.Viewer) {
            return HistoryKind.ACTION;
        }
        if (event instanceof Event.Speech) {
            return HistoryKind.REPLY;
        }
        if (event instanceof Event.Failure || event instanceof Event.Recovered || event instanceof Event.AlertRaised
                || event instanceof Event.ProfileRefused || event instanceof Event.HookChanged) {
            return HistoryKind.FAILURE;
        }
        return event instanceof StreamEvent.Came || event instanceof StreamEvent.Became ? HistoryKind.VIEWER
                : HistoryKind.OTHER;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, text.offsetByCodePoints(0,
                text.codePointCount(0, longest) - 1));
    }
}
