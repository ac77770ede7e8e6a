package dev.fermata.config.profile;

import dev.fermata.config.Fault;
import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Problems;
import dev.fermata.config.Schema;
import dev.fermata.config.Span;
import dev.fermata.config.Wording;
import dev.fermata.model.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells players what is wrong with the tables of a profile. */
final class ProfileWording implements Wording {
    /** What people call things who know other programs; too far from our names to be a typo. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "interval", "every",
            "period", "every",
            "sequence", "keys",
            "delay", "pre_delay",
            "priority", "lane",
            "process", "exe",
            "program", "exe",
            "executable", "exe");

    private final Problems problems;

    ProfileWording(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Collection<String> unknown(Node name, Schema schema, Set<String> there) {
        String key = name.text();
        List<String> meant = meant(key, schema.names()).stream().filter(each -> !there.contains(each)).toList();
        problems.error(problems.source().span(name), ProblemText.quote(key)
                + (schema == ProfileSchema.TOP_TABLE ? " is not a field or a table of " : " is not a field of ")
                + schema.title(), expected(key, schema.names()), meant);
        return meant;
    }

    private static List<String> meant(String key, List<String> known) {
        List<String> near = NearestName.among(known, key);
        Optional<String> other = Optional.ofNullable(OTHER_NAMES.get(key)).filter(known::contains);
        return near.isEmpty() ? other.map(List::of).orElse(List.of()) : near;
    }

    /** Where the field belongs, when it is a right field in a wrong place; else the fields there are. */
    private static String expected(String key, List<String> known) {
        String homes = ProfileSchema.all().stream()
                .filter(schema -> schema.find(key).isPresent())
                .map(schema -> schema == ProfileSchema.TOP_TABLE
                        ? "at the top of the file, before the first [table]" : "in " + schema.title())
                .collect(Collectors.joining(" or "));
        return homes.isEmpty() ? "one of " + String.join(", ", known) : "'" + key + "' " + homes;
    }

    @Override
    public void wrong(Field<?> field, Fault fault) {
        problems.error(problems.source().span(fault), fault.problem(),
                fault.expected().orElse(field.type().written()), fault.meant());
    }

    @Override
    public void missing(Field<?> field, Node table, Schema schema) {
        boolean top = schema == ProfileSchema.TOP_TABLE;
        problems.missing(top ? Span.START : problems.source().span(table),
                top ? "the line schema = 1 is missing at the top of the file"
                        : schema.owner() + " has no '" + field + "'",
                "a field '" + field + "': " + field.type().written());
    }
}
