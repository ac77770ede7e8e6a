package dev.fermata.config;

import dev.fermata.model.SpeechPriority;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How important it is that something is spoken: one of the names, or a number. */
public final class PriorityType extends Type<SpeechPriority> {

    public PriorityType() {
        super("name or number", SpeechPriority.EXPECTED, SpeechPriority.EXPECTED.replace(", or", " in quotes, or"));
    }

    @Override
    public Reading<SpeechPriority> read(Node node, String name) {
        if (!(node.value() instanceof String) && !(node.value() instanceof Long)) {
            return wrongType(node, name, "a name in quotes or a whole number");
        }
        String text = node.text();
        if (text.isBlank()) {
            return empty(node, name);
        }
        Optional<SpeechPriority> read = SpeechPriority.of(text);
        return read.map(Reading::of).orElseGet(() -> Reading.wrong(Fault.of(node, Fault.Kind.VALUE,
                ProblemText.quote(text) + " is not a value of '" + name + "'")
                .meaning(meant(text).stream().map(Type::quote).toList())));
    }

    @Override
    protected List<String> words() {
        return SpeechPriority.ids();
    }

    @Override
    public String show(SpeechPriority value) {
        return value.id();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", List.of("string", "integer"));
    }
}
