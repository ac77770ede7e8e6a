package dev.fermata.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A text of which parts can be said in several ways, such as {@code {health|life} low}: what there is to choose from.
 * White space that comes together counts as one space, and none at the ends. Immutable; made by {@link VariantSyntax}.
 *
 * @param parts in their order; a choice has at least two alternatives, none twice, and no text follows another
 */
public record Variants(List<Part> parts) {
    /** A piece of it. */
    public sealed interface Part {
    }

    /** What is always said. */
    public record Words(String text) implements Part {
    }

    /** One of several. */
    public record Choice(List<Variants> alternatives) implements Part {
        public Choice {
            alternatives = List.copyOf(alternatives);
        }
    }

    public Variants {
        parts = List.copyOf(parts);
    }

    /** How many ways to choose there are; {@link Long#MAX_VALUE} where there are more. Some may lead to one text. */
    public long count() {
        long product = 1;
        for (Part part : parts) {
            if (part instanceof Choice choice) {
                long sum = 0;
                for (Variants each : choice.alternatives()) {
                    long ways = each.count();
                    sum = sum > Long.MAX_VALUE - ways ? Long.MAX_VALUE : sum + ways;
                }
                product = product > Long.MAX_VALUE / sum ? Long.MAX_VALUE : product * sum;
            }
        }
        return product;
    }

    /** Different texts that it can be, all of them if there are no more than {@code most}. */
    public List<String> all(int most) {
        Set<String> said = new LinkedHashSet<>();
        expanded(most).forEach(each -> said.add(spaced(each)));
        return List.copyOf(said);
    }

    /** Different beginnings with different ends make no fewer texts than there are beginnings. */
    private Set<String> expanded(int most) {
        Set<String> texts = Set.of("");
        for (Part part : parts) {
            texts = followed(texts, part instanceof Choice choice ? either(choice, most)
                    : Set.of(((Words) part).text()), most);
        }
        return texts;
    }

    private static Set<String> either(Choice choice, int most) {
        Set<String> texts = new LinkedHashSet<>();
        for (Variants each : choice.alternatives()) {
            for (String text : texts.size() == most ? Set.<String>of() : each.expanded(most)) {
                if (texts.size() < most) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static Set<String> followed(Set<String> beginnings, Set<String> ends, int most) {
        Set<String> texts = new LinkedHashSet<>();
        for (String beginning : beginnings) {
            for (String end : ends) {
                if (texts.size() == most) {
                    return texts;
                }
                texts.add(beginning + end);
            }
        }
        return texts;
    }

    /** One of the texts, each alternative of a choice as likely as the others of it. */
    public String pick(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        pick(random, text);
        return spaced(text.toString());
    }

    private void pick(RandomGenerator random, StringBuilder text) {
        for (Part part : parts) {
            if (part instanceof Choice choice) {
                choice.alternatives().get(random.nextInt(choice.alternatives().size())).pick(random, text);
            } else {
                text.append(((Words) part).text());
            }
        }
    }

    /** How many characters the longest of its texts has at most. */
    public long longest() {
        long length = 0;
        for (Part part : parts) {
            length += part instanceof Choice choice
                    ? choice.alternatives().stream().mapToLong(Variants::longest).max().orElse(0)
                    : ((Words) part).text().length();
        }
        return length;
    }

    /** Whether one of its texts has nothing to say: neither a letter nor a digit. */
    public boolean mayBeBlank() {
        return parts.stream().allMatch(part -> part instanceof Choice choice
                ? choice.alternatives().stream().anyMatch(Variants::mayBeBlank)
                : ((Words) part).text().codePoints().noneMatch(Character::isLetterOrDigit));
    }

    /** As it is written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part instanceof Choice choice
                    ? "{" + String.join("|", choice.alternatives().stream().map(Variants::toString).toList()) + "}"
                    : VariantSyntax.escape(((Words) part).text()));
        }
        return text.toString();
    }

    /** A text as it is said: with one space for white space that comes together. */
    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
