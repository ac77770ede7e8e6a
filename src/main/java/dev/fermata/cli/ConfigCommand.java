package dev.fermata.cli;

import dev.fermata.config.Json;
import dev.fermata.config.settings.LoadedSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata config}: every setting, its value and where it came from; and what writes one. */
@Command(
        name = "config",
        description = {
            "Prints every setting, its value and where it came from.",
            "Sources, later ones win: defaults, settings.toml, --config FILE, environment variables, options."
        },
        synopsisSubcommandLabel = "[set|unset]",
        subcommands = {ConfigChange.Set.class, ConfigChange.Unset.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata config                          what 'fermata run' would use",
            "  fermata config --format json | jq .     the same for a program",
            "  FERMATA_PORT=9000 fermata config        with a variable",
            "  fermata config set port 9000            writes it into settings.toml",
            "  fermata config --config pause_control_config.json --port 9000"
        })
final class ConfigCommand implements Callable<Integer> {
    /** A long list does not push the sources of all others out of sight. */
    private static final int MOST_ALIGNED = 24;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Mixin
    private final SettingsOptions options;

    @Option(names = "--format", defaultValue = "text", paramLabel = "text|json",
            description = "How settings are printed (default: ${DEFAULT-VALUE}).")
    private String format;

    ConfigCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    ConfigCommand(CommandEnvironment environment) {
        options = new SettingsOptions(environment);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case "text", "json" -> {
                LoadedSettings found = options.loadWithSources();
                if (!found.warnings().isEmpty()) {
                    spec.commandLine().getErr().println(found.warnings());
                    spec.commandLine().getErr().flush();
                }
                if (format.equals("text")) {
                    text(found.rows(), out);
                } else {
                    out.println(json(found.rows()));
                }
            }
            default -> throw new ParameterException(spec.commandLine(),
                    "--format is text or json, not '" + format + "'");
        }
        out.flush();
        return ExitCode.OK;
    }

    private void text(List<LoadedSettings.Row> rows, PrintWriter out) {
        int names = width(rows.stream().map(row -> row.setting().name()).toList());
        int values = width(rows.stream().map(ConfigCommand::shown).filter(each -> each.length() <= MOST_ALIGNED)
                .toList());
        String layout = "%-" + names + "s  %-" + values + "s  %s%n";
        rows.forEach(row -> out.printf(layout, row.setting().name(), shown(row), row.source()));
        out.println();
        out.println("settings file: "
                + AnswerText.plain(options.file().toString()) + (Files.exists(options.file()) ? "" : " (not there)"));
    }

    private String json(List<LoadedSettings.Row> rows) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (LoadedSettings.Row row : rows) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("value", row.json().orElse(null));
            fields.put("source", row.source());
            settings.put(row.setting().name(), fields);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("settings_file", options.file().toString());
        all.put("settings", settings);
        return Json.write(all);
    }

    private static String shown(LoadedSettings.Row row) {
        return row.shown().orElse("not set");
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }
}
