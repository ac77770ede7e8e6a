package dev.fermata.speak;

import dev.fermata.event.Event;
import dev.fermata.model.SpokenEvent;
import dev.fermata.model.WhyIgnored;
import java.util.Optional;

/**
 * An event that something may be said of, and what it is about. Immutable.
 *
 * @param subject as profiles name it; empty where the event is about nothing that has a name
 */
record SpokenSubject(SpokenEvent event, String subject) {
    /** What fails about speech itself is not spoken of. */
    private static final String SPEECH = "speech";

    /** Empty for events that nothing is said of. */
    static Optional<SpokenSubject> of(Event event) {
        String subject = null;
        if (event instanceof Event.HoldAdded e) {
            subject = e.hold().holder();
        } else if (event instanceof Event.HoldRemoved e) {
            subject = e.holder();
        } else if (event instanceof Event.StateChanged e) {
            subject = e.to().id();
        } else if (event instanceof Event.ActionPlayed e) {
            subject = e.label();
        } else if (event instanceof Event.ActionDropped e) {
            subject = e.label();
        } else if (event instanceof Event.ActionRejected e) {
            subject = e.label();
        } else if (event instanceof Event.SkillTurned e) {
            subject = e.skill();
        } else if (event instanceof Event.PriorityKey e) {
            subject = e.key().id();
        } else if (event instanceof Event.ProfileLoaded e) {
            subject = e.profile();
        } else if (event instanceof Event.Recovered e) {
            subject = e.what();
        } else if (event instanceof Event.AlertRaised e) {
            subject = e.alert();
        } else if (event instanceof Event.AlertCleared e) {
            subject = e.alert();
        } else if (event instanceof Event.Failure e && !e.part().equals(SPEECH)) {
            subject = e.part();
        } else if (event instanceof Event.Voice e) {
            subject = e.ignored().map(WhyIgnored::words).orElse(e.command());
        } else if (event instanceof Event.Silenced || event instanceof Event.ProfileRefused
                || event instanceof Event.Advice || event instanceof Event.ScreenShown
                || event instanceof Event.Recording
                || event instanceof Event.HookChanged) {
            subject = "";
        }
        String about = subject;
        return subject == null ? Optional.empty()
                : SpokenEvent.find(event.name()).map(found -> new SpokenSubject(found, about));
    }
}
