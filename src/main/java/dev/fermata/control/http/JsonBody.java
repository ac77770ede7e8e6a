package dev.fermata.control.http;

import dev.fermata.config.Fault;
import dev.fermata.config.Field;
import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.Schema;
import dev.fermata.config.Table;
import dev.fermata.config.Wording;
import dev.fermata.model.NearestName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request's JSON: one flat object of known fields, each of its type and there once. Everything
 * else is refused with what was expected. An empty body is an object without fields.
 */
final class JsonBody implements Wording {
    private static final Json JSON = new Json(4, 32, 256, 16 * 1024);
    /** For bodies with whole texts, as long as a body can be: of a profile, or a take. */
    private static final Json LONG_JSON = new Json(5, 32, 256, Limits.BODY_BYTES);
    private static final Map<String, String> KINDS =
            Map.of("integer", "an integer", "number", "a number", "string", "a string", "boolean", "true or false",
                    "array", "a list");

    private final List<Refusal> refusals = new ArrayList<>();
    private final Table table;

    private JsonBody(Node object, Schema schema) {
        this.table = new Table(object, schema, this);
        schema.fields().forEach(table::find);
    }

    /** Reads and checks. */
    static JsonBody read(byte[] bytes, Schema schema) throws Refusal {
        return read(JSON, bytes, schema);
    }

    /** The same of a body that may have the text of a profile or a take in it. */
    static JsonBody readLong(byte[] bytes, Schema schema) throws Refusal {
        return read(LONG_JSON, bytes, schema);
    }

    /**
     * Reads one of several kinds of object, which the field {@code kind} tells apart; may be as long as a body can be.
     *
     * @param first has the field {@code kind} alone
     */
    static <K> JsonBody readKind(byte[] bytes, Field<K> kind, Schema first, Map<K, Schema> schemas) throws Refusal {
        List<Node> twice = new ArrayList<>();
        Node object = object(LONG_JSON, bytes, first, twice);
        Node told = object.get(kind.name());
        JsonBody head = checked(Node.of(told.isThere() ? Map.of(kind.name(), told) : Map.of()), first, List.of());
        return checked(object, schemas.get(head.get(kind)), twice);
    }

    private static JsonBody read(Json json, byte[] bytes, Schema schema) throws Refusal {
        List<Node> twice = new ArrayList<>();
        return checked(object(json, bytes, schema, twice), schema, twice);
    }

    private static Node object(Json json, byte[] bytes, Schema schema, List<Node> twice) throws Refusal {
        String text = decode(bytes);
        Node object = text.isBlank() ? Node.of(Map.of()) : parse(json, text, twice);
        if (!object.isObject()) {
            throw new Refusal(400, "wrong_type", "the body is not a JSON object",
                    "an object with the fields " + String.join(", ", schema.names()));
        }
        return object;
    }

    private static JsonBody checked(Node object, Schema schema, List<Node> twice) throws Refusal {
        JsonBody body = new JsonBody(object, schema);
        if (!body.refusals.isEmpty()) {
            throw body.refusals.get(0);
        }
        if (!twice.isEmpty()) {
            String name = twice.get(0).text();
            throw bad("duplicate_field", "the field " + name + " is there twice", name, "every field once");
        }
        return body;
    }

    @Override
    public List<String> unknown(Node name, Schema schema, Set<String> there) {
        String shown = name.text().length() > 40 ? name.text().substring(0, 40) + "..." : name.text();
        List<String> near = NearestName.among(schema.names(), shown);
        String hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        refusals.add(bad("unknown_field", "there is no field '" + shown + "' here" + hint, shown,
                "the fields " + String.join(", ", schema.names())));
        return List.of();
    }

    @Override
    public void wrong(Field<?> field, Fault fault) {
        String expected = field.type().expected();
        String kind = KINDS.get(field.type().jsonSchema().get("type"));
        refusals.add(switch (fault.kind()) {
            case TYPE -> bad("wrong_type", "the field " + field + " is not " + kind, field.name(),
                    expected.equals(kind) ? expected : kind + ": " + expected);
            case RANGE -> bad("out_of_range", RequestFields.told(field), field.name(), expected);
            case VALUE -> field == RequestFields.ACTION
                    ? bad("unknown_action", RequestFields.told(field), field.name(), expected)
                    : bad("bad_value", RequestFields.told(field), field.name(), expected);
        });
    }

    @Override
    public void missing(Field<?> field, Node object, Schema schema) {
        refusals.add(bad("missing_field", "the field " + field + " is missing", field.name(), field.type().expected()));
    }

    private static Node parse(Json json, String text, List<Node> twice) throws Refusal {
        try {
            return json.read(text, twice);
        } catch (Json.Malformed e) {
            // In our words: the library's speak of its own classes and settings.
            Refusal refusal = switch (e.kind()) {
                case EMPTY, ENDS -> malformed("the body ends in the middle of its JSON", "one whole JSON object");
                case MORE -> malformed("something follows the JSON object", "one JSON object");
                case HALF_CHARACTER -> malformed("a string has half a surrogate pair", "JSON of whole characters");
                case TOO_LONG -> malformed("a name, text or number in the body is too long, or it is nested too deeply",
                        "one flat JSON object with short values");
                case SYNTAX -> malformed("the body is not JSON at this place",
                        "one JSON object, such as {\"action\": \"pause\"}");
            };
            throw e.place().map(at -> refusal.with("line", (long) at.line()).with("column", (long) at.column()))
                    .orElse(refusal);
        }
    }

    private static String decode(byte[] bytes) throws Refusal {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("the body is not valid UTF-8", "JSON in UTF-8");
        }
    }

    private static Refusal malformed(String message, String expected) {
        return new Refusal(400, "malformed_json", message, expected);
    }

    /** A refusal about one field. */
    static Refusal bad(String code, String message, String field, String expected) {
        return new Refusal(400, code, message, expected).with("field", field);
    }

    /** A field's value; empty when it is not there. */
    <T> Optional<T> find(Field<T> field) {
        return table.find(field);
    }

    /** A field's value, or its default. */
    <T> T get(Field<T> field) {
        return table.get(field);
    }

    boolean has(Field<?> field) {
        return table.has(field);
    }
}
