package dev.fermata.config.settings;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Fault;
import dev.fermata.config.Field;
import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Schema;
import dev.fermata.config.SourceText;
import dev.fermata.config.Table;
import dev.fermata.config.TextFile;
import dev.fermata.config.Wording;
import dev.fermata.model.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a seed-style {@code pause_control_config.json}. */
final class SeedFile implements Wording {
    private final String file;
    private final SourceText source;
    private final Layer layer;

    private SeedFile(Path path, String text, Layer layer) {
        this.file = path.toString();
        this.source = SourceText.ofJson(text);
        this.layer = layer;
    }

    static Layer read(Path path) {
        Layer layer = new Layer();
        TextFile.read(path, "settings, which are a few lines", layer::add)
                .ifPresent(text -> new SeedFile(path, text, layer).read(text));
        return layer;
    }

    private void read(String text) {
        try {
            List<Node> twice = new ArrayList<>();
            Node json = Json.ANSWERS.read(text, twice);
            if (!json.isObject()) {
                notAnObject(Optional.of(mark(json)), "this is not a JSON object");
                return;
            }
            Table table = new Table(json, AllSettings.SEED_SCHEMA, this);
            AllSettings.ALL.forEach(setting -> read(setting, table));
            twice.stream().filter(name -> AllSettings.SEED_SCHEMA.find(name.text()).isPresent())
                    .forEach(name -> layer.error(file, Optional.of(Layer.withoutValue(mark(name))),
                            ProblemText.quote(name.text()) + " is set already", "each field once", List.of()));
        } catch (Json.Malformed e) {
            malformed(e);
        }
    }

    private <T> void read(Setting<T> setting, Table table) {
        setting.seedField().ifPresent(field -> table.find(field).ifPresent(value ->
                layer.set(setting, value, file + ":" + table.node(field).at().line())));
    }

    private void notAnObject(Optional<Diagnostic.Mark> at, String problem) {
        layer.error(file, at, problem, "an object with fields, { \"pause_mode\": \"immediate\" }", List.of());
    }

    private void malformed(Json.Malformed e) {
        Optional<Diagnostic.Mark> at = e.place().map(place -> hide(source.mark(source.span(place))));
        switch (e.kind()) {
            case EMPTY -> notAnObject(Optional.empty(), "this file is empty");
            case MORE -> layer.error(file, at, "there is something after the end of the object", "", List.of());
            default -> layer.error(file, at, (e.kind() == Json.Malformed.Kind.ENDS
                            ? "this file ends in the middle of its JSON" : "this is not JSON")
                            + (at.isPresent() && hides(source.line(at.get().line())) ? " (it is not shown here)" : ""),
                    "names and texts in double quotes, a comma between fields and none after the last", List.of());
        }
    }

    @Override
    public Collection<String> unknown(Node name, Schema schema, Set<String> there) {
        List<String> known = schema.names();
        boolean elsewhere = AllSettings.SCHEMA.find(name.text()).isPresent();
        List<String> meant = elsewhere ? List.of() : NearestName.among(known, name.text()).stream()
                .filter(each -> !there.contains(each)).toList();
        String expected = elsewhere ? "'" + name.text() + "' in settings.toml"
                : meant.isEmpty() ? "one of " + String.join(", ", known) : "";
        layer.error(file, Optional.of(Layer.withoutValue(mark(name))),
                ProblemText.quote(name.text()) + " is not a field of this file", expected, meant);
        return meant;
    }

    @Override
    public void wrong(Field<?> field, Fault fault) {
        Node value = fault.node();
        String described = value.isObject() ? "an object" : value.isTables() ? "a list" : ProblemText.describe(value);
        layer.wrong(field, described, value.value() instanceof String text ? text : "", file, Optional.of(mark(value)));
    }

    @Override
    public void missing(Field<?> field, Node table, Schema schema) {
        throw new IllegalStateException("no setting is required");
    }

    private Diagnostic.Mark mark(Node node) {
        return hide(source.mark(source.span(node)));
    }

    private Diagnostic.Mark hide(Diagnostic.Mark mark) {
        return hides(mark.text()) ? Layer.withoutLine(mark) : mark;
    }

    /** A token has no place in this file, but somebody may have put it there. */
    private static boolean hides(String line) {
        return line.toLowerCase(Locale.ROOT).contains("tok");
    }
}
