package dev.fermata.config;

import dev.fermata.model.ConditionSyntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A condition over what sensors read; which sensors there are and of what kind, its reader has to know. */
public final class ConditionType extends Type<ConditionSyntax.Parsed> {
    public ConditionType() {
        super("condition", "a condition in quotes, such as \"hp < 50 and not stunned\"",
                "a condition in quotes, such as \"hp < 50 and not stunned\"");
    }

    @Override
    public Reading<ConditionSyntax.Parsed> read(Node node, String name) {
        if (!(node.value() instanceof String text)) {
            return wrongType(node, name, "text in quotes");
        }
        ConditionSyntax.Parsed parsed = ConditionSyntax.parse(text);
        return parsed.problem().isEmpty() ? Reading.of(parsed) : Reading.wrong(fault(node, parsed.problem().get()));
    }

    /** What is wrong with a text that is to be a condition. */
    public static Fault fault(Node node, ConditionSyntax.Problem problem) {
        return Fault.part(node, problem.offset(), Math.max(1, problem.length()), problem.problem(), problem.expected(),
                List.of());
    }

    /** A sensor of a condition that was read that it cannot have so. */
    public static Fault mentioned(Node condition, ConditionSyntax.Mention mention, String problem, String expected,
            List<String> meant) {
        return Fault.part(condition, mention.offset(), mention.length(), problem, expected, meant);
    }

    @Override
    public Optional<ConditionSyntax.Parsed> ofText(String text) {
        return Optional.of(ConditionSyntax.parse(text)).filter(parsed -> parsed.problem().isEmpty());
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "string", "minLength", 1);
    }
}
