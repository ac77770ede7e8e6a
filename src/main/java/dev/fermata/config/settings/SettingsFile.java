package dev.fermata.config.settings;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Fault;
import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Problems;
import dev.fermata.config.Schema;
import dev.fermata.config.SourceText;
import dev.fermata.config.Table;
import dev.fermata.config.TextFile;
import dev.fermata.config.TomlReader;
import dev.fermata.config.TomlWording;
import dev.fermata.config.Wording;
import dev.fermata.model.NearestName;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the user's {@code settings.toml}. */
final class SettingsFile implements Wording {
    static final TomlWording TOML = new TomlWording("port = 8010", "[alerts]", "[alerts]",
            "one table with all its fields", "each field once", "settings need one", () -> List.of(AllSettings.SCHEMA));

    private static final Pattern KEY = Pattern.compile("(key|password)\\W*=");

    private final String file;
    private final SourceText source;
    private final Layer layer;

    private SettingsFile(Path path, String text, Layer layer) {
        this.file = path.toString();
        this.source = new SourceText(text);
        this.layer = layer;
    }

    /** @param path a file that is there */
    static Layer read(Path path) {
        Layer layer = new Layer();
        TextFile.read(path, "settings, which are a few lines", layer::add)
                .ifPresent(text -> new SettingsFile(path, text, layer).read());
        return layer;
    }

    /** Reads a text as if it were in that file. */
    static Layer parse(Path path, String text) {
        Layer layer = new Layer();
        new SettingsFile(path, text.startsWith("\uFEFF") ? text.substring(1) : text, layer).read();
        return layer;
    }

    private void read() {
        Problems problems = new Problems(file, source);
        Optional<Node> toml = TomlReader.read(problems, TOML);
        problems.sorted().forEach(problem -> layer.add(withoutToken(problem)));
        toml.ifPresent(top -> {
            Table table = new Table(top.flat(), AllSettings.SCHEMA, this);
            AllSettings.ALL.forEach(setting -> read(setting, table));
        });
    }

    private <T> void read(Setting<T> setting, Table table) {
        table.find(setting).ifPresent(value ->
                layer.set(setting, value, file + ":" + table.node(setting).key().line()));
    }

    @Override
    public Collection<String> unknown(Node name, Schema schema, Set<String> there) {
        String last = last(name.text());
        List<String> meant = meant(name.text(), there);
        layer.error(file, Optional.of(Layer.withoutValue(source.mark(source.span(new Node(last, null, name.key()))))),
                ProblemText.quote(name.text()) + " is not a setting",
                meant.isEmpty() ? "a name that 'fermata config' lists" : "", meant);
        return meant;
    }

    /** What was probably meant by a name that no setting has. */
    static List<String> meant(String name) {
        return meant(name, Set.of());
    }

    private static List<String> meant(String name, Set<String> there) {
        List<String> known = AllSettings.SCHEMA.names();
        String last = last(name);
        List<String> near = NearestName.among(known, name).stream().filter(each -> !there.contains(each)).toList();
        // The right name in the wrong table.
        return near.isEmpty() ? known.stream().filter(id -> id.equals(last) || id.endsWith("." + last)).toList() : near;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public void wrong(Field<?> field, Fault fault) {
        Node value = fault.node();
        layer.wrong(field, ProblemText.describe(value),
                value.value() instanceof Double ? "" : value.text(), file,
                Optional.of(source.mark(source.span(value))));
    }

    @Override
    public void missing(Field<?> field, Node table, Schema schema) {
        throw new IllegalStateException("no setting is required");
    }

    /** A line that cannot be read may have the token or the key in it all the same. */
    private Diagnostic withoutToken(Diagnostic problem) {
        String line = problem.mark().map(mark -> mark.text().toLowerCase(Locale.ROOT)).orElse("");
        String secret = line.contains("tok") ? "token" : "key";
        return line.contains("tok") || KEY.matcher(line).find()
                ? new Diagnostic(file, problem.mark().map(Layer::withoutLine), problem.severity(),
                        "this line cannot be read (it is not shown here)",
                        secret + " = \"...\", in straight quotes, once",
                        List.of())
                : problem;
    }
}
