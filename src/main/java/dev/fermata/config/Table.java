package dev.fermata.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the fields of one table by its schema. A field that is absent or wrong reads as empty; what is wrong is told,
 * so the caller reads on and finds everything. Confined to one thread.
 */
public final class Table {
    private final Node node;
    private final Schema schema;
    private final Wording wording;
    private final Map<String, Node> fields;
    private final Set<String> meant = new HashSet<>();

    /** Tells at once which fields the table should not have. */
    public Table(Node node, Schema schema, Wording wording) {
        this.node = node;
        this.schema = schema;
        this.wording = wording;
        this.fields = node.fields();
        fields.forEach((name, value) -> {
            if (schema.find(name).isEmpty() && schema.others().isEmpty()) {
                meant.addAll(wording.unknown(value.name(name), schema, fields.keySet()));
            }
        });
    }

    /** The table itself. */
    public Node node() {
        return node;
    }

    /** Whether the field is there, right or wrong. */
    public boolean has(Field<?> field) {
        return fields.containsKey(checked(field).name());
    }

    /** The value of a field that is there, as it is written. */
    public Node node(Field<?> field) {
        return Optional.ofNullable(fields.get(checked(field).name())).orElseThrow();
    }

    /** The name of a field that is there. */
    public Node name(Field<?> field) {
        return node(field).name(field.name());
    }

    /** A field's value. Empty when it is absent, which is told if it is required, or wrong, which is told too. */
    public <T> Optional<T> find(Field<T> field) {
        if (!has(field)) {
            // There with a typo, it is told already.
            if (field.isRequired() && !meant.contains(field.name())) {
                wording.missing(field, node, schema);
            }
            return Optional.empty();
        }
        Reading<T> reading = field.type().read(node(field), field.name());
        reading.faults().forEach(fault -> wording.wrong(field, fault));
        return reading.value();
    }

    /** A field's value, or its default. */
    public <T> T get(Field<T> field) {
        return find(field).or(field::standardValue).orElseThrow();
    }

    /** The entries that are none of the fields, by their names, for a schema that has such. */
    public Map<String, Node> others() {
        Map<String, Node> others = new LinkedHashMap<>(fields);
        others.keySet().removeIf(name -> schema.find(name).isPresent());
        return others;
    }

    /** Tells that an entry is neither a field nor one of the others. */
    public void unknown(String name) {
        wording.unknown(fields.get(name).name(name), schema, fields.keySet());
    }

    /** Tells that the name of an entry of the others' is none. */
    public void wrong(Field<?> others, Fault fault) {
        wording.wrong(others, fault);
    }

    /** The value of an entry of the others'. Empty when it is wrong, which is told. */
    public <T> Optional<T> find(Field<T> others, String name) {
        Reading<T> reading = others.type().read(fields.get(name), name);
        reading.faults().forEach(fault -> wording.wrong(others, fault));
        return reading.value();
    }

    /** A table inside this one; without fields where it is absent or wrong. */
    public Table table(Field<Node> field, Schema inner) {
        return new Table(find(field).orElse(Node.of(Map.of())), inner, wording);
    }

    private Field<?> checked(Field<?> field) {
        if (!schema.fields().contains(field)) {
            throw new IllegalArgumentException(field + " is not in " + schema.title());
        }
        return field;
    }
}
