package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.config.Json;
import dev.fermata.config.KeyTypes;
import dev.fermata.config.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The fields of a profile as a JSON schema (draft 7), which editors of TOML read for completion and for marking
 * mistakes. It says what one field says; what fields say together, and the limits of durations, only the check knows.
 * Stateless.
 */
public final class ProfileJsonSchema {
    /** What the file is called that profiles name in their first line. */
    public static final String FILE_NAME = "fermata.schema.json";

    /** The first line of a profile beside that file. */
    public static final String LINE = "#:schema ./" + FILE_NAME;

    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";
    private static final String ITEMS = "items";

    /** The tables inside others. */
    static final Map<Field<?>, Schema> INNER = Map.ofEntries(
            Map.entry(ProfileSchema.HOTKEYS, ProfileSchema.HOTKEYS_TABLE),
            Map.entry(ProfileSchema.PRIORITY, ProfileSchema.PRIORITY_TABLE),
            Map.entry(ProfileSchema.SCHEDULER, ProfileSchema.SCHEDULER_TABLE),
            Map.entry(ProfileSchema.DISPATCH, ProfileSchema.DISPATCH_TABLE),
            Map.entry(ProfileSchema.SKILL, ProfileSchema.SKILL_TABLE),
            Map.entry(ProfileSchema.ROTATION, ProfileSchema.ROTATION_TABLE),
            Map.entry(ProfileSchema.WINDOW, WindowSchema.WINDOW_TABLE),
            Map.entry(WindowSchema.WINDOW_CHAT, WindowSchema.CHAT_TABLE),
            Map.entry(ProfileSchema.SCREEN, SenseSchema.SCREEN_TABLE),
            Map.entry(ProfileSchema.SENSOR, SenseSchema.SENSOR_TABLE),
            Map.entry(ProfileSchema.SAY, SpeechSchema.SAY_TABLE),
            Map.entry(ProfileSchema.VOICE, VoiceSchema.VOICE_TABLE),
            Map.entry(ProfileSchema.VIEWERS, ViewerSchema.VIEWERS_TABLE),
            Map.entry(ProfileSchema.VIEWER, ViewerSchema.VIEWER_TABLE),
            Map.entry(ProfileSchema.MANAGED, ProfileSchema.MANAGED_TABLE));

    private ProfileJsonSchema() {
    }

    /** The schema as JSON on one line; the same for the same version of Fermata. */
    public static String text() {
        Map<String, Object> top = new LinkedHashMap<>();
        top.put("$schema", "http://json-schema.org/draft-07/schema#");
        top.put("title", "A profile of Fermata");
        top.putAll(table(ProfileSchema.TOP_TABLE));
        // What another file says does not have to be said here.
        top.put("if", Map.of(REQUIRED, List.of("extends")));
        top.put("else", Map.of(
                "anyOf", List.of(
                        Map.of(REQUIRED, List.of("skill"), PROPERTIES, Map.of("skill", Map.of("minItems", 1))),
                        Map.of(REQUIRED, List.of("rotation")),
                        Map.of(REQUIRED, List.of("voice"), PROPERTIES, Map.of("skill", false)),
                        Map.of(REQUIRED, List.of("viewer"), PROPERTIES, Map.of("skill", false))),
                "if", Map.of(REQUIRED, List.of("rotation")),
                "then", Map.of(PROPERTIES, Map.of("skill", Map.of(ITEMS, isKeptDown()))),
                PROPERTIES, Map.of(
                        "skill", Map.of(ITEMS, Map.of(
                                "oneOf", List.of(Map.of(REQUIRED, List.of("keys")), Map.of(REQUIRED, List.of("take"))),
                                "if", isKeptDown(), "else", Map.of("anyOf", List.of(Map.of(REQUIRED, List.of("every")),
                                        Map.of(REQUIRED, List.of("when")))))),
                        "say", Map.of(ITEMS, Map.of(REQUIRED, List.of("text"))),
                        "voice", Map.of(ITEMS, Map.of("anyOf", Stream.of("keys", "take", "do")
                                .map(each -> Map.of(REQUIRED, List.of(each))).toList())),
                        "viewer", Map.of(ITEMS, Map.of(REQUIRED, List.of("on"), "oneOf",
                                List.of(Map.of(REQUIRED, List.of("keys")), Map.of(REQUIRED, List.of("take"))))),
                        "rotation", Map.of(REQUIRED, List.of("steps", "every")),
                        "window", Map.of("anyOf", Stream.of("title", "class", "exe")
                                        .map(each -> Map.of(REQUIRED, List.of(each))).toList(),
                                PROPERTIES, Map.of("chat", Map.of(REQUIRED, List.of("open", "close")))))));
        return Json.write(ordered(top)) + "\n";
    }

