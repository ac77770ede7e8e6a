package dev.fermata.config;

import dev.fermata.model.VariantSyntax;
import dev.fermata.model.Variants;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A text that is spoken, with variants. */
public final class VariantsType extends Type<Variants> {
    private static final String EXPECTED = "a text that can be said, in quotes, such as \"{health|life} low\"";

    public VariantsType() {
        super("text with variants", EXPECTED, EXPECTED);
    }

    @Override
    public Reading<Variants> read(Node node, String name) {
        if (!(node.value() instanceof String text)) {
            return wrongType(node, name, "text in quotes", literals(node.text()));
        }
        if (text.isBlank()) {
            return empty(node, name);
        }
        VariantSyntax.Parsed parsed = VariantSyntax.parse(text);
        return parsed.variants().map(Reading::of).orElseGet(() -> Reading.wrong(fault(node,
                parsed.problem().orElseThrow())));
    }

    private static Fault fault(Node node, VariantSyntax.Problem problem) {
        return Fault.part(node, problem.offset(), Math.max(1, problem.length()), problem.problem(), problem.expected(),
                List.of());
    }

    @Override
    public Optional<Variants> ofText(String text) {
        return VariantSyntax.parse(text).variants();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "string", "minLength", 1);
    }
}
