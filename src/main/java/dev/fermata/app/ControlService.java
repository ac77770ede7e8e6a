package dev.fermata.app;

import dev.fermata.client.AgentFile;
import dev.fermata.client.Endpoint;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PauseService;
import dev.fermata.control.StatusSource;
import dev.fermata.control.http.PauseServer;
import dev.fermata.control.http.ServerSettings;
import dev.fermata.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pause-control service of a running agent: its HTTP server, and the file that tells clients
 * where it is.
 */
final class ControlService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlService.class);

    private final PauseServer server;
    private final AgentFile.Published published;

    private ControlService(PauseServer server, AgentFile.Published published) {
        this.server = server;
        this.published = published;
    }

    /**
     * Serves an agent from now on.
     *
     * @param runtime the folder for the file that clients find it by
     * @throws UncheckedIOException when the port is taken; the message names it and the flag
     */
    static ControlService start(Agent agent, Settings settings, Path runtime, String version) {
        Core core = agent.core();
        PauseControl control = new PauseService(core.control(), core.skills(), core.dispatcher(), agent.clock(),
                settings.pause().mode(), settings.pause().gracefulTimeout());
        Monitoring monitoring = agent.monitoring();
        StatusSource status = monitoring.timed(new StatusBoard(core, agent.clock(), version, settings.sessionId(),
                monitoring::figures, monitoring::alerts));
        PauseServer server;
        try {
            server = new PauseServer(serverSettings(settings), control, status, agent.clock(),
                    failure -> LOG.error("the pause-control service failed and goes on", failure));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        agent.listen(server.events());
        server.start();
        AgentFile file = new AgentFile(OptionalInt.of(server.address().getPort()),
                Endpoint.reachable(settings.api().bind()), ProcessHandle.current().pid(), settings.sessionId());
        return new ControlService(server, file.publish(runtime));
    }

    /** Where people find the live page. */
    String page() {
        return "http://" + server.address().getAddress().getHostAddress() + ":" + server.address().getPort() + "/";
    }

    @Override
    public void close() {
        published.close();
        server.close();
    }

    private static ServerSettings serverSettings(Settings settings) {
        Settings.Api api = settings.api();
        ServerSettings server = ServerSettings.loopback(api.port(), settings.sessionId())
                .withDefaultMode(settings.pause().mode());
        server = api.token().map(server::withToken).orElse(server);
        return server.withBind(api.bind());
    }
}
