package dev.fermata.observe;

import dev.fermata.event.StreamEvent;
import dev.fermata.model.StreamMessage;
import java.util.Map;

/** Which fields the events of a live stream have, as {@link EventFields} says it of the others. */
final class StreamFields {
    private StreamFields() {
    }

    static void put(Map<String, Object> fields, StreamEvent event) {
        if (event instanceof StreamEvent.Came e) {
            fields.put("number", e.number());
            message(fields, e.message());
        } else if (event instanceof StreamEvent.Became e) {
            fields.put("number", e.number());
            fields.put("kind", e.kind().id());
            unlessEmpty(fields, "text", e.text());
            unlessEmpty(fields, "model", e.model());
            unlessIs(fields, "into", e.into(), 0);
            e.why().ifPresent(why -> fields.put("reason", why.words()));
            unlessEmpty(fields, "detail", e.detail());
        } else if (event instanceof StreamEvent.Viewer e) {
            fields.put("number", e.number());
            fields.put("action", e.action());
            unlessEmpty(fields, "user", e.user());
            unlessEmpty(fields, "reason", e.reason());
        } else if (event instanceof StreamEvent.FeedChanged e) {
            fields.put("feed", e.feed());
            unlessEmpty(fields, "detail", e.detail());
        }
    }

    private static void message(Map<String, Object> fields, StreamMessage message) {
        fields.put("feed", message.feed());
        unlessEmpty(fields, "id", message.id());
        unlessEmpty(fields, "user_id", message.viewer().id());
        unlessEmpty(fields, "user", message.viewer().name());
        unlessIs(fields, "level", message.viewer().level(), 0);
        if (message.viewer().special()) {
            fields.put("special", true);
        }
        unlessEmpty(fields, "text", message.text());
        unlessEmpty(fields, "gift", message.gift());
        unlessIs(fields, "count", message.count(), 1);
        unlessIs(fields, "value", message.value(), 0);
    }

    private static void unlessEmpty(Map<String, Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static void unlessIs(Map<String, Object> fields, String name, long value, long usual) {
        if (value != usual) {
            fields.put(name, value);
        }
    }
}
