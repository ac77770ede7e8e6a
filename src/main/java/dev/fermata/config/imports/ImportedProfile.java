package dev.fermata.config.imports;

import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of another program's profile is taken over, as it will be written. Keys and conditions are texts as profiles
 * have them. Immutable.
 *
 * @param name what it is called there
 * @param keyPress empty for our own default, as everything that is empty
 * @param remarks in the order of the other file
 */
public record ImportedProfile(String name, String description, Hotkeys hotkeys, Priority priority,
        Optional<Duration> keyPress, Optional<Duration> minGap, Optional<Window> window,
        Optional<Senses.Size> reference,
        OptionalInt rate, List<Place> places, List<Played> skills, Optional<Ring> ring, List<Remark> remarks) {
    public ImportedProfile {
        places = List.copyOf(places);
        skills = List.copyOf(skills);
        remarks = List.copyOf(remarks);
    }

    /** @param sharedToggle whether the game gets the toggle key too; @param uses profiles by the keys that play them */
    public record Hotkeys(Optional<String> master, Optional<String> toggle, Optional<String> panic, boolean oneKey,
            boolean sharedToggle, Map<String, String> uses) {
    }

    /** The keys that silence the schedule, under the names that profiles have for them. */
    public record Priority(List<String> special, Map<String, Managed> managed) {
    }

    /** A key that is taken over. @param send empty for the key itself */
    public record Managed(Optional<Key> send, Duration preDelay) {
    }

    /** The game's window. */
    public record Window(Optional<String> windowClass, Optional<String> exe, Optional<Chat> chat) {
    }

    /** The keys of the chat and of what else a player stops for. */
    public record Chat(List<String> open, List<String> close, Duration lease) {
    }

    /** A sensor. @param pixel exactly for those of that kind */
    public record Place(String name, Sensor.Kind kind, Sensor.Region region, Optional<Pixel> pixel,
            List<Lesson> lessons) {
    }

    /** The colour that is asked for, as {@link Sensor#colour}, and how far it may be off. */
    public record Pixel(int colour, int tolerance) {
    }

    /**
     * How a sensor is shown something.
     * @param option of {@code fermata learn}
     * @param when what the game has to show then
     */
    public record Lesson(String option, String when) {
    }

    /** A skill. @param runs whether it plays on in holds of priority keys */
    public record Played(String name, String keys, Trigger trigger, Lane lane, boolean enabled, boolean runs) {
    }

    /** When a skill is played. */
    public sealed interface Trigger permits Every, Seen, KeptDown {
    }

    /** So often. @param elseKeys only with a condition */
    public record Every(Duration every, Optional<String> when, Optional<String> elseKeys, boolean atStart)
            implements Trigger {
    }

    /** When something is seen. @param tries only where an icon is looked at */
    public record Seen(String when, Duration cooldown, OptionalInt tries) implements Trigger {
    }

    /** All the time. */
    public record KeptDown() implements Trigger {
    }

    /** Steps in place of timed skills. */
    public record Ring(List<String> steps, Duration every) {
    }
}
