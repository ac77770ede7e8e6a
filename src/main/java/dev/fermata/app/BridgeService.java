package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.control.ChangeBudget;
import dev.fermata.control.PauseService;
import dev.fermata.control.http.CommandMessages;
import dev.fermata.event.Event;
import dev.fermata.model.BridgeStatus;
import dev.fermata.observe.MetricsText;
import dev.fermata.secret.Secret;
import dev.fermata.stream.bridge.Bridge;
import dev.fermata.stream.bridge.BridgeListener;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells other machines what happens in an agent, and does what they may ask for. Thread-safe. */
final class BridgeService implements Consumer<Event>, AutoCloseable {
    private static final String PART = "bridge";
    /** A server is waited for two seconds at a time, and asked more than once in a step. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Agent agent;
    private final CommandMessages commands;
    private final Bridge bridge;
    private final Runnable unwatch;

    /** Begins at once, but is told of nothing yet. @param settings those of the agent, with a bridge's address */
    BridgeService(Agent agent, Settings settings) {
        this.agent = agent;
        Core core = agent.core();
        PauseService control = new PauseService(core.control(), core.ledger(), core.dispatcher(), agent.clock(),
                settings.pause().mode(), settings.pause().gracefulTimeout(), ChangeBudget.ofClients());
        commands = new CommandMessages(settings.bridge().allowed(), control, () -> agent.speech().get());
        bridge = new Bridge(agent.clock(), settings.bridge(), () -> password(settings.bridge()), this::take, new Told(),
                failure -> agent.report(PART, failure));
        unwatch = agent.watch(PART, bridge.worker(), PATIENCE);
    }

    /** What the server wants to know; looked up when it is needed. */
    static Optional<Secret> password(Settings.Bridge settings) {
        return settings.password().map(Places.ofThisMachine()::reveal);
    }

    private Optional<String> take(byte[] message) {
        try {
            return commands.take(message);
        } catch (RuntimeException e) {
            agent.report(PART, e);
            return Optional.of("it could not be carried out; the agent's log says why");
        }
    }

    private final class Told implements BridgeListener {
        @Override
        public void failed(String message) {
            agent.tell(PART, message);
        }

        @Override
        public void mended(String message) {
            agent.tell(new Event.Recovered(agent.clock().nanos(), PART, message, true));
        }

        @Override
        public void refused(String message) {
            agent.tell(new Event.Advice(agent.clock().nanos(), "a command over the bridge was refused: " + message));
        }
    }

    @Override
    public void accept(Event event) {
        bridge.accept(event);
    }

    /** How it stands. */
    BridgeStatus status() {
        return bridge.status();
    }

    /** Adds how it stands. */
    void writeTo(MetricsText text) {
        BridgeStatus status = status();
        text.gauge("fermata_bridge_connected", "", "Whether events go out to other machines.")
                .sample(status.whyNot().isEmpty() ? 1 : 0);
        text.counter("fermata_bridge_events", "What came of each event that was to go out.")
                .sample(status.sent(), "outcome", "sent").sample(status.missed(), "outcome", "missed");
        text.counter("fermata_bridge_commands", "What came of each command that came in.")
                .sample(status.done(), "outcome", "done").sample(status.refused(), "outcome", "refused");
    }

    @Override
    public void close() {
        unwatch.run();
        bridge.close();
    }
}
