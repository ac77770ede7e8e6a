package dev.fermata.cli;

import dev.fermata.config.settings.AllSettings;
import dev.fermata.config.settings.LiveSettings;
import dev.fermata.config.settings.LoadedSettings;
import dev.fermata.config.settings.Setting;
import dev.fermata.config.settings.SettingsEditor;
import dev.fermata.model.Printable;
import dev.fermata.secret.SecretForm;
import dev.fermata.secret.SecretReference;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code fermata config} writes. */
final class ConfigChange {
    private ConfigChange() {
    }

    /** The settings there are, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return AllSettings.ALL.stream().<String>map(Setting::name).iterator();
        }
    }

    /** {@code fermata config set}. */
    @Command(name = "set", description = {"Writes one setting into settings.toml, which is made if it is not there.",
        "Comments, order and line ends stay; what could not be used is not written."},
            footerHeading = "%nExamples:%n",
            footer = {"  fermata config set port 9000", "  fermata config set speech.important price,discount",
                "  fermata config set speech.key secret:openai"})
    static final class Set implements Callable<Integer> {
        private final CommandEnvironment environment;

        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Parameters(index = "0", paramLabel = "NAME", completionCandidates = Names.class,
                description = "A setting that 'fermata config' lists.")
        private String name;

        @Parameters(index = "1", paramLabel = "VALUE",
                description = "What it is to be, as in a variable; of a list, all with commas between.")
        private String value;

        Set() {
            this(CommandEnvironment.ofThisMachine());
        }

        Set(CommandEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Integer call() {
            Setting<?> setting = setting(name, spec);
            if (setting.type().secret() && SecretReference.of(SecretForm.KEY, value.strip()).isEmpty()) {
                throw new ParameterException(spec.commandLine(), "a secret is no argument, for every program of this"
                        + " machine can read those: 'fermata secret set NAME' asks for it, and 'fermata config set "
                        + setting + " secret:NAME' says where it is");
            }
            SettingsEditor editor = editor(environment);
            PrintWriter out = spec.commandLine().getOut();
            tell(setting, written(() -> editor.set(setting, value)), environment, out);
            return ExitCode.OK;
        }
    }

    /** {@code fermata config unset}. */
    @Command(name = "unset", description = "Takes one setting out of settings.toml, so that its default counts.",
            footerHeading = "%nExample:%n", footer = "  fermata config unset port")
    static final class Unset implements Callable<Integer> {
        private final CommandEnvironment environment;

        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Parameters(paramLabel = "NAME", completionCandidates = Names.class,
                description = "A setting that 'fermata config' lists.")
        private String name;

        Unset() {
            this(CommandEnvironment.ofThisMachine());
        }

        Unset(CommandEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Integer call() {
            Setting<?> setting = setting(name, spec);
            tell(setting, written(() -> editor(environment).unset(setting)), environment, spec.commandLine().getOut());
            return ExitCode.OK;
        }
    }

    private static SettingsEditor editor(CommandEnvironment environment) {
        return new SettingsEditor(SettingsOptions.sources(environment, Optional.empty(), List.of()),
                environment.places().state());
    }

    private static Setting<?> setting(String name, CommandSpec spec) {
        return AllSettings.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow(() -> {
            List<String> meant = SettingsEditor.meant(name);
            return new ParameterException(spec.commandLine(), "'" + name + "' is not a setting"
                    + (meant.isEmpty() ? "; 'fermata config' lists them" : "; did you mean "
                    + String.join(" or ", meant) + "?"));
        });
    }

    private interface Writing {
        LoadedSettings write() throws IOException;
    }

    private static LoadedSettings written(Writing writing) {
        try {
            return writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException("the settings are not written: " + e.getMessage(), e);
        }
    }

    /** What counts now, where it comes from, and from when on. */
    private static void tell(Setting<?> setting, LoadedSettings now, CommandEnvironment environment, PrintWriter out) {
        LoadedSettings.Row row = now.rows().stream().filter(each -> each.setting() == setting).findFirst()
                .orElseThrow();
        String file = SettingsOptions.file(environment).toString();
        boolean elsewhere = !row.source().startsWith(file) && !row.source().equals(LoadedSettings.DEFAULT);
        out.println(Printable.line(setting + " is " + row.shown().orElse("not set") + " ("
                + row.source() + (elsewhere ? ", which takes precedence over " + file : "") + ")"));
        out.println(LiveSettings.has(setting) ? "a fermata that runs takes it over at once"
                : "a fermata that runs needs a restart for it");
        out.flush();
    }
}
