package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.control.ChangeBudget;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PauseService;
import dev.fermata.control.PlayControl;
import dev.fermata.control.StatusSource;
import dev.fermata.control.Studio;
import dev.fermata.control.http.PauseServer;
import dev.fermata.control.http.ServerSettings;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.user.RunToken;
import dev.fermata.user.SocketOwners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pause-control service of a running agent, wired to it. */
final class ControlService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlService.class);

    private final PauseServer server;

    private ControlService(PauseServer server) {
        this.server = server;
    }

    /**
     * Serves an agent from now on.
     *
     * @param runToken as the agent's file has it
     * @param play what clients may change about what is played
     * @param studios makes what works on profiles
     * @param lookings makes what sees the screen for the page; empty where the page may not see it
     * @throws UncheckedIOException when the port is taken; the message names it and the flag
     */
    static ControlService start(Agent agent, Settings settings, RunToken runToken, String version, PlayControl play,
            Supplier<Studio> studios, Optional<LookingMaker> lookings) {
        Core core = agent.core();
        PauseService pauses = new PauseService(core.control(), core.ledger(), core.dispatcher(), agent.clock(),
                settings.pause().mode(), settings.pause().gracefulTimeout(), ChangeBudget.ofClients());
        return start(agent, settings, runToken, version, play, studios, lookings, pauses);
    }

    /** @param pauses what clients' calls go to */
    static ControlService start(Agent agent, Settings settings, RunToken runToken, String version,
            PlayControl play, Supplier<Studio> studios, Optional<LookingMaker> lookings, PauseService pauses) {
        Core core = agent.core();
        Monitoring monitoring = agent.monitoring();
        PauseControl control = monitoring.timed(pauses);
        RecordingMaker recordings = new RecordingMaker(agent);
        StatusSource status = monitoring.timed(new StatusBoard(core, agent.standing(), agent.clock(), version,
                settings.sessionId(), monitoring::figures, monitoring::alerts, agent::senses, agent.speech()::status,
                agent.listening()::status, recordings::status, agent.companions()::status,
                () -> lookings.map(maker -> maker.pictures().count()).orElse(0L)));
        PauseServer server;
        try {
            server = new PauseServer(serverSettings(settings).withRunToken(runToken), control, play,
                    studios, lookings.map(maker -> maker), agent.speech(), () -> limits(settings.segments()), recordings,
                    agent.companions()::history, agent.companions()::stream,
                    status,
                    text -> {
                        monitoring.writeTo(text);
                        agent.speech().writeTo(text);
                        agent.companions().writeTo(text);
                    },
                    SocketOwners.forManyQuestions(), agent.clock(), ControlService::tell);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        agent.listen(recordings);
        agent.listen(server.events());
        server.start();
        return new ControlService(server);
    }

    private static SegmentLimits limits(Settings.Segments set) {
        return new SegmentLimits(set.maxDuration(), set.pause(), set.timeout(), set.maxBytes(), set.guard(),
                set.window());
    }

    /** Tells people of a failure: where in our program it was noticed says nothing of what the system refuses. */
    static void tell(Throwable failure) {
        if (failure instanceof IOException) {
            LOG.warn("the pause-control service goes on: {}", failure.getMessage());
        } else {
            LOG.error("the pause-control service failed and goes on", failure);
        }
    }

    /** The port that was really taken. */
    int port() {
        return server.address().getPort();
    }

    /** Where people find the live page. */
    String page() {
        return "http://" + server.address().getAddress().getHostAddress() + ":" + server.address().getPort() + "/";
    }

    @Override
    public void close() {
        server.close();
    }

    private static ServerSettings serverSettings(Settings settings) {
        Settings.Api api = settings.api();
        ServerSettings server = ServerSettings.loopback(api.port(), settings.sessionId())
                .withDefaultMode(settings.pause().mode())
                .withAllowedOrigins(api.allowedOrigins());
        // Without a token no class of secrets is loaded, as a lambda would have it.
        if (api.token().isPresent()) {
            server = server.withToken(Places.ofThisMachine().reveal(api.token().get()).reveal());
        }
        return server.withBind(api.bind());
    }
}
