package dev.fermata.control.http;

import dev.fermata.config.Node;
import dev.fermata.config.profile.Change;
import dev.fermata.control.Preview;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the lists in requests about profiles: what is to be changed, and when a priority key is down. Stateless. */
final class StudioBodies {
    /** The tables that are there once. */
    private static final Map<String, List<Object>> TABLES = Map.of("profile", List.of(), "hotkeys", List.of("hotkeys"),
            "priority", List.of("priority"), "scheduler", List.of("scheduler"), "dispatch", List.of("dispatch"),
            "rotation", List.of("rotation"), "window", List.of("window"), "screen", List.of("screen"),
            "viewers", List.of("viewers"));
    /** The lists of tables, of which a change names one by its index. */
    private static final Map<String, String> LISTS = Map.of("skills", "skill", "sensors", "sensor", "says", "say",
            "voices", "voice", "viewer_actions", "viewer");
    private static final String MANAGED = "priority.managed.";
    private static final int LONGEST_KEY = 64;

    private StudioBodies() {
    }

    /** A list with something else in it than there can be. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong() {
            super("", null, false, false);
        }
    }

    static List<Change> changes(List<Node> nodes) throws Refusal {
        List<Change> changes = new ArrayList<>();
        for (Node node : nodes) {
            try {
                changes.add(change(node));
            } catch (Wrong e) {
                throw JsonBody.bad("bad_value", "the change at " + changes.size() + " is none that there is",
                        StudioFields.CHANGES.name(), StudioFields.CHANGES.type().expected());
            }
        }
        return changes;
    }

    static List<Preview.Span> holds(List<Node> nodes) throws Refusal {
        List<Preview.Span> holds = new ArrayList<>();
        for (Node node : nodes) {
            try {
                requireOnly(node, Set.of("from_ms", "to_ms"));
                holds.add(new Preview.Span(millis(node.get("from_ms")), millis(node.get("to_ms"))));
            } catch (Wrong e) {
                throw JsonBody.bad("bad_value", "the hold at " + holds.size() + " is none that there is",
                        StudioFields.HOLDS.name(), StudioFields.HOLDS.type().expected());
            }
        }
        return holds;
    }

    private static Change change(Node node) throws Wrong {
        if (node.fields().containsKey("add_skill")) {
            requireOnly(node, Set.of("add_skill", "index"));
            return new Change.AddSkill(values(node.get("add_skill")),
                    node.get("index").isThere() ? OptionalInt.of(number(node.get("index"))) : OptionalInt.empty());
        }
        if (node.fields().containsKey("add_sensor")) {
            requireOnly(node, Set.of("add_sensor"));
            return new Change.AddSensor(values(node.get("add_sensor")));
        }
        if (node.fields().containsKey("remove_skill")) {
            requireOnly(node, Set.of("remove_skill"));
            return new Change.RemoveSkill(number(node.get("remove_skill")));
        }
        if (node.fields().containsKey("move_skill")) {
            requireOnly(node, Set.of("move_skill", "to"));
            return new Change.MoveSkill(number(node.get("move_skill")), number(node.get("to")));
        }
        if (node.get("remove").isTrue()) {
            requireOnly(node, Set.of("table", "remove"));
            String table = node.get("table").text();
            require(table.startsWith(MANAGED) && table.length() > MANAGED.length());
            return new Change.Remove(managed(table));
        }
        String table = node.get("table").text();
        requireOnly(node, LISTS.containsKey(table) ? Set.of("table", "index", "key", "value")
                : Set.of("table", "key", "value"));
        require(node.fields().containsKey("value"));
        Node value = node.get("value");
        return new Change.Put(path(table, node), key(node.get("key").text()),
                value.isThere() ? Optional.of(value(value)) : Optional.empty());
    }

    private static List<Object> path(String table, Node node) throws Wrong {
        if (LISTS.containsKey(table)) {
            return List.of(LISTS.get(table), number(node.get("index")));
        }
        if (table.startsWith(MANAGED) && table.length() > MANAGED.length()) {
            return managed(table);
        }
        require(TABLES.containsKey(table));
        return TABLES.get(table);
    }

    private static List<Object> managed(String table) throws Wrong {
        return List.of("priority", "managed", key(table.substring(MANAGED.length())));
    }

    private static Map<String, Object> values(Node fields) throws Wrong {
        require(fields.isObject());
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Node> field : fields.fields().entrySet()) {
            values.put(key(field.getKey()), value(field.getValue()));
        }
        return values;
    }

    private static Object value(Node node) throws Wrong {
        if (node.value() instanceof List) {
            List<Object> all = new ArrayList<>();
            for (Node each : node.list()) {
                require(each.value() instanceof String || each.value() instanceof Long);
                all.add(each.value());
            }
            return all;
        }
        require(node.value() instanceof String || node.value() instanceof Boolean || node.value() instanceof Long
                || node.value() instanceof Double);
        return node.value();
    }

    private static String key(String name) throws Wrong {
        require(!name.isBlank() && name.length() <= LONGEST_KEY);
        return name;
    }

    private static int number(Node node) throws Wrong {
        require(node.whole().isPresent() && node.whole().getAsLong() >= 0
                && node.whole().getAsLong() <= Integer.MAX_VALUE);
        return (int) node.whole().getAsLong();
    }

    private static Duration millis(Node node) throws Wrong {
        return Duration.ofMillis(number(node));
    }

    private static void requireOnly(Node node, Set<String> names) throws Wrong {
        require(node.isObject() && names.containsAll(node.fields().keySet()));
    }

    private static void require(boolean right) throws Wrong {
        if (!right) {
            throw new Wrong();
        }
    }
}
