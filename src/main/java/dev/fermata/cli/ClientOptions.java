package dev.fermata.cli;

import dev.fermata.config.settings.Setting;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsLoader;
import dev.fermata.control.client.AgentClient;
import dev.fermata.control.client.AgentFile;
import dev.fermata.control.client.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a client command finds the agent: the options, the settings, and the run file of the agent. */
final class ClientOptions {
    /** Beyond what a graceful pause may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CommandEnvironment environment;

    @Option(names = "--config", paramLabel = "FILE",
            description = "More settings: a pause_control_config.json.")
    private Path config;

    @Option(names = "--port", paramLabel = "N", description = "The agent's port; found by itself if left out.")
    private String port;

    @Option(names = "--bind", paramLabel = "ADDR", description = "The agent's address; found by itself if left out.")
    private String bind;

    @Option(names = "--token", paramLabel = "T", description = "The agent's token; better in FERMATA_TOKEN.")
    private String token;

    ClientOptions(CommandEnvironment environment) {
        this.environment = environment;
    }

    /** The way to the agent. */
    AgentClient connect() {
        Settings settings = load();
        Endpoint endpoint = Endpoint.find(environment.places().runtime(), settings.api().bind(),
                settings.api().port(), token(settings), port != null || bind != null);
        return new AgentClient(endpoint, PATIENCE.plus(settings.pause().gracefulTimeout()));
    }

    private Optional<String> token(Settings settings) {
        // Without a token no class of secrets is loaded, as a lambda would have it.
        return settings.api().token().isEmpty() ? Optional.empty()
                : Optional.of(environment.places().reveal(settings.api().token().get()).reveal());
    }

    /** The way to the agent that runs here, or that the command line names; empty where there is neither. */
    Optional<AgentClient> running() {
        boolean named = port != null || bind != null;
        return named || AgentFile.find(environment.places().runtime()).isPresent() ? Optional.of(connect())
                : Optional.empty();
    }

    /** As they are here; the agent's may be others. */
    Settings load() {
        List<SettingsLoader.Flag> flags = new ArrayList<>();
        SettingsOptions.flag(flags, Setting.PORT, "--port", port);
        SettingsOptions.flag(flags, Setting.BIND, "--bind", bind);
        SettingsOptions.flag(flags, Setting.TOKEN, "--token", token);
        return SettingsOptions.load(environment, Optional.ofNullable(config), flags).settings();
    }
}
