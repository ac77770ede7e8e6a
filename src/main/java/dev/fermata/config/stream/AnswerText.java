package dev.fermata.config.stream;

import dev.fermata.config.Fault;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Reading;
import dev.fermata.config.Type;
import dev.fermata.config.VariantsType;
import dev.fermata.model.NearestName;
import dev.fermata.model.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** A text with variants, and with fields such as {@code %user%}. */
final class AnswerText extends Type<Variants> {
    private static final String EXPECTED = "a text in quotes, such as \"{thanks|thank you}, %user%\"";
    private static final VariantsType VARIANTS = new VariantsType();

    AnswerText() {
        super("text with variants and fields", EXPECTED, EXPECTED);
    }

    @Override
    public Reading<Variants> read(Node node, String name) {
        Reading<Variants> reading = VARIANTS.read(node, name);
        if (reading.value().isEmpty()) {
            return reading;
        }
        List<Fault> faults = new ArrayList<>();
        Matcher field = AnswerField.WRITTEN.matcher(node.text());
        while (field.find()) {
            if (AnswerField.find(field.group(1)).isEmpty()) {
                faults.add(Fault.part(node, field.start(), field.end() - field.start(),
                        ProblemText.quote(field.group()) + " is no field of a message", "one of "
                        + String.join(", ", AnswerField.ids().stream().map(id -> "%" + id + "%").toList()),
                        NearestName.among(AnswerField.ids(), field.group(1)).stream().map(id -> "%" + id + "%")
                                .toList()));
            }
        }
        return faults.isEmpty() ? reading : new Reading<>(Optional.empty(), faults);
    }

    @Override
    public Optional<Variants> ofText(String text) {
        return read(Node.of(text), "").value();
    }
}
