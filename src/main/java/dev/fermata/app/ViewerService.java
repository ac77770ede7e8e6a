package dev.fermata.app;

import dev.fermata.config.profile.Viewers;
import dev.fermata.config.profile.Viewers.ViewerAction;
import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.ViewerRefusal;
import dev.fermata.model.ViewersStatus;
import dev.fermata.observe.MetricsText;
import dev.fermata.stream.Told;
import dev.fermata.stream.ViewerPlay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What viewers of an agent's stream may have played: of the profile in force, as far as the settings let them. Made only
 * where those do. Thread-safe; {@link #load} is called by one thread at a time.
 */
final class ViewerService {
    private final Agent agent;
    private final Set<Key> talk;
    private final ViewerPlay play;
    private Viewers loaded = Viewers.NONE;

    /** @param talk keys that the player talks with: pressed by others they would silence the agent, or have it listen */
    ViewerService(Agent agent, Set<Key> talk) {
        this.agent = agent;
        this.talk = talk;
        play = new ViewerPlay(agent.clock(), agent.core().bus(), new ViewerActs(agent.core()));
    }

    /** Has those played from now on, and no others, and tells the player of it. */
    void load(Viewers ofProfile) {
        if (ofProfile.equals(loaded)) {
            return;
        }
        loaded = ofProfile;
        List<ViewerAction> harmless = new ArrayList<>();
        for (ViewerAction each : ofProfile.actions()) {
            if (Collections.disjoint(each.action().keys(), talk)) {
                harmless.add(each);
            } else if (ofProfile.on() && each.enabled()) {
                advise("viewers cannot have '" + each.name() + "' played: it presses a key that you talk with");
            }
        }
        Viewers allowed = new Viewers(ofProfile.on(), ofProfile.perMinute(), ofProfile.total(), harmless);
        play.load(allowed);
        advise(words(allowed));
    }

    private static String words(Viewers allowed) {
        return allowed.playable().isEmpty() ? "viewers have nothing played: the profile lists nothing for them"
                : "viewers may have played: " + allowed.playable().stream().map(ViewerAction::name)
                        .collect(Collectors.joining(", ")) + "; " + allowed.perMinute() + " a minute and "
                        + allowed.total() + " in all at most";
    }

    private void advise(String message) {
        agent.tell(new Event.Advice(agent.clock().nanos(), message));
    }

    /** Takes what has happened in the stream. */
    void told(Told told, StreamMessage message) {
        play.told(told.number(), message, told.whyNot());
    }

    /** Takes an event; never waits. */
    void happened(Event event) {
        play.happened(event);
    }

    /** How it stands. */
    ViewersStatus status() {
        return play.status();
    }

    /** Adds the same to the metrics. */
    void writeTo(MetricsText text) {
        ViewersStatus status = status();
        text.gauge("fermata_viewer_actions", "", "How many actions of the profile viewers may have played.")
                .sample(status.actions());
        text.counter("fermata_viewer_outcomes", "What became of what viewers asked to have played.")
                .sample(status.played(), "outcome", "played").sample(status.dropped(), "outcome", "dropped")
                .sample(status.refusals(), "outcome", "refused");
        MetricsText.Family refused = text.counter("fermata_viewer_refused", "What was not accepted, by why.");
        for (ViewerRefusal why : ViewerRefusal.values()) {
            refused.sample(status.refused().getOrDefault(why, 0L), "why", why.id());
        }
    }
}
