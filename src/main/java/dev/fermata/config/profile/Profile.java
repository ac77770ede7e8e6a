package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.model.ResumePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything one profile asks for, checked and complete: what a file leaves out is filled with the
 * defaults. Immutable.
 *
 * @param name as written in the file
 * @param source what it was read from; empty for one made in memory
 * @param hotkeys the keys that command the agent; a command without an entry has no key
 * @param consumed the hotkeys that the game does not get, where the platform can keep them from it
 * @param oneKey whether the toggle key also arms
 * @param resume the policy of skills that do not choose their own
 * @param skills in the order of the file; includes disabled ones; none is timed when there is a rotation
 * @param window the game's; empty where any may be it
 * @param callOuts what is said of itself, in the order of the file; includes disabled ones
 * @param takes the files whose takes skills play, as they were found
 * @param voiceCommands what the player can say, in the order of the file; includes disabled ones
 * @param viewers what viewers of a stream may have played; includes what is disabled
 */
public record Profile(
        String name,
        String description,
        Optional<ProfileText> source,
        Map<Command, Hotkey> hotkeys,
        Set<Hotkey> consumed,
        boolean oneKey,
        Priority priority,
        ResumePolicy resume,
        Dispatch dispatch,
        List<Skill> skills,
        Optional<Rotation> rotation,
        Optional<GameWindow> window,
        Senses senses,
        List<CallOut> callOuts,
        List<Path> takes,
        List<VoiceCommand> voiceCommands,
        Viewers viewers) {

    public Profile {
        hotkeys = Map.copyOf(hotkeys);
        consumed = Set.copyOf(consumed);
        skills = List.copyOf(skills);
        callOuts = List.copyOf(callOuts);
        takes = List.copyOf(takes);
        voiceCommands = List.copyOf(voiceCommands);
    }

    /** The file that it was read from; empty for one made in memory. */
    public Optional<Path> file() {
        return source.map(ProfileText::path);
    }

    /** The same without anything to play or to listen for: for an agent that has no keyboard. */
    public Profile withoutKeys() {
        return new Profile(name, description, source, Map.of(), Set.of(), false,
                new Priority(priority.onHold(), priority.unsuppressed(), Set.of(), Map.of()), resume,
                dispatch, List.of(), Optional.empty(), Optional.empty(), senses, List.of(), List.of(), List.of(),
                Viewers.NONE);
    }

    /**
     * The keys that skills, rotation, voice commands and viewers press, of those that run during holds or of the others; a set of
     * the caller's own. A key may be in both.
     */
    public Set<Key> keys(boolean runsDuringHold) {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        for (Skill skill : skills) {
            if (skill.runsDuringHold() == runsDuringHold) {
                keys.addAll(skill.pressed());
            }
        }
        rotation.filter(ring -> ring.runsDuringHold() == runsDuringHold)
                .ifPresent(ring -> ring.steps().forEach(step -> keys.addAll(step.keys())));
        if (!runsDuringHold) {
            for (VoiceCommand each : listenedFor()) {
                if (each.does() instanceof VoiceCommand.Plays plays) {
                    keys.addAll(plays.action().keys());
                }
            }
            viewers.playable().forEach(each -> keys.addAll(each.action().keys()));
        }
        return keys;
    }

    /** What differs from that profile besides skills and rotation, by the names that a profile has for it. */
    public List<String> settingsThatDiffer(Profile other) {
        List<String> differ = new ArrayList<>();
        add(differ, "name", name, other.name);
        add(differ, "description", description, other.description);
        add(differ, "hotkeys", List.of(hotkeys, consumed, oneKey),
                List.of(other.hotkeys, other.consumed, other.oneKey));
        add(differ, "priority", priority, other.priority);
        add(differ, "scheduler", resume, other.resume);
        add(differ, "dispatch", dispatch, other.dispatch);
        add(differ, "window", window, other.window);
        add(differ, "sensor", senses, other.senses);
        add(differ, "say", callOuts, other.callOuts);
        add(differ, "voice", voiceCommands, other.voiceCommands);
        add(differ, "viewers", viewers, other.viewers);
        return differ;
    }

    /** The call-outs that are said. */
    public List<CallOut> spoken() {
        return callOuts.isEmpty() ? callOuts : callOuts.stream().filter(CallOut::enabled).toList();
    }

    /** The voice commands that are listened for. */
    public List<VoiceCommand> listenedFor() {
        return voiceCommands.isEmpty() ? voiceCommands
                : voiceCommands.stream().filter(VoiceCommand::enabled).toList();
    }

    private static void add(List<String> differ, String what, Object one, Object other) {
        if (!one.equals(other)) {
            differ.add(what);
        }
    }

    /** The keys that open or close the game's chat. */
    public Set<Key> chatKeys() {
        return window.isPresent() && window.get().chat().isPresent() ? window.get().chat().get().keys() : Set.of();
    }

    /** What the player does to have it play where nothing is armed, for people. */
    public String howToStart() {
        Hotkey master = hotkeys.get(Command.State.MASTER);
        Hotkey toggle = hotkeys.get(Command.State.TOGGLE);
        return toggle != null && oneKey ? toggle + " arms and starts it"
                : toggle != null && master != null ? master + " arms it, then " + toggle + " starts it"
                : "'fermata start' starts it";
    }

    /**
     * The keys that silence the schedule while they are down.
     *
     * @param special watched only; the game gets them natively
     * @param managed taken over: suppressed where the platform can, then sent after the pre-delay
     * @param unsuppressed what becomes of a managed key the platform cannot suppress
     */
    public record Priority(OnHold onHold, Unsuppressed unsuppressed, Set<Key> special, Map<Key, Managed> managed) {
        public Priority {
            special = Set.copyOf(special);
            managed = Map.copyOf(managed);
        }
    }

    /** How a managed key is sent: as which key, and how long after it went down at the earliest. */
    public record Managed(Key send, Duration preDelay) {
    }

    /** What a hold does to skill actions that are already queued. */
    public enum OnHold {
        /** They are dropped, visibly. */
        DROP,
        /** They wait and play after the hold. */
        KEEP
    }

    /** What to do with a managed key that this desktop cannot keep from the game. */
    public enum Unsuppressed {
        /** Watch it only: it silences the schedule and the game gets the player's own press. */
        SPECIAL,
        /** Send it after the pre-delay all the same: the game sees the player's press and ours. */
        SEND
    }

    /**
     * How actions are sent.
     *
     * @param keyPress how long a tap stays down
     * @param minGap the least time between the end of one action and the start of the next
     * @param starvationLimit after waiting this long in {@code low} or {@code normal}, an action is
     *                        taken as if one lane up
     * @param laneCapacity how many actions one lane takes
     */
    public record Dispatch(Duration keyPress, Duration minGap, Duration starvationLimit, int laneCapacity) {
        /** The design's defaults: a press outlasts one frame at 60 fps. */
        public static final Dispatch DEFAULTS = new Dispatch(standard(ProfileSchema.KEY_PRESS),
                standard(ProfileSchema.MIN_GAP), standard(ProfileSchema.STARVATION_LIMIT),
                standard(ProfileSchema.LANE_CAPACITY).intValue());

        private static <T> T standard(Field<T> field) {
            return field.standardValue().orElseThrow();
        }
    }
}
