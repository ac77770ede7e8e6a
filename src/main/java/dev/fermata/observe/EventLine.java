package dev.fermata.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fermata.event.Event;
import dev.fermata.model.Scope;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event as it leaves the program and as another program reads it: time, name and fields.
 *
 * @param millis milliseconds since the agent's clock began
 * @param fields names and values; values are strings, numbers, booleans and lists of strings
 */
public record EventLine(double millis, String name, Map<String, Object> fields) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The event with the fields every output shows. */
    public static EventLine of(Event event) {
        return new EventLine(EventFields.millis(event.atNanos()).doubleValue(), event.name(), EventFields.of(event));
    }

    /** Reads a JSON line. Empty when it is not one of ours. */
    public static Optional<EventLine> parse(String line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                fields.put(name, value(json));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        Object time = fields.remove("t_ms");
        Object name = fields.remove("event");
        return time instanceof Number millis && name instanceof String text
                ? Optional.of(new EventLine(millis.doubleValue(), text, fields)) : Optional.empty();
    }

    /** A field as text; empty when there is none of that name. */
    public String text(String field) {
        Object value = fields.get(field);
        if (value instanceof List<?> list) {
            return String.join("+", list.stream().map(Object::toString).toList());
        }
        if (value instanceof Double number) {
            return plain(number);
        }
        return value == null ? "" : value.toString();
    }

    /** Never in powers of ten, however long the agent has run. */
    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }

    /** Whether a hold that this tells of has skills stand still: most do, and say nothing of scopes. */
    public boolean coversPlay() {
        return !(fields.get("scopes") instanceof List<?> scopes) || scopes.contains(Scope.PLAY.id());
    }

    /** The JSON line, without a line break. */
    String toJson() {
        StringWriter line = new StringWriter(160);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            write(json, "t_ms", EventFields.shortest(millis));
            json.writeStringField("event", name);
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                write(json, field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string failed", e);
        }
        return line.toString();
    }

    /** Time, name and {@code field=value}, for people and scenario files. */
    String toText() {
        StringBuilder line = new StringBuilder(120);
        Number time = EventFields.shortest(millis);
        line.append(time instanceof Double number ? plain(number) : time).append(' ').append(name);
        for (String field : fields.keySet()) {
            String value = text(field).replace("\r", "\\r").replace("\n", "\\n");
            boolean bare = !value.contains(" ") && (!value.isEmpty() || fields.get(field) instanceof List<?>);
            line.append(' ').append(field).append('=').append(bare ? value : '"' + value + '"');
        }
        return line.toString();
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        json.writeFieldName(name);
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(plain(number));
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

    private static Object value(JsonParser json) throws IOException {
        return switch (json.nextToken()) {
            case START_ARRAY -> {
                List<String> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(json.getText());
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> json.getText();
        };
    }
}
