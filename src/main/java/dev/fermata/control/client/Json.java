package dev.fermata.control.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A value of JSON and what is in it. What is not there reads as an empty value, so that a client can
 * show the answer of an older or newer agent. Immutable.
 *
 * @param value a Map, List, String, Long, Double or Boolean; null for null and for what is not there
 */
public record Json(Object value) {
    /** Deeper than any answer; a limit all the same. */
    private static final int MAX_DEPTH = 32;
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Reads a text. Empty when it is not JSON. */
    public static Optional<Json> parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Json json = new Json(read(parser, 0));
            return parser.nextToken() == null ? Optional.of(json) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a string failed", e);
        }
    }

    /** Writes an object on one line; its values are Strings, Numbers, Booleans, Maps, or null. */
    public static String write(Map<String, ?> object) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(json, object);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string failed", e);
        }
        return out.toString();
    }

    /** A field of an object. */
    public Json get(String name) {
        return new Json(value instanceof Map<?, ?> object ? object.get(name) : null);
    }

    /** Whether there is a value other than null. */
    public boolean isThere() {
        return value != null;
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** Whether this is {@code true}. */
    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    /** Whether this is {@code false}, not merely absent. */
    public boolean isFalse() {
        return Boolean.FALSE.equals(value);
    }

    /** The text or number as text; empty for everything else. */
    public String text() {
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }

    /** A whole number. */
    public OptionalLong whole() {
        return value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Any number. */
    public OptionalDouble number() {
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** The entries of a list; none for everything else. */
    public List<Json> list() {
        return value instanceof List<?> list ? list.stream().<Json>map(Json::new).toList() : List.of();
    }

    /** The fields of an object in their order; none for everything else. */
    public Map<String, Json> fields() {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, field) -> fields.put(name.toString(), new Json(field)));
        }
        return fields;
    }

    private static Object read(JsonParser parser, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new JsonParseException(parser, "nested too deeply");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, read(parser, depth + 1));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(parser, depth + 1));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Object) parser.getDoubleValue() : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : object.entrySet()) {
                json.writeFieldName(field.getKey().toString());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Number) {
            json.writeNumber(value.toString());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }
}
