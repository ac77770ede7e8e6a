package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Viewers;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.HistoryControl;
import dev.fermata.control.Status;
import dev.fermata.control.StreamControl;
import dev.fermata.event.Event;
import dev.fermata.model.BridgeStatus;
import dev.fermata.model.HistoryStatus;
import dev.fermata.model.Key;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.ViewersStatus;
import dev.fermata.observe.MetricsText;
import java.util.Optional;
import java.util.Set;

/**
 * What goes along with an agent where the settings ask for it: the live-stream companion, the history and the bridge,
 * which come and go with the settings. Nothing of what they do not ask for is loaded, so nothing here names its methods
 * but where it is. Thread-safe.
 */
final class Companions implements AutoCloseable {
    private final Agent agent;
    /** The keys that the player talks with. */
    private final Set<Key> talk;
    /** Whether the player knows why viewers do not play; of the input thread. */
    private boolean told;
    /** What the profile in force lists for viewers. */
    private volatile Viewers listed = Viewers.NONE;
    /** Null where viewers are not answered. */
    private volatile StreamService stream;
    /** Null where nothing is kept. */
    private volatile HistoryService history;
    /** Null where there is none. */
    private volatile BridgeService bridge;
    /** Those in force; null before the first. */
    @GuardedBy("this")
    private Settings settings;
    /** Whether viewers may play in the next room. What they may have played in all would begin anew in a second one. */
    @GuardedBy("this")
    private boolean viewersMayPlay;
    @GuardedBy("this")
    private boolean historyTold;
    @GuardedBy("this")
    private boolean bridgeTold;
    @GuardedBy("this")
    private boolean closed;

    /** Told of everything that happens from now on; the agent has not been started yet. */
    Companions(Agent agent, Settings settings) {
        this.agent = agent;
        talk = ListenMaker.talkKeys(settings);
        viewersMayPlay = settings.stream().viewers();
        change(settings);
    }

    /** Begins what is asked for from now on, ends what is not, and has the rest go by what it says. */
    synchronized void change(Settings asked) {
        if (closed) {
            return;
        }
        Settings before = settings;
        settings = asked;
        if (before == null || !before.history().equals(asked.history())) {
            keep(asked.history());
        }
        if (before == null || !before.stream().equals(asked.stream())) {
            answer(asked.stream());
        }
        if (before == null || !before.bridge().equals(asked.bridge())) {
            bridge(asked);
        }
    }

    @GuardedBy("this")
    private void keep(Settings.History asked) {
        HistoryService old = history;
        if (asked.on() && old != null) {
            old.change(asked);
        } else if (asked.on()) {
            history = new HistoryService(agent, asked, HistoryService.file(Places.ofThisMachine()));
            if (!historyTold) {
                historyTold = true;
                agent.listen(this::toHistory);
            }
        } else if (old != null) {
            history = null;
            old.close();
        }
    }

    private void toHistory(Event event) {
        HistoryService to = history;
        if (to != null) {
            to.accept(event);
        }
    }

    @GuardedBy("this")
    private void answer(Settings.Stream asked) {
        StreamService old = stream;
        if (asked.on() && old != null) {
            old.use(asked.book());
        } else if (asked.on()) {
            StreamService made = new StreamService(agent, asked.withViewers(viewersMayPlay), talk);
            viewersMayPlay = false;
            stream = made;
            agent.core().onInputThread(() -> made.load(listed));
        } else if (old != null) {
            stream = null;
            old.close();
        }
    }

    /** A bridge to another place, or with other rights, is another bridge. */
    @GuardedBy("this")
    private void bridge(Settings asked) {
        BridgeService old = bridge;
        bridge = asked.bridge().address().isPresent() ? new BridgeService(agent, asked) : null;
        if (bridge != null && !bridgeTold) {
            bridgeTold = true;
            agent.listen(this::toBridge);
        }
        if (old != null) {
            old.close();
        }
    }

    private void toBridge(Event event) {
        BridgeService to = bridge;
        if (to != null) {
            to.accept(event);
        }
    }

    /** A profile is in force from now on. The input thread. */
    void load(Profile profile) {
        listed = profile.viewers();
        StreamService to = stream;
        if (to != null) {
            to.load(listed);
        }
        if (!told && listed.on() && viewers().isEmpty()) {
            told = true;
            agent.tell(new Event.Advice(agent.clock().nanos(), "viewers have nothing played, although the profile lets"
                    + " them: " + (to == null ? "stream.on is false" : "stream.viewers is false")));
        }
    }

    /** What viewers may have played; empty where the settings let none. */
    Optional<ViewersStatus> viewers() {
        StreamService of = stream;
        return of == null ? Optional.empty() : of.viewers();
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
        HistoryService keeps = history;
        BridgeService bridges = bridge;
        StreamService answers = stream;
        Optional<HistoryStatus> kept = keeps == null ? Optional.empty() : Optional.of(keeps.status());
        Optional<BridgeStatus> bridged = bridges == null ? Optional.empty() : Optional.of(bridges.status());
        Optional<StreamStatus> streamed = answers == null ? Optional.empty() : Optional.of(answers.status());
        return new Status.Companions(streamed, kept, bridged, viewers());
    }

    /** Adds the same to the metrics. */
    void writeTo(MetricsText text) {
        HistoryService keeps = history;
        BridgeService bridges = bridge;
        StreamService answers = stream;
        if (answers != null) {
            answers.writeTo(text);
        }
        if (keeps != null) {
            keeps.writeTo(text);
        }
        if (bridges != null) {
            bridges.writeTo(text);
        }
    }

    /** Ends it; when nothing more happens. */
    @Override
    public synchronized void close() {
        closed = true;
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
