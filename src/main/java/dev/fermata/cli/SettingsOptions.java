package dev.fermata.cli;

import dev.fermata.app.Session;
import dev.fermata.config.settings.LoadedSettings;
import dev.fermata.config.settings.Setting;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsLoader;
import dev.fermata.config.settings.StreamSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/**
 * The options that set what files and variables set as well, and the reading of them all. Values are
 * taken as text: the loader checks them like those of every other source.
 */
final class SettingsOptions {
    private final CommandEnvironment environment;

    @Option(names = "--config", paramLabel = "FILE",
            description = "More settings: a pause_control_config.json.")
    private Path config;

    @Option(names = "--port", paramLabel = "N",
            description = "The API's port (8010); 0 takes any free one. One that is named here must be free.")
    private String port;

    @Option(names = "--bind", paramLabel = "ADDR",
            description = "The API's address (127.0.0.1); any other needs a token.")
    private String bind;

    @Option(names = "--token", paramLabel = "T",
            description = "What clients must send. FERMATA_TOKEN keeps it out of process lists.")
    private String token;

    @Option(names = "--no-api", description = "Serve no API.")
    private boolean noApi;

    @Option(names = "--no-screen", description = "Show no page a picture of the game.")
    private boolean noScreen;

    @Option(names = "--session-id", paramLabel = "N", description = "The run's number (its process id).")
    private String sessionId;

    @Option(names = "--pause-mode", paramLabel = "MODE", description = "immediate (default) or graceful.")
    private String pauseMode;

    @Option(names = "--log-level", paramLabel = "LEVEL",
            description = "Logged to the terminal: error, warn (default), info, debug, trace.")
    private String logLevel;

    @Option(names = "--stream", description = "Answer the viewers of a live stream, as stream.toml says.")
    private boolean stream;

    @Option(names = "--viewers", description = "Let viewers have played what the profile lists for them; with --stream.")
    private boolean viewers;

    SettingsOptions() {
        this(CommandEnvironment.ofThisMachine());
    }

    /** Those of a command that is there to answer viewers. */
    static SettingsOptions streaming() {
        SettingsOptions options = new SettingsOptions();
        options.stream = true;
        return options;
    }

    SettingsOptions(CommandEnvironment environment) {
        this.environment = environment;
    }

    /** @throws dev.fermata.config.settings.SettingsRefusedException with every problem of every source */
    Settings load() {
        return loadWithSources().settings();
    }

    /** As {@link #load}, with where each value came from. */
    LoadedSettings loadWithSources() {
        List<SettingsLoader.Flag> flags = new ArrayList<>();
        flag(flags, Setting.PORT, "--port", port);
        flag(flags, Setting.BIND, "--bind", bind);
        flag(flags, Setting.TOKEN, "--token", token);
        flag(flags, Setting.ENABLE_API, "--no-api", noApi ? "false" : null);
        flag(flags, Setting.API_SCREEN, "--no-screen", noScreen ? "false" : null);
        flag(flags, Setting.SESSION_ID, "--session-id", sessionId);
        flag(flags, Setting.PAUSE_MODE, "--pause-mode", pauseMode);
        flag(flags, Setting.LOG_LEVEL, "--log-level", logLevel);
        flag(flags, StreamSettings.STREAM_ON, "--stream", stream ? "true" : null);
        flag(flags, StreamSettings.STREAM_VIEWERS, "--viewers", viewers ? "true" : null);
        return load(environment, Optional.ofNullable(config), flags);
    }

    /** Has a session take over what is saved from now on, as far as that can change while it runs. */
    void followedBy(Session session, LoadedSettings begun) {
        session.followSettings(Stream.concat(Stream.of(file()), Stream.ofNullable(config)).toList(), begun,
                this::loadWithSources, settings -> Logging.show(Level.valueOf(settings.logLevel().name())));
    }

    /** Whether the command line says where the API listens; it is then meant to be there. */
    boolean namesAddress() {
        return port != null || bind != null;
    }

    /** The user's settings file, whether it is there or not. */
    Path file() {
        return file(environment);
    }

    static LoadedSettings load(CommandEnvironment environment, Optional<Path> config, List<SettingsLoader.Flag> flags) {
        return SettingsLoader.load(sources(environment, config, flags));
    }

    static SettingsLoader.Sources sources(CommandEnvironment environment, Optional<Path> config,
            List<SettingsLoader.Flag> flags) {
        return new SettingsLoader.Sources(file(environment), config, environment.variables(), flags);
    }

    static void flag(List<SettingsLoader.Flag> flags, Setting<?> setting, String name, String value) {
        if (value != null) {
            flags.add(new SettingsLoader.Flag(setting, name, value));
        }
    }

    static Path file(CommandEnvironment environment) {
        return environment.places().config().resolve("settings.toml");
    }
}
