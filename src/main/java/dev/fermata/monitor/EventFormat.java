package dev.fermata.monitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.event.Event;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** How an event is written on one line. */
public enum EventFormat {
    /** A JSON object: {@code t_ms}, {@code event}, then the event's own fields. */
    JSONL {
        @Override
        public String format(Event event) {
            StringWriter line = new StringWriter(160);
            try (JsonGenerator json = JSON.createGenerator(line)) {
                json.writeStartObject();
                write(json, "t_ms", EventFields.millis(event.atNanos()));
                json.writeStringField("event", event.name());
                for (Map.Entry<String, Object> field : EventFields.of(event).entrySet()) {
                    write(json, field.getKey(), field.getValue());
                }
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("a string does not fail", e);
            }
            return line.toString();
        }
    },

    /** Time, name and fields, for people and for scenario files. */
    TEXT {
        @Override
        public String format(Event event) {
            StringBuilder line = new StringBuilder(120);
            line.append(EventFields.millis(event.atNanos())).append(' ').append(event.name());
            EventFields.of(event).forEach((name, value) -> line.append(' ').append(name).append('=').append(text(value)));
            return line.toString();
        }
    };

    private static final JsonFactory JSON = new JsonFactory();

    /** The event as one line, without a line break. Thread-safe. */
    public abstract String format(Event event);

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        json.writeFieldName(name);
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                json.writeString(each.toString());
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return String.join("+", list.stream().map(Object::toString).toList());
        }
        String plain = value.toString();
        return plain.isEmpty() || plain.contains(" ") ? '"' + plain + '"' : plain;
    }
}
