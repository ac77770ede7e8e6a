package dev.fermata.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often a second: {@code "20/s"}. */
public final class RateType extends Type<Integer> {
    private static final Pattern RATE = Pattern.compile("\\s*(\\d{1,6})\\s*/\\s*s\\s*");
    /** What else people write for it. */
    private static final Pattern MEANT = Pattern.compile("\\s*(\\d{1,6})\\s*(?:|fps|hz|/?\\s*(?:s|secs?|seconds?))\\s*",
            Pattern.CASE_INSENSITIVE);

    private final int least;
    private final int most;

    /** @param least how often a second at least */
    public RateType(int least, int most) {
        super("rate, " + least + "/s to " + most + "/s", limits(least, most),
                limits(least, most) + " in quotes, such as \"20/s\"");
        this.least = least;
        this.most = most;
    }

    private static String limits(int least, int most) {
        return "a rate from " + least + "/s to " + most + "/s";
    }

    @Override
    public Reading<Integer> read(Node node, String name) {
        if (!(node.value() instanceof String)) {
            return wrongType(node, name, "a rate in quotes", meant(node.text()).stream().map(Type::quote).toList());
        }
        Matcher parts = RATE.matcher(node.text());
        if (!parts.matches()) {
            return Reading.wrong(Fault.of(node, Fault.Kind.VALUE, ProblemText.quote(node.text()) + " is not a rate")
                    .meaning(meant(node.text()).stream().map(Type::quote).toList()));
        }
        int rate = Integer.parseInt(parts.group(1));
        return isWithin(rate) ? Reading.of(rate)
                : Reading.wrong(Fault.of(node, Fault.Kind.RANGE, "'" + name + "' is " + node.text().strip()));
    }

    private boolean isWithin(int rate) {
        return rate >= least && rate <= most;
    }

    @Override
    public List<String> meant(String text) {
        Matcher parts = MEANT.matcher(text);
        return parts.matches() && isWithin(Integer.parseInt(parts.group(1)))
                ? List.of(Integer.parseInt(parts.group(1)) + "/s") : List.of();
    }

    @Override
    public String show(Integer value) {
        return value + "/s";
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "string", "pattern", "^\\s*\\d{1,6}\\s*/\\s*s\\s*$");
    }
}
