package dev.fermata.event;

import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.SensorReading;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.WhyIgnored;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened. Immutable; {@code atNanos} is on the agent's monotonic clock.
 *
 * <p>{@link #name()} is the stable name used wherever the event is logged, streamed or printed. The
 * two scheduler requests carry the original system's names.
 */
public sealed interface Event permits Event.Request, StreamEvent, Event.HoldAdded, Event.Silenced, Event.HoldRemoved,
        Event.StateChanged, Event.KeySent, Event.ActionPlayed, Event.ActionDropped, Event.ActionRejected,
        Event.ProfileLoaded, Event.SkillTurned, Event.SensorRead, Event.ScreenShown, Event.Advice, Event.ProfileRefused,
        Event.HookChanged, Event.Recovered, Event.AlertRaised, Event.AlertCleared, Event.Failure, Event.Speech,
        Event.Voice, Event.Recording {
    /** When it happened, in monotonic nanoseconds. */
    long atNanos();

    /** The event's stable name. */
    String name();

    /**
     * An event that somebody has to act on before whoever posts it goes on; {@link Bus#post} sees to that. It is
     * told like any other besides.
     */
    sealed interface Request extends Event { }

    /** The first priority key went down: whoever schedules skills must fall silent. */
    record SchedulerPauseRequested(long atNanos, String holder, String reason, List<Key> activeKeys)
            implements Request {
        @Override
        public String name() {
            return "scheduler_pause_requested";
        }
    }

    /** The last priority key came up. */
    record SchedulerResumeRequested(long atNanos, String holder, String reason) implements Request {
        @Override
        public String name() {
            return "scheduler_resume_requested";
        }
    }

    /**
     * A priority key changed; the hold of priority keys has to show those that are down.
     *
     * @param healed whether the change was found by reading the key's state, its event being lost
     */
    record PriorityKey(long atNanos, Key key, boolean down, boolean healed, List<Key> activeKeys)
            implements Request {
        @Override
        public String name() {
            return down ? "priority_down" : "priority_up";
        }
    }

    /** A key with which the player talks changed; the hold of speech has to show those that are down. */
    record TalkKey(long atNanos, Key key, boolean down, boolean healed, List<Key> activeKeys) implements Request {
        @Override
        public String name() {
            return down ? "talk_down" : "talk_up";
        }
    }

    /**
     * A reason to stand still came up. What it covers is silent from here on, unless it is a graceful hold
     * and the first: then what has begun finishes, and {@link Silenced} tells when skills have. A hold that comes
     * to cover more ends and begins anew.
     */
    record HoldAdded(long atNanos, Hold hold, boolean graceful) implements Event {
        @Override
        public String name() {
            return "hold_added";
        }
    }

    /** What a graceful hold let finish is over; skills are silent from here on. */
    record Silenced(long atNanos) implements Event {
        @Override
        public String name() {
            return "silenced";
        }
    }

    /** A reason to stand still went away. */
    record HoldRemoved(long atNanos, String holder, String reason, long heldNanos) implements Event {
        @Override
        public String name() {
            return "hold_removed";
        }
    }

    /** The agent's state changed. */
    record StateChanged(long atNanos, AgentState from, AgentState to, String cause) implements Event {
        @Override
        public String name() {
            return "state";
        }
    }

    /**
     * A key or button was sent to the desktop.
     *
     * @param runsDuringHold whether its action is a skill's that may play while nothing but priority keys
     *                       holds, so that whoever counts need not know the profile
     */
    record KeySent(long atNanos, Key key, boolean down, Origin origin, Lane lane, String label,
            boolean runsDuringHold) implements Event {
        @Override
        public String name() {
            return (key.isMouse() ? "button" : "key") + (down ? "_down" : "_up");
        }
    }

    /** An action was played to its end. */
    record ActionPlayed(long atNanos, String label, Origin origin, Lane lane, long waitedNanos)
            implements Event {
        @Override
        public String name() {
            return "played";
        }
    }

    /** An action that had been accepted was given up; what it had pressed is released. */
    record ActionDropped(long atNanos, String label, Origin origin, Lane lane, String reason)
            implements Event {
        @Override
        public String name() {
            return "dropped";
        }
    }

    /** An action was not accepted. */
    record ActionRejected(long atNanos, String label, Origin origin, Lane lane, String reason)
            implements Event {
        @Override
        public String name() {
            return "rejected";
        }
    }

    /**
     * A profile took effect.
     *
     * @param changes against the one before; empty for the first
     */
    record ProfileLoaded(long atNanos, String profile, Optional<ProfileChanges> changes) implements Event {
        @Override
        public String name() {
            return "profile_loaded";
        }
    }

    /**
     * A skill was turned on or off, until a profile is loaded the next time.
     *
     * @param by who wanted it
     */
    record SkillTurned(long atNanos, String skill, boolean isOn, String by) implements Event {
        @Override
        public String name() {
            return isOn ? "skill_on" : "skill_off";
        }
    }

    /** A sensor says something else than before; told a few times a second at most. */
    record SensorRead(long atNanos, SensorReading reading) implements Event {
        @Override
        public String name() {
            return "reading";
        }
    }

    /** A page has been shown a picture of the screen; told for the first of those that follow each other closely. */
    record ScreenShown(long atNanos, String what) implements Event {
        @Override
        public String name() {
            return "screen_shown";
        }
    }

    /** What came of something that the player did, and what has to be done where that was not all. */
    record Advice(long atNanos, String message) implements Event {
        @Override
        public String name() {
            return "advice";
        }
    }

    /**
     * A profile was refused; the one before it stays in force.
     *
     * @param problems all of them, for people, over several lines
     * @param first empty where it is not known
     */
    record ProfileRefused(long atNanos, String problems, Optional<ProfileProblem> first) implements Event {
        @Override
        public String name() {
            return "profile_refused";
        }
    }

    /** The hook fell silent, or works again. */
    record HookChanged(long atNanos, boolean alive, String detail) implements Event {
        @Override
        public String name() {
            return alive ? "hook_restored" : "hook_lost";
        }
    }

    /**
     * A fault was found that has no event of its own.
     *
     * @param what where, e.g. {@code lease}, {@code priority-keys}, {@code dispatch}
     * @param mended whether it is over; if not, it was only found, or cannot be mended
     */
    record Recovered(long atNanos, String what, String detail, boolean mended) implements Event {
        @Override
        public String name() {
            return "recovered";
        }
    }

    /** A measure crossed its threshold; {@code alert} is the rule's name. */
    record AlertRaised(long atNanos, String alert, String message) implements Event {
        @Override
        public String name() {
            return "alert_raised";
        }
    }

    /** A measure that was over its threshold is well below it again. */
    record AlertCleared(long atNanos, String alert, String message) implements Event {
        @Override
        public String name() {
            return "alert_cleared";
        }
    }

    /** A part failed and the agent goes on; {@code part} says which. */
    record Failure(long atNanos, String part, String message) implements Event {
        @Override
        public String name() {
            return "failure";
        }
    }

    /**
     * Something happened to an item of speech.
     *
     * @param id the item's number
     * @param positionNanos of its sound, how much has been heard
     * @param reason why it was interrupted, dropped, refused or failed; empty otherwise
     * @param repeats how often it was asked for again while it waited
     */
    record Speech(long atNanos, SpeechNews news, long id, String text, SpeechPriority priority, long positionNanos,
            String reason, int repeats) implements Event {
        @Override
        public String name() {
            return "speech_" + news.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something came of what the player said.
     *
     * @param command what it is called: the first thing that may be said for it; empty where it is none of the profile,
     *                and what was said then is told nobody
     * @param confidence how sure the recogniser is, from 0 to 1
     * @param tookNanos since the end of what was said
     * @param ignored why nothing was done; empty otherwise
     */
    record Voice(long atNanos, VoiceNews news, String command, double confidence, long tookNanos,
            Optional<WhyIgnored> ignored) implements Event {
        @Override
        public String name() {
            return "voice_" + news.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The agent begins to record what the player does with keys ({@code what}, for people), or has ended, and why. */
    record Recording(long atNanos, boolean begins, String by, String what, long strokes, String reason) implements Event {
        @Override
        public String name() {
            return begins ? "recording_started" : "recording_ended";
        }
    }
}
