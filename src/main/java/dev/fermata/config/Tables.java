package dev.fermata.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types made of others: lists and tables. */
public final class Tables {
    private Tables() {
    }

    /** A value of a list or of named tables, and where it stands. */
    public record Item<T>(T value, Node node) {
    }

    /** A list of texts; those that are wrong are told and left out. */
    public static <T> Type<List<Item<T>>> list(String title, String expected, Type<T> of) {
        return new Type<>(title, expected, expected) {
            @Override
            public Reading<List<Item<T>>> read(Node node, String name) {
                if (!(node.value() instanceof List)) {
                    return wrongType(node, name, "a list",
                            of.literals(node.text()).stream().map(each -> "[" + each + "]").toList());
                }
                List<Item<T>> items = new ArrayList<>();
                List<Fault> faults = new ArrayList<>();
                for (Node each : node.list()) {
                    Reading<T> item = !(each.value() instanceof String text)
                            ? wrongType(each, name, "only texts in quotes", of.literals(each.text()))
                            : text.isBlank() ? Reading.wrong(Fault.of(each, Fault.Kind.VALUE,
                                    "this text in '" + name + "' is empty"))
                            : of.read(each, name);
                    item.value().ifPresent(value -> items.add(new Item<>(value, each)));
                    faults.addAll(item.faults());
                }
                return new Reading<>(Optional.of(items), faults);
            }

            @Override
            public Map<String, Object> jsonSchema() {
                return Map.of("type", "array", "items", of.jsonSchema());
            }
        };
    }

    /** A list of anything, of so many at most. */
    public static Type<List<Node>> values(String expected, int most) {
        return new Type<>("list", expected, expected) {
            @Override
            public Reading<List<Node>> read(Node node, String name) {
                if (!(node.value() instanceof List)) {
                    return wrongType(node, name, "a list");
                }
                return node.list().size() <= most ? Reading.of(node.list())
                        : Reading.wrong(Fault.of(node, Fault.Kind.RANGE, "'" + name + "' is too long"));
            }

            @Override
            public Map<String, Object> jsonSchema() {
                return Map.of("type", "array", "maxItems", most);
            }
        };
    }

    /** A table that is there once. @param title how it is written */
    public static Type<Node> table(String title) {
        return new Type<>("table", "a table " + title, "a table " + title) {
            @Override
            public Reading<Node> read(Node node, String name) {
                if (node.isTables()) {
                    return Reading.wrong(Fault.of(node, Fault.Kind.TYPE, title + " can be there only once")
                            .expecting(title + " with one bracket on each side"));
                }
                return node.isObject() ? Reading.of(node) : wrongType(node, name, "a table");
            }
        };
    }

    /** Any number of tables. @param title how each is written */
    public static Type<List<Node>> tables(String title, String what) {
        String expected = "a table " + title + " for each " + what + ", with two brackets on each side";
        return new Type<>("one table each", expected, expected) {
            @Override
            public Reading<List<Node>> read(Node node, String name) {
                if (node.isObject()) {
                    return Reading.wrong(Fault.of(node, Fault.Kind.TYPE,
                            "there can be several " + what + "s, so each begins with two brackets")
                            .expecting(title + " with two brackets on each side"));
                }
                if (!(node.value() instanceof List)) {
                    return wrongType(node, name, "a list of tables");
                }
                List<Fault> faults = new ArrayList<>();
                node.list().stream().filter(each -> !each.isObject()).forEach(each ->
                        faults.addAll(wrongType(each, name, "a list of tables").faults()));
                return new Reading<>(Optional.of(node.list().stream().filter(Node::isObject).toList()), faults);
            }
        };
    }

    /** Tables that are called what the writer wants, each with its name. */
    public static Type<List<Item<Node>>> named(String title, String expected) {
        return new Type<>(title, expected, expected) {
            @Override
            public Reading<List<Item<Node>>> read(Node node, String name) {
                if (!node.isObject()) {
                    return wrongType(node, name, "a table");
                }
                List<Item<Node>> items = new ArrayList<>();
                List<Fault> faults = new ArrayList<>();
                for (Map.Entry<String, Node> each : node.fields().entrySet()) {
                    if (each.getValue().isObject()) {
                        items.add(new Item<>(each.getValue(), each.getValue().name(each.getKey())));
                    } else {
                        faults.add(Fault.of(each.getValue(), Fault.Kind.TYPE, "'" + name + "' must hold tables, not "
                                + ProblemText.describe(each.getValue())));
                    }
                }
                return new Reading<>(Optional.of(items), faults);
            }
        };
    }
}
