package dev.fermata.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes JSON. Stateless. */
public final class Json {
    /** For answers and files: deeper and longer than any of ours; limits all the same. */
    public static final Json ANSWERS = new Json(32, 1_000, 50_000, 20_000_000);

    private final JsonFactory factory;

    /** @param depth how deep values may be nested at most; the others are the longest numbers, names and texts */
    public Json(int depth, int number, int name, int text) {
        factory = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(depth).maxNumberLength(number).maxNameLength(name).maxStringLength(text).build())
                .build();
    }

    /** A text that is not JSON. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        /** What is wrong with it. */
        public enum Kind {
            /** There is nothing in it. */
            EMPTY,
            /** It ends before its value does. */
            ENDS,
            /** Something follows its value. */
            MORE,
            /** A text has one half of a character that takes two. */
            HALF_CHARACTER,
            /** Something is longer or deeper than is allowed. */
            TOO_LONG,
            /** Anything else. */
            SYNTAX
        }

        private final Kind kind;
        private final transient Optional<Node.Place> place;

        Malformed(Kind kind, JsonLocation location) {
            super(kind.name(), null, false, false);
            this.kind = kind;
            this.place = Optional.ofNullable(location).map(Json::place);
        }

        /** What is wrong. */
        public Kind kind() {
            return kind;
        }

        /** Where, as far as it is known. */
        public Optional<Node.Place> place() {
            return place;
        }
    }

    /** Reads a text of ours or an agent's. Empty when it is not JSON. */
    public static Optional<Node> parse(String text) {
        try {
            return Optional.of(ANSWERS.read(text, new ArrayList<>()));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a text.
     *
     * @param twice gets the name of each field that its object has already; of the two the later counts
     */
    public Node read(String text, List<Node> twice) throws Malformed {
        try (JsonParser json = factory.createParser(text)) {
            if (json.nextToken() == null) {
                throw new Malformed(Malformed.Kind.EMPTY, null);
            }
            Node.Place at = place(json.currentTokenLocation());
            Node node = value(json, at, twice);
            if (json.nextToken() != null) {
                throw new Malformed(Malformed.Kind.MORE, json.currentTokenLocation());
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw new Malformed(Malformed.Kind.TOO_LONG, e.getLocation());
        } catch (JsonProcessingException e) {
            throw new Malformed(e.getOriginalMessage().startsWith("Unexpected end-of-input")
                    ? Malformed.Kind.ENDS : Malformed.Kind.SYNTAX, e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a string failed", e);
        }
    }

    /** Writes an object on one line; its values are Strings, Numbers, Booleans, Lists, Maps, or null. */
    public static String write(Map<String, ?> object) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = ANSWERS.factory.createGenerator(out)) {
            write(json, object);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string failed", e);
        }
        return out.toString();
    }

    private static Node value(JsonParser json, Node.Place key, List<Node> twice)
            throws IOException, Malformed {
        Node.Place at = place(json.currentTokenLocation());
        return new Node(switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Node> object = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    Node.Place named = place(json.currentTokenLocation());
                    String name = whole(json, json.currentName());
                    json.nextToken();
                    Node field = value(json, named, twice);
                    if (object.put(name, field) != null) {
                        twice.add(field.name(name));
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Node> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json, place(json.currentTokenLocation()), twice));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Object) json.getBigIntegerValue() : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> whole(json, json.getText());
        }, at, key);
    }

    /** JSON can write half a character, a surrogate without its other half; no text has one. */
    private static String whole(JsonParser json, String text) throws Malformed {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw new Malformed(Malformed.Kind.HALF_CHARACTER, json.currentTokenLocation());
                }
                i++;
            }
        }
        return text;
    }

    private static Node.Place place(JsonLocation location) {
        return new Node.Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : object.entrySet()) {
                json.writeFieldName(field.getKey().toString());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(json, each);
            }
            json.writeEndArray();
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
