package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.Schema;
import dev.fermata.config.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a text says, field by field, for a form: as far as it can be read, whether it is right or wrong, with the
 * defaults of what it does not say, and what the schema knows of each field. Values for JSON. Stateless.
 */
public final class ProfileOutline {
    /** The tables that are there once, by their names here. */
    private static final Map<String, Schema> ONCE = ordered(
            "profile", ProfileSchema.TOP_TABLE, "hotkeys", ProfileSchema.HOTKEYS_TABLE,
            "priority", ProfileSchema.PRIORITY_TABLE, "scheduler", ProfileSchema.SCHEDULER_TABLE,
            "dispatch", ProfileSchema.DISPATCH_TABLE, "rotation", ProfileSchema.ROTATION_TABLE,
            "window", WindowSchema.WINDOW_TABLE, "screen", SenseSchema.SCREEN_TABLE,
            "viewers", ViewerSchema.VIEWERS_TABLE);
    private static final Map<String, Schema> REPEATED = ordered(
            "managed", ProfileSchema.MANAGED_TABLE, "skill", ProfileSchema.SKILL_TABLE,
            "sensor", SenseSchema.SENSOR_TABLE, "say", SpeechSchema.SAY_TABLE,
            "voice", VoiceSchema.VOICE_TABLE, "viewer", ViewerSchema.VIEWER_TABLE);

    private ProfileOutline() {
    }

    /** @return empty where nothing of the text can be read */
    public static Optional<Map<String, Object>> of(String text) {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Problems aside = new Problems("", new SourceText(unmarked));
        return ProfileReader.tree(unmarked, aside).map(ProfileOutline::of);
    }

    private static Map<String, Object> of(Node top) {
        Map<String, Object> outline = new LinkedHashMap<>();
        ONCE.forEach((name, schema) -> outline.put(name, table(name.equals("profile") ? top : top.get(name), schema)));
        outline.put("has_rotation", top.get(ProfileSchema.ROTATION.name()).isThere());
        outline.put("managed", managed(top.get(ProfileSchema.PRIORITY.name()).get(ProfileSchema.MANAGED.name())));
        outline.put("skills", listed(top.get(ProfileSchema.SKILL.name()), ProfileSchema.SKILL_TABLE));
        outline.put("sensors", listed(top.get(ProfileSchema.SENSOR.name()), SenseSchema.SENSOR_TABLE));
        outline.put("says", listed(top.get(ProfileSchema.SAY.name()), SpeechSchema.SAY_TABLE));
        outline.put("voices", listed(top.get(ProfileSchema.VOICE.name()), VoiceSchema.VOICE_TABLE));
        outline.put("viewer_actions", listed(top.get(ProfileSchema.VIEWER.name()), ViewerSchema.VIEWER_TABLE));
        outline.put("commands", commands(top.get(ProfileSchema.HOTKEYS.name())));
        Map<String, Object> fields = new LinkedHashMap<>();
        ONCE.forEach((name, schema) -> fields.put(name, fields(schema)));
        REPEATED.forEach((name, schema) -> fields.put(name, fields(schema)));
        outline.put("fields", fields);
        return outline;
    }

    private static List<Object> managed(Node tables) {
        List<Object> all = new ArrayList<>();
        tables.fields().forEach((key, node) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", key);
            one.putAll(table(node, ProfileSchema.MANAGED_TABLE));
            all.add(one);
        });
        return all;
    }

    private static List<Object> listed(Node list, Schema schema) {
        List<Object> all = new ArrayList<>();
        for (Node each : list.list()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("index", (long) all.size());
            one.put("line", (long) each.at().line());
            one.putAll(table(each, schema));
            all.add(one);
        }
        return all;
    }

    private static List<Object> commands(Node hotkeys) {
        List<Object> all = new ArrayList<>();
        hotkeys.fields().forEach((keys, does) -> {
            if (ProfileSchema.HOTKEYS_TABLE.find(keys).isEmpty()) {
                all.add(ordered("keys", keys, "does", does.text()));
            }
        });
        return all;
    }

    private static Map<String, Object> table(Node table, Schema schema) {
        Map<String, Object> values = new LinkedHashMap<>();
        schema.fields().stream().filter(ProfileOutline::isPlain).forEach(field ->
                values.put(field.name(), value(table.get(field.name()), field)));
        return values;
    }

    private static <T> Map<String, Object> value(Node node, Field<T> field) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("value", node.isThere() ? plain(node)
                : field.standardValue().map(standard -> standard(field, standard)).orElse(null));
        value.put("set", node.isThere());
        return value;
    }

    private static <T> Object standard(Field<T> field, T standard) {
        Object value = field.type().json(standard);
        return value instanceof String ? field.otherwise() : value;
    }

    private static Object plain(Node node) {
        return node.value() instanceof List ? node.list().stream().map(ProfileOutline::plain).toList()
                : node.value() instanceof Boolean || node.value() instanceof Long ? node.value()
                : node.text();
    }

    /** Whether it has a value of its own rather than fields. */
    private static boolean isPlain(Field<?> field) {
        return !ProfileJsonSchema.INNER.containsKey(field);
    }

    private static List<Object> fields(Schema schema) {
        return schema.fields().stream().filter(ProfileOutline::isPlain).<Object>map(ProfileOutline::field).toList();
    }

    private static Map<String, Object> field(Field<?> field) {
        Map<String, Object> schema = field.type().jsonSchema();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("key", field.name());
        told.put("type", field.type().title());
        told.put("required", field.isRequired());
        told.put("default", field.otherwise());
        told.put("doc", field.meaning());
        told.put("kind", schema.getOrDefault("type", "string"));
        Optional.ofNullable(schema.get("enum")).ifPresent(words -> told.put("words", words));
        return told;
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> ordered(Object... namesAndValues) {
        Map<String, V> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], (V) namesAndValues[i + 1]);
        }
        return map;
    }
}
