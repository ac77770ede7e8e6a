package dev.fermata.stream.llm;

import dev.fermata.stream.llm.ModelException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why each of several models has not written, by its name: the last reason of each, but that no more may be asked of it
 * says less than why it was to be asked again. One thread.
 */
final class Failures {
    private final Map<String, ModelException> byName = new LinkedHashMap<>();

    void add(String name, ModelException why) {
        byName.merge(name, why, (before, now) -> now.kind() == Kind.LIMIT ? before : now);
    }

    /** All in one: of the kind of the first that was more than not allowed. */
    ModelException asOne() {
        Kind kind = byName.values().stream().map(ModelException::kind).filter(each -> each != Kind.LIMIT).findFirst()
                .orElse(Kind.LIMIT);
        return new ModelException(kind, byName.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().getMessage()).collect(Collectors.joining("; ")));
    }
}
