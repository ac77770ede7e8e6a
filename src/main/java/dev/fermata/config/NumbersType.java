package dev.fermata.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** So many whole numbers in a list, each with a meaning of its own and limits that all have, such as a rectangle. */
public final class NumbersType extends Type<List<Integer>> {
    private final List<String> names;
    private final int[] least;
    private final int most;

    /**
     * @param what they are together, such as "a rectangle"
     * @param names what each is
     * @param least the least that each may be
     * @param most the most that any may be
     */
    public NumbersType(String what, List<String> names, List<Integer> least, int most) {
        super(names.size() + " numbers, up to " + most, what + " [" + String.join(", ", names) + "] of whole numbers up to "
                + most, what + " [" + String.join(", ", names) + "] of whole numbers up to " + most);
        this.names = List.copyOf(names);
        this.least = least.stream().mapToInt(Integer::intValue).toArray();
        this.most = most;
    }

    @Override
    public Reading<List<Integer>> read(Node node, String name) {
        if (!(node.value() instanceof List)) {
            return wrongType(node, name, "a list of " + names.size() + " numbers");
        }
        List<Node> given = node.list();
        for (Node each : given) {
            if (each.whole().isEmpty()) {
                return wrongType(each, name, "only whole numbers");
            }
        }
        if (given.size() != names.size()) {
            return Reading.wrong(Fault.of(node, Fault.Kind.VALUE, "'" + name + "' has "
                    + (given.size() == 1 ? "1 number" : given.size() + " numbers")));
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            long number = given.get(i).whole().orElseThrow();
            if (number < least[i] || number > most) {
                return Reading.wrong(Fault.of(given.get(i), Fault.Kind.RANGE, "the " + names.get(i) + " in '" + name
                        + "' is " + number).expecting("a whole number from " + least[i] + " to " + most));
            }
            numbers.add((int) number);
        }
        return Reading.of(List.copyOf(numbers));
    }

    @Override
    public String show(List<Integer> value) {
        return value.toString();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        long lowest = LongStream.range(0, least.length).map(i -> least[(int) i]).min().orElse(0);
        return Map.of("type", "array", "minItems", names.size(), "maxItems", names.size(),
                "items", Map.of("type", "integer", "minimum", lowest, "maximum", most));
    }

    @Override
    public Object json(List<Integer> value) {
        return value;
    }
}
