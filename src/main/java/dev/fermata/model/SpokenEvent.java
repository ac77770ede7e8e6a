package dev.fermata.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The events that a profile may have something said of, by the names that they have in every event stream. */
public enum SpokenEvent {
    HOLD_ADDED(Subject.HOLDER), HOLD_REMOVED(Subject.HOLDER), SILENCED(Subject.NONE), STATE(Subject.STATE),
    PLAYED(Subject.SKILL), DROPPED(Subject.SKILL), REJECTED(Subject.SKILL),
    SKILL_ON(Subject.SKILL), SKILL_OFF(Subject.SKILL), PRIORITY_DOWN(Subject.KEY), PRIORITY_UP(Subject.KEY),
    PROFILE_LOADED(Subject.ANY), PROFILE_REFUSED(Subject.NONE), ADVICE(Subject.NONE), SCREEN_SHOWN(Subject.NONE),
    RECORDING_STARTED(Subject.NONE), RECORDING_ENDED(Subject.NONE),
    HOOK_LOST(Subject.NONE), HOOK_RESTORED(Subject.NONE), RECOVERED(Subject.ANY),
    ALERT_RAISED(Subject.ANY), ALERT_CLEARED(Subject.ANY), FAILURE(Subject.ANY),
    VOICE_HEARD(Subject.ANY), VOICE_DONE(Subject.ANY), VOICE_IGNORED(Subject.ANY);

    /** What an event is about, which a profile may name behind it. */
    public enum Subject {
        /** Nothing that could be named. */
        NONE,
        /** Who holds. */
        HOLDER,
        /** The state that the agent has come to. */
        STATE,
        /** A skill of the profile. */
        SKILL,
        /** A key. */
        KEY,
        /** A name that is not known beforehand. */
        ANY
    }

    /** Of the other events nothing is said; by the beginnings of their names, with the reason. */
    private static final Map<String, String> UNSPOKEN = Map.of(
            "speech_", "of what is spoken nothing is said",
            "talk_", "nothing is heard while you talk",
            "key_", "keys are sent too often for that",
            "button_", "buttons are sent too often for that",
            "scheduler_", "hold_added and hold_removed tell the same",
            "stream_", "stream.toml says what viewers are answered",
            "feed_", "stream.toml says what viewers are answered",
            "viewer_", "stream.toml says what viewers are answered",
            "reading", "a condition over sensors tells more, such as hp < 30");

    private final Subject subject;

    SpokenEvent(Subject subject) {
        this.subject = subject;
    }

    /** What may be named behind it. */
    public Subject subject() {
        return subject;
    }

    /** The event's stable name. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The event of a name. */
    public static Optional<SpokenEvent> find(String name) {
        return Arrays.stream(values()).filter(each -> each.id().equals(name)).findFirst();
    }

    /** All names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(SpokenEvent::id).toList();
    }

    /** Why nothing is said of the event of that name; empty where something is, or there is no such event. */
    public static Optional<String> whyUnspoken(String name) {
        return UNSPOKEN.entrySet().stream().filter(each -> name.startsWith(each.getKey())).map(Map.Entry::getValue)
                .findFirst();
    }
}
