package dev.fermata.config.imports;

import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Fields of another program's file, read forgivingly: what is wrong with one becomes a remark, and it counts as what
 * that program takes if it is left out. Knows which have been asked for. Confined to one thread.
 */
final class Fields {
    private final String path;
    private final int line;
    private final Map<String, Node> left;
    private final Map<String, Node> all;
    private final List<Remark> remarks;
    private String about;

    /** @param path as remarks call it, {@code skills.Skill1}; empty for the top @param about where remarks are told */
    Fields(String path, int line, Map<String, Node> all, List<Remark> remarks, String about) {
        this.path = path;
        this.line = line;
        this.all = all;
        this.left = new LinkedHashMap<>(all);
        this.remarks = remarks;
        this.about = about;
    }

    /** The same, with remarks told elsewhere from now on. */
    Fields about(String table) {
        about = table;
        return this;
    }

    /** Whether there is such a field. */
    boolean has(String name) {
        return all.containsKey(name) && all.get(name).isThere();
    }

    /** The field as it is; not there if it is not. */
    Node node(String name) {
        left.remove(name);
        return all.getOrDefault(name, Node.of(null));
    }

    /** Tells of a field, or of the whole with an empty name. */
    void remark(String name, String text) {
        Node node = all.get(name);
        int at = node == null ? line : node.key() != null ? node.key().line() : node.at().line();
        remarks.add(new Remark(about, at, path.isEmpty() || name.isEmpty() ? path + name : path + "." + name, text));
    }

    /** True or false, as a programming language takes it. */
    boolean flag(String name, boolean standard) {
        Node node = node(name);
        if (!node.isThere()) {
            return standard;
        }
        if (node.value() instanceof Boolean flag) {
            return flag;
        }
        String text = node.text().strip().toLowerCase(Locale.ROOT);
        Optional<BigDecimal> number = decimal(text);
        if (number.isPresent()) {
            return number.get().signum() != 0;
        }
        if (!text.equals("true") && !text.equals("false")) {
            remark(name, "this is " + ProblemText.describe(node) + ", neither true nor false; taken as " + standard);
            return standard;
        }
        return text.equals("true");
    }

    /** A whole number, put within limits. */
    int whole(String name, int standard, int least, int most) {
        return (int) Math.round(number(name, standard, least, most));
    }

    /** A number, put within limits. */
    double number(String name, double standard, double least, double most) {
        OptionalDouble written = number(name);
        if (written.isEmpty()) {
            return standard;
        }
        double number = written.getAsDouble();
        double within = Math.max(least, Math.min(most, number));
        if (within != number) {
            remark(name, "this is " + node(name).text() + "; " + plain(within)
                    + (number < least ? " is the least that can be" : " is the most that can be"));
        }
        return within;
    }

    /** A number as it is; empty if there is none, and if it is none also told. */
    OptionalDouble number(String name) {
        Node node = node(name);
        if (!node.isThere()) {
            return OptionalDouble.empty();
        }
        Optional<BigDecimal> number = decimal(node.text().strip());
        if (number.isEmpty()) {
            remark(name, "this is " + ProblemText.describe(node) + ", not a number; taken as if it were left out");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(number.get().doubleValue());
    }

    /** A number that stands for something, 0 if there is none, -1 for one that surely stands for nothing. */
    int code(String name) {
        double number = number(name).orElse(0);
        return number == Math.rint(number) && Math.abs(number) < 1_000 ? (int) number : -1;
    }

    /** One of a list of choices, from 1. */
    int choice(String name, int standard, int most) {
        OptionalDouble written = number(name);
        double number = written.orElse(standard);
        if (number != Math.rint(number) || number < 1 || number > most) {
            remark(name, "this is " + node(name).text() + ", and there are the choices 1 to " + most + "; taken as "
                    + standard);
            return standard;
        }
        return (int) number;
    }

    /** A text; what is none is told. */
    String text(String name, String standard) {
        Node node = node(name);
        if (!node.isThere()) {
            return standard;
        }
        if (!(node.value() instanceof String) && !(node.value() instanceof Number)) {
            remark(name, "this is " + ProblemText.describe(node) + ", not a text; taken as if it were left out");
            return standard;
        }
        return node.text().strip();
    }

    /** The fields inside one; none if it is not there, or no object, which is told. */
    Fields inner(String name) {
        Node node = node(name);
        if (node.isThere() && !node.isObject()) {
            remark(name, "this is " + ProblemText.describe(node) + ", not fields in braces; taken as if it were left"
                    + " out");
        }
        return new Fields(path.isEmpty() ? name : path + "." + name,
                node.isThere() && node.key() != null ? node.key().line() : line, node.fields(), remarks, about);
    }

    /** Marks some as known: what they mean is told otherwise, or nothing. */
    void pass(String... names) {
        for (String name : names) {
            left.remove(name);
        }
    }

    /** The names of those that nobody has asked for. */
    List<String> rest() {
        return List.copyOf(left.keySet());
    }

    /** Tells of those that nobody has asked for. */
    void remarkRest() {
        rest().forEach(name -> remark(name, "no such field is known; left out"));
    }

    /** The names of all. */
    List<String> names() {
        return List.copyOf(all.keySet());
    }

    /** A number in the shortest form. */
    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static Optional<BigDecimal> decimal(String text) {
        // Longer is no number that anybody means, and would take long to read.
        if (text.isEmpty() || text.length() > 30) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.doubleValue()) < 1e15 ? Optional.of(number) : Optional.of(
                    BigDecimal.valueOf(number.signum() * 1e15));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
