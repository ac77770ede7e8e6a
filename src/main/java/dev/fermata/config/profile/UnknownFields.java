package dev.fermata.config.profile;

import dev.fermata.model.NearestName;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the fields a table should not have and says what was probably meant. */
final class UnknownFields {
    /** What people call things who know other programs; too far from our names to be a typo. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "interval", "every",
            "period", "every",
            "cooldown", "every",
            "sequence", "keys",
            "delay", "pre_delay",
            "priority", "lane");

    private UnknownFields() {
    }

    /** Reports them and returns the fields that were probably meant. */
    static Set<String> report(Map<String, Span> keys, Section section, Problems problems) {
        List<String> known = Field.of(section).stream().map(Field::key).toList();
        String kind = section == Section.TOP ? " is not a field or a table of " : " is not a field of ";
        Set<String> meant = new HashSet<>();
        keys.forEach((key, span) -> {
            if (!known.contains(key)) {
                List<String> suggestions = suggestions(key, known);
                meant.addAll(suggestions);
                problems.error(span, Words.quote(key) + kind + section.title(), expected(key, known), suggestions);
            }
        });
        return meant;
    }

    private static List<String> suggestions(String key, List<String> known) {
        List<String> near = NearestName.among(known, key);
        Optional<String> other = Optional.ofNullable(OTHER_NAMES.get(key)).filter(known::contains);
        return near.isEmpty() ? other.map(List::of).orElse(List.of()) : near;
    }

    /** Where the field belongs, when it is a right field in a wrong place; else the fields there are. */
    private static String expected(String key, List<String> known) {
        String homes = Arrays.stream(Field.values())
                .filter(field -> field.key().equals(key))
                .map(field -> field.section() == Section.TOP
                        ? "at the top of the file, before the first [table]"
                        : "in " + field.section().title())
                .distinct()
                .collect(Collectors.joining(" or "));
        return homes.isEmpty()
                ? "one of " + String.join(", ", known)
                : "'" + key + "' " + homes;
    }
}
