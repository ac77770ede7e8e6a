package dev.fermata.control.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.fermata.control.http.wire.Refusal;
import dev.fermata.model.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request's JSON: one flat object of known fields, each of its type and there once. Everything
 * else is refused with what was expected. An empty body is an object without fields.
 */
final class JsonBody {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4).maxNumberLength(32).maxNameLength(256).maxStringLength(16 * 1024).build())
            .build();

    private final Map<String, Object> values;

    private JsonBody(Map<String, Object> values) {
        this.values = values;
    }

    /** Reads and checks. */
    static JsonBody read(byte[] bytes, List<FieldSpec> fields) throws Refusal {
        Map<String, Object> values = new HashMap<>();
        String text = decode(bytes);
        if (!text.isBlank()) {
            try (JsonParser json = JSON.createParser(text)) {
                readObject(json, fields, values);
            } catch (JsonProcessingException e) {
                throw malformed(e);
            } catch (IOException e) {
                throw new UncheckedIOException("reading from a string failed", e);
            }
        }
        for (FieldSpec field : fields) {
            if (field.required() && !values.containsKey(field.name())) {
                throw bad("missing_field", "the field " + field.name() + " is missing", field.name(), field.expected());
            }
        }
        return new JsonBody(values);
    }

    private static void readObject(JsonParser json, List<FieldSpec> fields, Map<String, Object> values)
            throws IOException, Refusal {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new Refusal(400, "wrong_type", "the body is not a JSON object", "an object with " + names(fields));
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = whole(json.currentName());
            FieldSpec field = find(fields, name);
            Object value = value(json, field);
            if (values.put(name, value) != null) {
                throw bad("duplicate_field", "the field " + name + " is there twice", name, "every field once");
            }
        }
        if (json.nextToken() != null) {
            throw new Refusal(400, "malformed_json", "something follows the JSON object", "one JSON object");
        }
    }

    private static FieldSpec find(List<FieldSpec> fields, String name) throws Refusal {
        for (FieldSpec field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        String shown = name.length() > 40 ? name.substring(0, 40) + "..." : name;
        List<String> near = NearestName.among(fields.stream().map(FieldSpec::name).toList(), shown);
        String hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        throw bad("unknown_field", "there is no field '" + shown + "' here" + hint, shown, names(fields));
    }

    private static Object value(JsonParser json, FieldSpec field) throws IOException, Refusal {
        JsonToken token = json.nextToken();
        switch (field.kind()) {
            case INTEGER -> {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                        throw bad("out_of_range", "the number " + field.name() + " is too large", field.name(),
                                field.expected());
                    }
                    return json.getLongValue();
                }
            }
            case TEXT -> {
                if (token == JsonToken.VALUE_STRING) {
                    return whole(json.getText());
                }
            }
            case FLAG -> {
                if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
                    return token == JsonToken.VALUE_TRUE;
                }
            }
        }
        throw bad("wrong_type", "the field " + field.name() + " is not " + field.kind(), field.name(),
                field.expected().equals(field.kind().toString()) ? field.expected()
                        : field.kind() + ": " + field.expected());
    }

    /** JSON can write half a character, a surrogate without its other half; no text has one. */
    private static String whole(String text) throws Refusal {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Refusal(400, "malformed_json", "a string has half a surrogate pair", "JSON of whole characters");
        }
        return text;
    }

    private static String decode(byte[] bytes) throws Refusal {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(400, "malformed_json", "the body is not valid UTF-8", "JSON in UTF-8");
        }
    }

    private static Refusal malformed(JsonProcessingException e) {
        JsonLocation where = e.getLocation();
        // In our words: the library's speak of its own classes and settings.
        Refusal refusal = e.getOriginalMessage().startsWith("Unexpected end-of-input")
                ? new Refusal(400, "malformed_json", "the body ends in the middle of its JSON", "one whole JSON object")
                : e instanceof StreamConstraintsException
                ? new Refusal(400, "malformed_json", "a name, text or number in the body is too long, or it is nested"
                        + " too deeply", "one flat JSON object with short values")
                : new Refusal(400, "malformed_json", "the body is not JSON at this place", "one JSON object, such as "
                        + "{\"action\": \"pause\"}");
        return where == null ? refusal : refusal.with("line", (long) where.getLineNr())
                .with("column", (long) where.getColumnNr());
    }

    /** A refusal about one field. */
    static Refusal bad(String code, String message, String field, String expected) {
        return new Refusal(400, code, message, expected).with("field", field);
    }

    private static String names(List<FieldSpec> fields) {
        return "the fields " + String.join(", ", fields.stream().map(FieldSpec::name).toList());
    }

    OptionalLong integer(String name) {
        return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }
}
