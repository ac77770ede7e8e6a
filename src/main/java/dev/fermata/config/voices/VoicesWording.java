package dev.fermata.config.voices;

import dev.fermata.config.Fault;
import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Problems;
import dev.fermata.config.Schema;
import dev.fermata.config.Wording;
import dev.fermata.model.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what is wrong with the tables of voices.toml. */
final class VoicesWording implements Wording {
    /** What other programs call the same. */
    private static final Map<String, String> OTHER_NAMES = Map.of("speaker", "character", "speaker_id", "character",
            "url", "address", "prompt_language", "prompt_lang", "text_language", "text_lang", "refer_wav_path",
            "ref_audio_path", "api_key", "key");

    private final Problems problems;

    VoicesWording(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Collection<String> unknown(Node name, Schema schema, Set<String> there) {
        String key = name.text();
        List<String> known = schema.names();
        List<String> near = NearestName.among(known, key);
        List<String> meant = (near.isEmpty() ? Optional.ofNullable(OTHER_NAMES.get(key)).filter(known::contains)
                .map(List::of).orElse(List.of()) : near).stream().filter(each -> !there.contains(each)).toList();
        String homes = VoicesSchema.ALL.stream().filter(each -> each.find(key).isPresent()).map(Schema::title)
                .collect(Collectors.joining(" or "));
        problems.error(problems.source().span(name), ProblemText.quote(key) + " is not a field of " + schema.title(),
                homes.isEmpty() ? "one of " + String.join(", ", known) : "'" + key + "' in " + homes, meant);
        return meant;
    }

    @Override
    public void wrong(Field<?> field, Fault fault) {
        problems.error(problems.source().span(fault), field == VoicesSchema.KEY_VARIABLE
                ? "this is not the name of an environment variable (it is not shown here)"
                : field == VoicesSchema.KEY ? "this does not say where a key is (it is not shown here)"
                : fault.problem(),
                fault.expected().orElse(field.type().written()), fault.meant());
    }

    @Override
    public void missing(Field<?> field, Node table, Schema schema) {
        problems.missing(problems.source().span(table), schema.owner() + " has no '" + field + "'",
                "a field '" + field + "': " + field.type().written());
    }
}
