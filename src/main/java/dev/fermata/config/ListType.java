package dev.fermata.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several values of one type, each once unless it says otherwise: a list in a file, with commas between them in a
 * variable. There may be none.
 *
 * @param <T> what each is in the program
 */
public final class ListType<T> extends Type<List<T>> {
    private final Type<T> one;
    private final boolean mayRepeat;

    /** @param expected what the list is, for messages */
    public ListType(Type<T> one, String expected) {
        this(one, expected, false);
    }

    private ListType(Type<T> one, String expected, boolean mayRepeat) {
        super("list, each: " + one.title(), expected, expected);
        this.one = one;
        this.mayRepeat = mayRepeat;
    }

    /** A list in which a value may come again, such as the words of a command. @param expected for messages */
    public static <T> ListType<T> withRepeats(Type<T> one, String expected) {
        return new ListType<>(one, expected, true);
    }

    @Override
    public Reading<List<T>> read(Node node, String name) {
        if (!(node.value() instanceof List)) {
            return wrongType(node, name, "a list");
        }
        List<T> values = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Node each : node.list()) {
            Reading<T> reading = one.read(each, name);
            faults.addAll(reading.faults());
            reading.value().filter(value -> mayRepeat || !values.contains(value)).ifPresent(values::add);
        }
        return faults.isEmpty() ? Reading.of(List.copyOf(values)) : new Reading<>(Optional.empty(), faults);
    }

    @Override
    public Optional<List<T>> ofText(String text) {
        List<Optional<T>> all = parts(text).map(one::ofText).toList();
        List<Optional<T>> values = mayRepeat ? all : all.stream().distinct().toList();
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(values.stream().map(Optional::get).toList()) : Optional.empty();
    }

    /** What one of them was meant to be. */
    @Override
    public List<String> meant(String text) {
        return one.meant(text);
    }

    private static Stream<String> parts(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip);
    }

    @Override
    public String show(List<T> values) {
        return values.isEmpty() ? "none" : String.join(",", values.stream().map(one::show).toList());
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "array", "items", one.jsonSchema());
    }

    @Override
    public Object json(List<T> values) {
        return values.stream().map(one::json).toList();
    }
}
