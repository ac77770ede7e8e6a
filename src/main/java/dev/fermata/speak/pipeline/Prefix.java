package dev.fermata.speak.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts something before what is said.
 *
 * @param prefix what; nothing where it is empty
 */
record Prefix(String prefix) implements Step<List<String>> {
    @Override
    public List<String> apply(List<String> value, Said said) {
        if (prefix.isEmpty() || value.isEmpty()) {
            return value;
        }
        List<String> all = new ArrayList<>(value);
        all.set(0, prefix + " " + value.get(0));
        return List.copyOf(all);
    }
}
