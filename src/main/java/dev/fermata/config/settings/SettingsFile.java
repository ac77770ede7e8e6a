package dev.fermata.config.settings;

import dev.fermata.config.profile.Diagnostic;
import dev.fermata.config.profile.FlatToml;
import dev.fermata.model.NearestName;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the user's {@code settings.toml}. */
final class SettingsFile {
    private final String file;
    private final Layer layer = new Layer();

    private SettingsFile(Path path) {
        file = path.toString();
    }

    /** @param path a file that is there */
    static Layer read(Path path) {
        SettingsFile reader = new SettingsFile(path);
        TextFile.read(path, reader.layer).ifPresent(reader::parse);
        return reader.layer;
    }

    private void parse(String text) {
        FlatToml toml = FlatToml.parse(file, text);
        toml.problems().forEach(problem -> layer.add(withoutToken(problem)));
        for (Map.Entry<String, FlatToml.Entry> entry : toml.entries().entrySet()) {
            Optional<Setting<?>> setting = Setting.ALL.stream()
                    .filter(each -> each.id().equals(entry.getKey())).findFirst();
            if (setting.isPresent()) {
                field(setting.get(), entry.getValue());
            } else {
                unknown(entry.getKey(), entry.getValue());
            }
        }
    }

    private <T> void field(Setting<T> setting, FlatToml.Entry entry) {
        Optional<T> value = setting.kind().ofField(entry.value());
        if (value.isPresent()) {
            layer.set(setting, value.get(), file + ":" + entry.key().line());
        } else {
            String written = entry.value() instanceof String || entry.value() instanceof Long
                    ? entry.value().toString() : "";
            layer.wrong(setting, entry.described(), setting.expected(), written, file, Optional.of(entry.at()));
        }
    }

    private void unknown(String name, FlatToml.Entry entry) {
        List<String> known = Setting.ALL.stream().map(Setting::id).toList();
        String last = name.substring(name.lastIndexOf('.') + 1);
        List<String> near = NearestName.among(known, name);
        // The right name in the wrong table.
        List<String> meant = near.isEmpty()
                ? known.stream().filter(id -> id.equals(last) || id.endsWith("." + last)).toList() : near;
        layer.error(file, Optional.of(Layer.withoutValue(entry.key())), Layer.quote(name) + " is not a setting",
                meant.isEmpty() ? "a name that 'fermata config' lists" : "", meant);
    }

    /** A line that cannot be read may hold the token all the same. */
    private Diagnostic withoutToken(Diagnostic problem) {
        boolean token = problem.mark()
                .map(mark -> mark.text().toLowerCase(Locale.ROOT).contains("tok")).orElse(false);
        return token
                ? new Diagnostic(file, problem.mark().map(Layer::withoutLine), problem.severity(),
                        "this line cannot be read (it is not shown here)", "token = \"...\", in straight quotes, once",
                        List.of())
                : problem;
    }
}
