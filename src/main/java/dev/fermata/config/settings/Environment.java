package dev.fermata.config.settings;

import dev.fermata.model.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads environment variables. An empty one counts as not given. */
final class Environment {
    private static final String PREFIX = "FERMATA_";
    /** What the launcher script reads. */
    private static final List<String> LAUNCHER = List.of("FERMATA_OPTS", "FERMATA_NO_BUILD", "FERMATA_SERVICE");

    private Environment() {
    }

    static Layer read(Map<String, String> environment) {
        Layer layer = new Layer();
        List<String> known = new ArrayList<>(LAUNCHER);
        for (Setting<?> setting : AllSettings.ALL) {
            setting.seedVariable().ifPresent(variable -> variable(setting, variable, environment, layer));
            // Ours last: where both are given it takes precedence.
            variable(setting, setting.variable(), environment, layer);
            known.add(setting.variable());
        }
        for (String name : new TreeMap<>(environment).keySet()) {
            if (name.startsWith(PREFIX) && !known.contains(name)) {
                unknown(name, known, layer);
            }
        }
        return layer;
    }

    private static void variable(Setting<?> setting, String name, Map<String, String> environment, Layer layer) {
        String text = environment.getOrDefault(name, "");
        if (!text.isBlank()) {
            layer.text(setting, text, name);
        }
    }

    private static void unknown(String name, List<String> known, Layer layer) {
        // Without the prefix, which would make every name look alike.
        List<String> names = known.stream().map(Environment::bare).toList();
        List<String> meant = NearestName.among(names, bare(name)).stream()
                .map(each -> PREFIX + each.toUpperCase(Locale.ROOT)).toList();
        layer.error(name, Optional.empty(), "no setting belongs to this variable",
                meant.isEmpty() ? "FERMATA_ and the name of a setting that 'fermata config' lists" : "", meant);
    }

    private static String bare(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }
}