    /** Maps made by {@code Map.of} are in another order in each process. */
    private static Map<String, Object> ordered(Map<?, ?> map) {
        Map<String, Object> ordered = map instanceof LinkedHashMap ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((name, value) -> ordered.put(name.toString(), ordered(value)));
        return ordered;
    }

    private static Object ordered(Object value) {
        return value instanceof Map<?, ?> map ? ordered(map)
                : value instanceof List<?> list ? list.stream().map(ProfileJsonSchema::ordered).toList() : value;
    }

    private static Map<String, Object> table(Schema schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        schema.fields().forEach(field -> properties.put(field.name(), property(field)));
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("type", "object");
        table.put(PROPERTIES, properties);
        table.put("additionalProperties", false);
        schema.others().ifPresent(others -> {
            // Only hotkeys have names of their own.
            table.put("propertyNames", Map.of("anyOf",
                    List.of(Map.of("enum", schema.names()), KeyTypes.hotkey().jsonSchema())));
            table.put("additionalProperties", property(others));
        });
        List<String> required = schema.fields().stream().filter(Field::isRequired).map(Field::name)
                .filter(name -> schema == ProfileSchema.TOP_TABLE || Set.of("name", "on", "hear").contains(name)).toList();
        if (!required.isEmpty()) {
            table.put(REQUIRED, required);
        }
        if (schema == ProfileSchema.SKILL_TABLE) {
            table.put("if", isKeptDown());
            table.put("then", Map.of(PROPERTIES, keptDown()));
        } else if (schema == VoiceSchema.VOICE_TABLE) {
            table.put("if", Map.of(REQUIRED, List.of("do")));
            table.put("then", Map.of(PROPERTIES, Map.of("keys", false, "take", false, "lane", false)));
            table.put("else", Map.of("not", Map.of(REQUIRED, List.of("keys", "take"))));
        }
        return table;
    }

    private static Map<String, Object> keptDown() {
        Map<String, Object> fields = new LinkedHashMap<>();
        List.of("take", "every", "when", "confirm", "cooldown", "tries", "else_keys", "resume", "at_start", "exclusive")
                .forEach(name -> fields.put(name, false));
        fields.put("keys", KeyTypes.keptDownJsonSchema());
        return fields;
    }

    private static Map<String, Object> isKeptDown() {
        return Map.of(REQUIRED, List.of("mode"), PROPERTIES, Map.of("mode", Map.of("const", "hold")));
    }

    private static <T> Map<String, Object> property(Field<T> field) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("description", field.meaning().replaceAll("\\[([^\\]]+)\\]\\([^)]*\\)", "$1").replace("`", ""));
        if (field == ProfileSchema.SCHEMA) {
            property.put("const", ProfileReader.SCHEMA);
        } else if (field == ProfileSchema.SKILL || field == ProfileSchema.SENSOR || field == ProfileSchema.SAY
                || field == ProfileSchema.VOICE || field == ProfileSchema.VIEWER) {
            property.put("type", "array");
            property.put(ITEMS, table(INNER.get(field)));
        } else if (field == ProfileSchema.MANAGED) {
            property.put("type", "object");
            property.put("propertyNames", KeyTypes.watched().jsonSchema());
            property.put("additionalProperties", table(INNER.get(field)));
        } else if (INNER.containsKey(field)) {
            property.putAll(table(INNER.get(field)));
        } else {
            property.putAll(field.type().jsonSchema());
        }
        if (field == ProfileSchema.ROTATION_STEPS || field == WindowSchema.CHAT_OPEN
                || field == WindowSchema.CHAT_CLOSE) {
            property.put("minItems", 1);
        }
        field.standardValue().ifPresent(standard -> {
            Object value = field.type().json(standard);
            property.put("default", value instanceof String ? field.otherwise() : value);
        });
        return property;
    }
}
