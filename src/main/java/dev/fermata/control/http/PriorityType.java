package dev.fermata.control.http;

import dev.fermata.config.Node;
import dev.fermata.config.Reading;
import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.model.SpeechPriority;
import java.util.List;
import java.util.Map;

/** How important it is that something is spoken: one of the names, or a number. */
final class PriorityType extends Type<SpeechPriority> {

    private final Type<SpeechPriority> text = Types.text(SpeechPriority.EXPECTED, SpeechPriority::of,
            SpeechPriority::id);

    PriorityType() {
        super("name or number", SpeechPriority.EXPECTED, SpeechPriority.EXPECTED);
    }

    @Override
    public Reading<SpeechPriority> read(Node node, String name) {
        return text.read(node.value() instanceof Long ? Node.of(node.text()) : node, name);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", List.of("string", "integer"));
    }
}
