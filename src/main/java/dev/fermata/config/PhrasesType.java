package dev.fermata.config;

import dev.fermata.model.SpokenWords;
import dev.fermata.model.VariantSyntax;
import dev.fermata.model.Variants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What somebody may say: a text with variants, or a list of such. Each is read as all the texts that it can be. */
public final class PhrasesType extends Type<List<Tables.Item<List<String>>>> {
    /** How long one way to say it may be. */
    public static final int LONGEST = 80;
    /** In how many ways it may be said. */
    public static final int MOST = 64;
    private static final String EXPECTED = "what is said, in quotes, such as \"drink {a|the} potion\", or a list of such";
    private static final String SIGNS = "{|}";

    public PhrasesType() {
        super("text with variants, or a list of such", EXPECTED, EXPECTED);
    }

    @Override
    public Reading<List<Tables.Item<List<String>>>> read(Node node, String name) {
        boolean isList = node.value() instanceof List;
        if (!isList && !(node.value() instanceof String)) {
            return wrongType(node, name, "text in quotes or a list of texts", quotedWord(node));
        }
        List<Node> texts = isList ? node.list() : List.of(node);
        if (texts.isEmpty() || texts.size() > MOST) {
            return Reading.wrong(Fault.of(node, Fault.Kind.VALUE, texts.isEmpty() ? "'" + name + "' is empty"
                    : "'" + name + "' has more than " + MOST + " texts"));
        }
        List<Tables.Item<List<String>>> items = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Node each : texts) {
            Reading<List<String>> ways = ways(each, name);
            ways.value().ifPresent(value -> items.add(new Tables.Item<>(value, each)));
            faults.addAll(ways.faults());
        }
        return new Reading<>(items.isEmpty() ? Optional.empty() : Optional.of(items), faults);
    }

    private static List<String> quotedWord(Node node) {
        return node.value() instanceof Number ? List.of(quote(node.text())) : List.of();
    }

    /** The texts that one can be. */
    private static Reading<List<String>> ways(Node node, String name) {
        if (!(node.value() instanceof String text)) {
            return wrongType(node, name, "only texts in quotes");
        }
        if (text.isBlank()) {
            return Reading.wrong(Fault.of(node, Fault.Kind.VALUE, "there is nothing to say in '" + name + "'"));
        }
        OptionalInt sign = SpokenWords.unspeakable(withoutSigns(text));
        if (sign.isPresent()) {
            int at = sign.getAsInt();
            String wrong = Character.toString(text.codePointAt(at));
            return Reading.wrong(Fault.part(node, at, wrong.length(), ProblemText.quote(wrong) + " is nothing that is said",
                    "words of letters, with apostrophes, hyphens and {a|b} for one of two; signs as the words for them",
                    List.of()));
        }
        VariantSyntax.Parsed parsed = VariantSyntax.parse(text);
        if (parsed.problem().isPresent()) {
            VariantSyntax.Problem problem = parsed.problem().get();
            return Reading.wrong(Fault.part(node, problem.offset(), Math.max(1, problem.length()), problem.problem(),
                    problem.expected(), List.of()));
        }
        return limited(node, parsed.variants().orElseThrow());
    }

    private static Reading<List<String>> limited(Node node, Variants variants) {
        List<String> ways = variants.all(MOST + 1);
        int longest = ways.stream().mapToInt(String::length).max().orElse(0);
        if (ways.size() > MOST) {
            return Reading.wrong(Fault.of(node, Fault.Kind.VALUE, "these are more than " + MOST + " ways to say it")
                    .expecting("fewer of them; a recogniser confuses what sounds alike"));
        }
        return longest <= LONGEST ? Reading.of(ways)
                : Reading.wrong(Fault.of(node, Fault.Kind.VALUE, "this has " + longest + " characters")
                        .expecting("at most " + LONGEST + ": a few words are understood best"));
    }

    /** With blanks in their place. */
    private static String withoutSigns(String text) {
        String plain = text;
        for (char sign : SIGNS.toCharArray()) {
            plain = plain.replace(sign, ' ');
        }
        return plain;
    }

    @Override
    public String show(List<Tables.Item<List<String>>> value) {
        return String.join(", ", value.stream().map(each -> each.node().text()).toList());
    }

    @Override
    public Map<String, Object> jsonSchema() {
        Map<String, Object> text = Map.of("type", "string", "pattern", "\\S");
        Map<String, Object> either = new LinkedHashMap<>();
        either.put("anyOf", List.of(text, Map.of("type", "array", "minItems", 1, "maxItems", MOST, "items", text)));
        return either;
    }
}
