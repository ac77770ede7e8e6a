package dev.fermata.app;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.HistoryControl;
import dev.fermata.control.Status;
import dev.fermata.control.StreamControl;
import dev.fermata.event.Event;
import dev.fermata.model.BridgeStatus;
import dev.fermata.model.HistoryStatus;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.ViewersStatus;
import dev.fermata.observe.MetricsText;
import java.util.Optional;

/**
 * What goes along with an agent where the settings ask for it: the live-stream companion, the history and the bridge.
 * Nothing of what they do not ask for is loaded, so nothing here names its methods but where it is. Thread-safe.
 */
final class Companions implements AutoCloseable {
    private final Agent agent;
    private final String whyViewersDoNotPlay;
    /** Whether the player knows. */
    private boolean told;
    /** Null where viewers are not answered. */
    private final StreamService stream;
    /** Null where nothing is kept. */
    private final HistoryService history;
    /** Null where there is none. */
    private final BridgeService bridge;

    /** Told of everything that happens from now on; the agent has not been started yet. */
    Companions(Agent agent, Settings settings) {
        history = settings.history().on() ? new HistoryService(agent, settings.history(),
                HistoryService.file(Places.ofThisMachine())) : null;
        if (history != null) {
            agent.listen(history);
        }
        this.agent = agent;
        whyViewersDoNotPlay = !settings.stream().on() ? "stream.on is false"
                : settings.stream().viewers() ? "" : "stream.viewers is false";
        stream = settings.stream().on() ? new StreamService(agent, settings.stream(),
                ListenMaker.talkKeys(settings), models -> Optional.empty()) : null;
        bridge = settings.bridge().address().isPresent() ? new BridgeService(agent, settings) : null;
        if (bridge != null) {
            agent.listen(bridge);
        }
    }

    /** A profile is in force from now on. The input thread. */
    void load(Profile profile) {
        if (stream != null) {
            stream.load(profile.viewers());
        }
        if (!told && profile.viewers().on() && !whyViewersDoNotPlay.isEmpty()) {
            told = true;
            agent.tell(new Event.Advice(agent.clock().nanos(), "viewers have nothing played, although the profile lets"
                    + " them: " + whyViewersDoNotPlay));
        }
    }

    /** What viewers may have played; empty where the settings let none. */
    Optional<ViewersStatus> viewers() {
        return stream == null ? Optional.empty() : stream.viewers();
    }

    /** What answers viewers; empty where nothing does. */
    Optional<StreamControl> stream() {
        return Optional.ofNullable(stream);
    }

    /** What tells of the past; empty where nothing is kept. */
    Optional<HistoryControl> history() {
        return Optional.ofNullable(history);
    }

    /** How all of it stands. */
    Status.Companions status() {
        Optional<HistoryStatus> kept = history == null ? Optional.empty() : Optional.of(history.status());
        Optional<BridgeStatus> bridged = bridge == null ? Optional.empty() : Optional.of(bridge.status());
        Optional<StreamStatus> streamed = stream == null ? Optional.empty() : Optional.of(stream.status());
        return new Status.Companions(streamed, kept, bridged, viewers());
    }

    /** Adds the same to the metrics. */
    void writeTo(MetricsText text) {
        if (stream != null) {
            stream.writeTo(text);
        }
        if (history != null) {
            history.writeTo(text);
        }
        if (bridge != null) {
            bridge.writeTo(text);
        }
    }

    /** Ends it; when nothing more happens. */
    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
        if (history != null) {
            history.close();
        }
        if (bridge != null) {
            bridge.close();
        }
    }
}
