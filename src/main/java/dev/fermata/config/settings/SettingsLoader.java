package dev.fermata.config.settings;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Diagnostics;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings from all their sources, each taking precedence over those before: defaults, the
 * user's {@code settings.toml}, a seed-style {@code pause_control_config.json}, environment
 * variables, flags. Nothing is used when anything is wrong.
 */
public final class SettingsLoader {
    private SettingsLoader() {
    }

    /**
     * Where settings come from.
     *
     * @param settingsFile the user's {@code settings.toml}; need not be there
     * @param seedFile a {@code pause_control_config.json}; must be there if given
     * @param environment the environment variables
     * @param flags what the command line says
     */
    public record Sources(Path settingsFile, Optional<Path> seedFile, Map<String, String> environment,
            List<Flag> flags) {
    }

    /**
     * A setting on the command line.
     *
     * @param name as it is written there, {@code --port}
     */
    public record Flag(Setting<?> setting, String name, String value) {
    }

    /**
     * Reads them.
     *
     * @throws SettingsRefusedException with every problem of every source
     */
    public static LoadedSettings load(Sources sources) {
        List<Layer> layers = new ArrayList<>();
        List<Diagnostic> warnings = new ArrayList<>();
        // A link that leads nowhere is a mistake, not an absent file.
        if (Files.exists(sources.settingsFile()) || Files.isSymbolicLink(sources.settingsFile())) {
            Layer layer = SettingsFile.read(sources.settingsFile());
            layers.add(layer);
            exposedToken(sources.settingsFile(), layer).ifPresent(warnings::add);
        }
        sources.seedFile().ifPresent(file -> layers.add(SeedFile.read(file)));
        layers.add(Environment.read(sources.environment()));
        layers.add(flags(sources.flags()));

        Values values = Values.DEFAULTS;
        List<Diagnostic> problems = new ArrayList<>();
        for (Layer layer : layers) {
            values = values.under(layer.values());
            problems.addAll(layer.problems());
        }
        if (problems.isEmpty()) {
            exposed(values).ifPresent(problems::add);
            lacksCommand(values).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new SettingsRefusedException(
                    "the settings cannot be used:" + System.lineSeparator() + Diagnostics.render(problems));
        }
        return new LoadedSettings(values, warnings);
    }

    private static Optional<Diagnostic> lacksCommand(Values values) {
        if (values.get(Setting.SPEECH_ENGINE) != SpeechEngine.COMMAND
                || !values.find(Setting.SPEECH_COMMAND).orElse(List.of()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(values.source(Setting.SPEECH_ENGINE), Optional.empty(),
                Diagnostic.Severity.ERROR, "'speech.engine' is a command, and there is no 'speech.command'",
                Setting.SPEECH_COMMAND.type().expected(), List.of()));
    }

    private static Layer flags(List<Flag> flags) {
        Layer layer = new Layer();
        flags.forEach(flag -> layer.text(flag.setting(), flag.value(), flag.name()));
        return layer;
    }

    /** A token is a password; there may be one although another source has a different one. */
    private static Optional<Diagnostic> exposedToken(Path file, Layer layer) {
        try {
            if (!layer.values().containsKey(Setting.TOKEN) || !PrivateFiles.isOpenToOthers(file)) {
                return Optional.empty();
            }
        } catch (IOException e) {
            // It has just been read; what becomes of it now is of no matter for this start.
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(file.toString(), Optional.empty(), Diagnostic.Severity.WARNING,
                "other users of this machine can read or change this file, and 'token' is in it",
                "a file for you alone: chmod 600 " + file, List.of()));
    }

    /** Whoever reaches the API can press keys, so other machines need a token. */
    private static Optional<Diagnostic> exposed(Values values) {
        InetAddress bind = values.get(Setting.BIND);
        if (bind.isLoopbackAddress() || !values.get(Setting.ENABLE_API) || values.find(Setting.TOKEN).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(values.source(Setting.BIND), Optional.empty(), Diagnostic.Severity.ERROR,
                "other machines can reach 'bind' " + bind.getHostAddress() + ", and there is no 'token'",
                "a token as well (" + Setting.TOKEN.variable() + ", or token in settings.toml), or bind 127.0.0.1",
                List.of()));
    }
}
