package dev.fermata.config;

import dev.fermata.model.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells people what is wrong with the tables of a file of theirs, each with its place. Confined to one thread. */
public class FileWording implements Wording {
    private final Problems problems;
    private final List<Schema> schemas;
    private final Map<String, String> otherNames;

    /**
     * @param schemas of all tables that the file may have
     * @param otherNames what people call fields who know other programs, and what they are called here
     */
    public FileWording(Problems problems, List<Schema> schemas, Map<String, String> otherNames) {
        this.problems = problems;
        this.schemas = List.copyOf(schemas);
        this.otherNames = Map.copyOf(otherNames);
    }

    @Override
    public Collection<String> unknown(Node name, Schema schema, Set<String> there) {
        String key = name.text();
        List<String> known = schema.names();
        List<String> near = NearestName.among(known, key);
        List<String> meant = (near.isEmpty() ? Optional.ofNullable(otherNames.get(key)).filter(known::contains)
                .map(List::of).orElse(List.of()) : near).stream().filter(each -> !there.contains(each)).toList();
        String homes = schemas.stream().filter(each -> each.find(key).isPresent()).map(Schema::title)
                .collect(Collectors.joining(" or "));
        problems.error(problems.source().span(name), ProblemText.quote(key) + " is not a field of " + schema.title(),
                homes.isEmpty() ? "one of " + String.join(", ", known) : "'" + key + "' in " + homes, meant);
        return meant;
    }

    @Override
    public void wrong(Field<?> field, Fault fault) {
        problems.error(problems.source().span(fault), problem(field, fault),
                fault.expected().orElse(field.type().written()), fault.meant());
    }

    /** What is wrong with the value of a field, which is not shown of a secret. */
    protected String problem(Field<?> field, Fault fault) {
        return field.type().secret() ? "this does not say where a key is (it is not shown here)" : fault.problem();
    }

    @Override
    public void missing(Field<?> field, Node table, Schema schema) {
        problems.missing(problems.source().span(table), schema.owner() + " has no '" + field + "'",
                "a field '" + field + "': " + field.type().written());
    }
}
